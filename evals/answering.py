"""One sample put to the product: just what the page and the command line call, and all that is told kept as plain values.

    FACT, NUMBERS, UNANSWERABLE, ROBUST, INJECTION   the question is asked
    STANCE      the question is asked, and the body is looked for among the voices of the proposal
    DRAFT       the proposal is confirmed, the position taken with its wishes and facts, and a section drafted
    PROPOSALS   the proposals are looked for in the memo

A fault is a response with the fault's code: one sample never ends a run.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import structlog

from assistant.drafting import Drafting
from assistant.errors import LausuntoError, StoreError, UsageError
from assistant.pipeline import Assistant
from assistant.statement import Drafted, LocalFact, Position, Proposal, ProposalState, Stance
from assistant.text import stances
from assistant.text.quotes import fold
from assistant.text.references import REGISTER_NUMBER
from assistant.types import Answer, Case, Claim, Document, Filter, Kind, Language, Passage, Quote, Role, Status, Step
from assistant.workspace import Workspace
from evals import reading
from evals.types import CaseKind, EvalSet, Place, Ranked, Response, Sample, Sentence

BY = "arviointi"
"""Who confirms and takes positions in the workspace of a run."""
UNFORESEEN = "unexpected"


def respond(assistant: Assistant, sample: Sample, held: EvalSet, where: Filter | None = None) -> Response:
    """What the product gives for a sample of a set. `assistant` is over the set's library; for DRAFT, over a copy that nobody
    else uses. `where` restricts what may be quoted in an answer. Raises nothing."""
    start = time.monotonic()
    try:
        if sample.kind is CaseKind.DRAFT:
            return _drafted(assistant, sample, held)
        if sample.kind is CaseKind.PROPOSALS:
            return _detected(assistant, sample, held)
        return _asked(assistant, sample, held, where)
    except LausuntoError as fault:
        code = fault.code
    except Exception as fault:  # noqa: BLE001 - one sample never ends a run; the kind of the fault is in the log
        structlog.get_logger(__name__).error("sample_failed", sample=sample.id, kind=type(fault).__name__)
        code = UNFORESEEN
    seconds = round(time.monotonic() - start, 4)
    return Response(sample=sample.id, set=held.name, language=sample.language, seconds=seconds, error=code)


# Asking


def _asked(assistant: Assistant, sample: Sample, held: EvalSet, where: Filter | None) -> Response:
    start = time.monotonic()
    first: float | None = None
    answer: Answer | None = None
    for told in assistant.stream(sample.input, where=where):
        if isinstance(told, Answer):
            answer = told
        elif first is None:
            first = time.monotonic() - start
    seconds = time.monotonic() - start
    assert answer is not None
    sentences, references = _sentences(answer.claims)
    response = Response(
        sample=sample.id,
        set=held.name,
        status=answer.status,
        language=answer.language,
        sentences=sentences,
        references=references,
        ranked=tuple(Ranked(place=_whole(hit.passage), score=round(hit.score, 6)) for hit in answer.evidence.hits),
        stance=_stance_of(assistant, sample) if sample.kind is CaseKind.STANCE else None,
        findings=tuple(finding.message for finding in answer.findings),
        missing=answer.missing,
        seconds=round(seconds, 4),
        first=None if first is None else round(first, 4),
    )
    return _with_trace(response, answer.trace)


def _stance_of(assistant: Assistant, sample: Sample) -> Stance | None:
    """Where the product places the body on the proposal: among the voices of others, or, the city's own, by the newest of its
    statements among the grounds; None where it does not name the body."""
    work = assistant.drafting
    found = work.grounds(proposal_of(assistant, work, sample).id, Stance.UNDECIDED)
    wanted = fold(sample.task.body).casefold()
    own = [ground for ground in found.grounds if ground.document.kind is Kind.OWN_STATEMENT]
    own.sort(key=lambda ground: ground.document.date or dt.date.min, reverse=True)
    return next((v.stance for v in (*found.voices, *own) if fold(v.document.body or "").casefold() == wanted), None)


def proposal_of(assistant: Assistant, work: Drafting, sample: Sample) -> Proposal:
    """The proposal of the memo that a sample names, by its title, with or without its number. Raises StoreError."""
    memos = {d.id for d, _ in assistant.documents() if sample.task.memo in (d.external_id, d.id)}
    wanted = _plain(sample.task.proposal)
    inside = [p for p in work.proposals() if p.state is not ProposalState.REJECTED and p.document in memos]
    for named in _NAMES:
        found = [p for p in inside if _plain(named(p)) == wanted]
        if len(found) == 1:
            return found[0]
    raise StoreError("unknown_proposal", id=sample.task.proposal)


_NAMES: tuple[Callable[[Proposal], str], ...] = (lambda p: p.name, lambda p: p.title, lambda p: p.number)


_LABEL = re.compile(r"^(?:(?:kehittämis)?ehdotus|(?:utvecklings)?förslag) (?=\d)")


def _plain(name: str) -> str:
    """A name without its label, colon and full stop: "Kehittämisehdotus 4: Yhteinen suunnitelma" gives "4 yhteinen suunnitelma"."""
    return _LABEL.sub("", fold(name).casefold()).replace(":", "").rstrip(" .")


# Drafting


def _drafted(assistant: Assistant, sample: Sample, held: EvalSet) -> Response:
    """A section drafted as a person would have it drafted: position first, and the draft once its facts are in the library."""
    place = assistant.settings.data / "drafts" / hashlib.sha256(sample.id.encode()).hexdigest()[:16]
    place.mkdir(parents=True, exist_ok=True)
    facts = tuple(
        LocalFact(id="", text=text, source=source, date=dt.date.fromisoformat(day) if day else None)
        for text, source, day in sample.task.facts
    )
    with closing(_drafting(assistant, place)) as work:
        proposal = proposal_of(assistant, work, sample)
        work.workspace.confirm([proposal.id], BY)
        position = Position(
            proposal=proposal.id, stance=sample.task.stance or Stance.UNDECIDED, wishes=sample.task.wishes, facts=facts
        )
        work.take_position(position, BY)
    # Facts go into the library behind a person's back; closing waits for that, so that every run drafts from the same library.
    try:
        with closing(_drafting(assistant, place)) as work:
            start = time.monotonic()
            made = work.draft(proposal.id, language=_draft_language(sample), by=BY)
            seconds = time.monotonic() - start
            ranked = tuple(
                Ranked(place=_whole(ground.quote.passage), score=round(ground.score, 6))
                for ground in work.grounds(proposal.id).grounds
            )
    finally:
        _forget_facts(assistant, place, proposal)
    return _section(sample, held, proposal, made, ranked, seconds)


def _drafting(assistant: Assistant, place: Path) -> Drafting:
    return Drafting(library=assistant.library, workspace=Workspace(place), case=assistant.case or Case(name=""))


def _draft_language(sample: Sample) -> Language:
    return Language.SV if sample.language is Language.SV else Language.FI


def _forget_facts(assistant: Assistant, place: Path, proposal: Proposal) -> None:
    """Takes the sample's facts out of the library: the next sample's city does not have them."""
    with closing(_drafting(assistant, place)) as work:
        kept = work.workspace.position(proposal.id)
        work.take_position(Position(proposal=proposal.id, stance=kept.stance, revision=kept.revision), BY)


def _section(
    sample: Sample, held: EvalSet, proposal: Proposal, made: Drafted, ranked: tuple[Ranked, ...], seconds: float
) -> Response:
    sentences, references = _sentences(made.version.claims)
    first = next((claim.text for claim in made.version.claims if claim.role is Role.STANCE), "")
    facts = (f"{text} {source} {_day(day)}" for text, source, day in sample.task.facts)
    response = Response(
        sample=sample.id,
        set=held.name,
        status=Status.ANSWERED,
        language=made.version.language,
        sentences=sentences,
        references=references,
        ranked=ranked,
        stance=stances.of(first) if first else None,
        known="\n".join((proposal.name, sample.task.wishes, *facts)),
        findings=tuple(finding.message for finding in made.findings),
        seconds=round(seconds, 4),
    )
    return _with_trace(response, made.trace)


def _day(day: str) -> str:
    """A day as it is written in a Finnish or Swedish text."""
    if not day:
        return ""
    told = dt.date.fromisoformat(day)
    return f"{told.day}.{told.month}.{told.year}"


# Proposals


def _detected(assistant: Assistant, sample: Sample, held: EvalSet) -> Response:
    file = reading.memo(held.folder, sample.task.memo)
    if file is None:
        raise UsageError("eval_memo_missing", file=held.name, line="–", id=sample.id, name=sample.task.memo)
    start = time.monotonic()
    found = assistant.drafting.detect(file)
    return Response(
        sample=sample.id,
        set=held.name,
        language=sample.language,
        proposals=tuple((proposal.number, proposal.title) for proposal in found),
        seconds=round(time.monotonic() - start, 4),
    )


# As plain values


def _sentences(claims: Iterable[Claim]) -> tuple[tuple[Sentence, ...], tuple[Place, ...]]:
    """The sentences, and what they quote, each quote once in the order of first use."""
    references: dict[Place, int] = {}
    sentences = []
    for claim in claims:
        cited = dict.fromkeys(references.setdefault(_place(quote), len(references)) for quote in claim.quotes)
        role = claim.role.value if claim.role else ""
        sentences.append(Sentence(text=claim.text, origin=claim.origin, citations=tuple(cited), role=role))
    return tuple(sentences), tuple(references)


def _place(quote: Quote) -> Place:
    passage = quote.passage
    return Place(
        document=passage.document.external_id,
        start=quote.start,
        end=quote.end,
        text=quote.text,
        page=quote.page,
        source=_source(passage),
    )


def _whole(passage: Passage) -> Place:
    return Place(
        document=passage.document.external_id,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        page=passage.page,
        source=_source(passage),
    )


def _source(passage: Passage) -> str:
    document: Document = passage.document
    number = REGISTER_NUMBER.search(document.text)
    known = (
        document.title,
        *passage.heading,
        document.body or "",
        document.date.isoformat() if document.date else "",
        number.group() if number else "",
    )
    return "\n".join(part for part in known if part)


def _with_trace(response: Response, steps: Sequence[Step]) -> Response:
    """The response with who wrote, by what prompts, and what that took."""
    told = [step.tokens for step in steps if step.tokens is not None]
    return replace(
        response,
        model=next((step.model for step in steps if step.model), ""),
        prompts=tuple(dict.fromkeys(step.prompt for step in steps if step.prompt)),
        tokens=sum(told) if told else None,
    )
