"""The second walk: what happens to a proposal of the memo, from finding it to a statement that can be handed in.

    proposals    found in every memo of the library by rules; a person confirms, renames, merges, splits, orders
    position     the person's stance first, then wishes and local facts; nothing is drafted before
    grounds      quotes for and against, each with who says it, when, and where that body stands
    draft        a section from the chosen grounds and the person's own words alone; by a language model where one was chosen
    revise       by instruction or by hand; every change is a version
    twin         a Finnish section in Swedish, with the same quotes and figures
    check        what code can say of each sentence, on every version
    export       statement, annex, agenda item, form fields, a page on the use of AI

What a person does goes to the workspace with who and when. Importing this does nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from assistant.errors import OpenFindingsError, RefusedError, StoreError, UsageError
from assistant.export import Format, What, make, suggested_name
from assistant.library.library import Library
from assistant.library.notes import is_note, note, whole
from assistant.ports import SectionWriter, Usage, Written
from assistant.statement import (
    CHOICES,
    Acceptance,
    Approval,
    Drafted,
    Ground,
    Grounds,
    LocalFact,
    Position,
    Proposal,
    ProposalState,
    Section,
    Stance,
    Statement,
    Version,
    VersionKind,
    ground_id,
)
from assistant.steps.check import section as check_section
from assistant.steps.draft import told, write
from assistant.steps.grounds import gather
from assistant.steps.proposals import RULES, detect
from assistant.steps.revise import Change, difference, edited, own_words, refuse_stance, revise
from assistant.steps.rubric import judge
from assistant.text.finnish import words
from assistant.text.plain import plain
from assistant.text.prompts import load
from assistant.trace import Clock
from assistant.types import Case, Claim, Document, Finding, Kind, Language, Quote, Severity
from assistant.workspace import Workspace

SHIPPED = "knowledge"
"""Who confirmed the proposals that come with the knowledge folder."""
MODEL = "extractive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file to hand in: its bytes, a name that is safe everywhere, and the statement it was made of."""

    content: bytes
    name: str
    statement: Statement


class Drafting:
    """The walk over one library and one workspace. Raises LausuntoError, and nothing else on purpose."""

    def __init__(
        self,
        *,
        library: Library,
        workspace: Workspace,
        case: Case,
        writer: SectionWriter | None = None,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self.workspace = workspace
        self.case = case
        self._writer = writer
        self._library = library
        self._now = now
        self._behind = ThreadPoolExecutor(max_workers=1, thread_name_prefix="notes")

    def close(self) -> None:
        """Waits until notes are in the library, and lets go of the workspace."""
        self._behind.shutdown()
        self.workspace.close()

    # Proposals

    def detect(self, path: Path) -> tuple[Proposal, ...]:
        """The proposals that rules find in a file, which is not taken in. Raises ReadError."""
        return detect(self._library.read(path))

    def proposals(self) -> tuple[Proposal, ...]:
        """The register in its order, rejected ones too; memos that came or went since are followed."""
        self._follow_memos()
        return self.workspace.proposals()

    def proposal(self, name: str) -> Proposal:
        """One proposal by id, the beginning of it, or its printed number. Raises StoreError."""
        self._follow_memos()
        return self.workspace.proposal(name)

    def merge(self, names: Sequence[str], by: str) -> Proposal:
        """One proposal of several; the first in the register keeps its id and title. Raises UsageError."""
        held = [self.proposal(name) for name in names]
        return self.workspace.merge([p.id for p in held], by, document=self._memo(held[0]) if held else None)

    def split(self, name: str, at: int, title: str, by: str) -> tuple[Proposal, Proposal]:
        """Two proposals of one, parted at a character of its text. Raises UsageError."""
        held = self.proposal(name)
        return self.workspace.split(held.id, at, title, by, document=self._memo(held))

    def _memo(self, proposal: Proposal) -> Document | None:
        inside = {document.id for document, _ in self._library.documents()}
        return self._library.document(proposal.document) if proposal.document in inside else None

    def _follow_memos(self) -> None:
        """Brings the register in step with the library's memos; where it cannot be written now, it is read as it is."""
        try:
            self._follow()
        except StoreError as fault:
            if fault.code not in ("busy", "read_only", "disk_full") or not self.workspace.proposals():
                raise

    def _follow(self) -> None:
        memos = {document.id: document for document, _ in self._library.documents() if document.kind is Kind.MEMO}
        wanted = f"{RULES}:{','.join(sorted(memos))}"
        kept = self.workspace.note("memos") or ""
        if kept == wanted:
            return
        version, _, followed = kept.partition(":")
        # Where the rules have changed, what nobody has touched is looked for anew.
        stale = set(followed.split(",")) - {""} if version != str(RULES) else set()
        for gone in (set(followed.split(",")) - memos.keys() - {""}) | stale:
            self.workspace.retract(gone, shipped=SHIPPED)
        for document in memos.values():
            found = detect(self._library.document(document.id))
            shipped = SHIPPED if document.source.startswith(f"{SHIPPED}:") else ""
            self.workspace.detected(found, confirmed_by=shipped)
        if self.case.name:
            self.workspace.set_case(self.case)
        self.workspace.note("memos", wanted)

    # The person's position

    def position(self, proposal: str) -> Position:
        """What the person has said of a proposal so far."""
        return self.workspace.position(self.proposal(proposal).id)

    def take_position(self, position: Position, by: str) -> Position:
        """Keeps a position. Raises ConflictError when somebody saved meanwhile, UsageError for a stance nobody can choose."""
        if position.stance not in (*CHOICES, Stance.UNDECIDED):
            raise UsageError("stance_unknown", stance=position.stance)
        facts = tuple(fact if fact.id else replace(fact, id=fact_id(fact)) for fact in position.facts if says(fact))
        before = self.workspace.position(position.proposal)
        kept = self.workspace.save_position(replace(position, facts=facts), by)
        if kept.facts != before.facts:
            # Behind the page's back: on a large library the index takes a while to follow.
            self._behind.submit(self._match_notes)
        return kept

    def with_facts(self, position: Position, facts: Sequence[LocalFact]) -> Position:
        """The position with more facts, none twice."""
        known = {fact.id for fact in position.facts}
        named = {fact_id(fact): fact for fact in facts if says(fact)}
        new = tuple(replace(fact, id=name) for name, fact in named.items() if name not in known)
        return replace(position, facts=(*position.facts, *new))

    # Grounds

    def with_grounds(self, position: Position, quotes: Sequence[Quote]) -> Position:
        """The position with quotes, as of an answer, among its chosen grounds, none twice.

        Raises RefusedError where its proposal has not been confirmed.
        """
        held = self.workspace.proposal(position.proposal)
        if held.state is not ProposalState.CONFIRMED:
            raise RefusedError("ground_unconfirmed", title=held.name)
        added = {ground_id(quote): quote for quote in (*position.added, *quotes)}
        chosen = tuple(dict.fromkeys((*position.grounds, *added)))
        return replace(position, grounds=chosen, added=tuple(added.values()))

    def known_grounds(self, proposal: str, names: Sequence[str]) -> tuple[str, ...]:
        """The ids of grounds named by id or the beginning of one. Raises UsageError for a name that fits none or several."""
        found = [ground.id for ground in self.grounds(proposal).grounds]
        out = []
        for name in names:
            fitting = [id_ for id_ in found if id_.startswith(name)]
            if len(fitting) != 1:
                raise UsageError("unknown_ground", id=name)
            out.append(fitting[0])
        return tuple(dict.fromkeys(out))

    def grounds(self, proposal: str, stance: Stance | None = None) -> Grounds:
        """Quotes for and against a proposal; `stance` is the kept one where none is given."""
        held = self.proposal(proposal)
        return self._gathered(held, stance or self.workspace.position(held.id).stance)

    # Sections

    def draft(
        self, proposal: str, *, language: Language = Language.FI, by: str = "", undecided: bool = False
    ) -> Drafted:
        """A new version of the proposal's section, from the kept position alone; with `undecided` as if no stance were kept.

        Where a language model was chosen and fails, the section is written without it, and a finding says so. Raises RefusedError when the human's part is missing: the proposal unconfirmed, the stance undecided.
        """
        clock = Clock()
        held = self.proposal(proposal)
        if held.state is not ProposalState.CONFIRMED:
            raise RefusedError("proposal_unconfirmed", title=held.name)
        position = self.workspace.position(held.id)
        if undecided or position.stance not in CHOICES:
            raise RefusedError("stance_missing", title=held.name)
        clock.mark("position")
        found = self._gathered(held, position.stance)
        clock.mark("grounds")
        own, city = notes(position.facts), self.case.respondent
        made = _Made()
        if self._writer is not None and position.stance is not Stance.NO_COMMENT:
            chosen = told(found.grounds, position, own)
            made = _sorted(self._writer.draft(held, position, chosen, own, language, city=city))
            made.mark(clock, self._writer, "draft", language)
        model, identity = self._wrote(made, "draft", language)
        claims = made.claims
        if not claims:
            claims = write(held, position, found.grounds, own, language, city=city)
            clock.mark("write", model=model, prompt=identity)
        version = self._version(held, position, language, claims, VersionKind.DRAFT, by, prompt=identity, model=model)
        return self._checked(self.workspace.keep(version, expected=None), made, clock)

    def revise(self, section: str, instruction: str, *, by: str = "", expected: int | None = None) -> Drafted:
        """A new version by instruction; sentences it does not ask about stay as they are. Raises UsageError for what it cannot do,
        RefusedError where neither a chosen model nor the rules made a change."""
        clock = Clock()
        before = self.latest(section)
        held = self.workspace.proposal(before.proposal)
        # The section stands on the stance it was drafted for, until it is drafted anew.
        position = replace(self.workspace.position(held.id), stance=before.stance)
        found = self._gathered(held, before.stance)
        own, language = notes(position.facts), before.language
        made = _Made()
        if self._writer is not None and before.stance is not Stance.NO_COMMENT:
            refuse_stance(instruction)
            made = _sorted(
                self._writer.revise(
                    before.claims,
                    instruction,
                    proposal=held,
                    position=position,
                    grounds=told(found.grounds, position, own),
                    notes=own,
                    language=language,
                    city=self.case.respondent,
                )
            )
            made.mark(clock, self._writer, "revise", language)
        model, identity = self._wrote(made, "revise", language)
        claims = made.claims
        if not claims:
            claims = _by_rules(before, instruction, held, position, found.grounds, made)
            clock.mark("write", model=model, prompt=identity)
        version = replace(
            self._version(held, position, language, claims, VersionKind.REVISION, by, prompt=identity, model=model),
            wishes=own_words(claims, position.wishes, position.facts),
            instruction=instruction,
        )
        if claims == before.claims:
            raise RefusedError("nothing_changed")
        kept = self.workspace.keep(version, expected=before.n if expected is None else expected)
        return self._checked(kept, made, clock)

    def twin(self, section: str, *, by: str = "") -> Drafted:
        """The newest version of a Finnish section in Swedish, sentence by sentence: a version of the Swedish section.

        Raises RefusedError where no language model was chosen, UsageError for a section that is not in Finnish.
        """
        clock = Clock()
        before = self.latest(section)
        if before.language is not Language.FI:
            raise UsageError("twin_language")
        if self._writer is None:
            raise RefusedError("twin_needs_model")
        held = self.workspace.proposal(before.proposal)
        position = replace(
            self.workspace.position(held.id), stance=before.stance, facts=before.facts, wishes=before.wishes
        )
        made = _sorted(
            self._writer.twin(
                before.claims, proposal=held, position=position, notes=notes(before.facts), city=self.case.respondent
            )
        )
        made.mark(clock, self._writer, "twin", Language.SV)
        # Where nothing was translated, frames of the program stand around the quotes.
        spoke = any(remark.message == "twin_checked" for remark in made.remarks)
        model, identity = self._wrote(made if spoke else _Made(), "twin", Language.SV)
        version = self._version(
            held, position, Language.SV, made.claims, VersionKind.DRAFT, by, prompt=identity, model=model
        )
        return self._checked(self.workspace.keep(version, expected=None), made, clock)

    def edit(self, section: str, text: str, *, by: str = "", expected: int | None = None) -> Drafted:
        """A new version from text written by hand: unchanged sentences keep their origin and quotes, others are looked at anew."""
        clock = Clock()
        before = self.latest(section)
        held = self.workspace.proposal(before.proposal)
        position = self.workspace.position(held.id)
        own = (*(fact.text for fact in (*position.facts, *before.facts)), position.wishes, before.wishes)
        held_notes = notes((*position.facts, *before.facts))
        claims = edited(before.claims, text, notes=held_notes, own=own)
        version = self._version(held, position, before.language, claims, VersionKind.EDIT, by)
        wishes = own_words(claims, position.wishes, position.facts)
        stance = position.stance if self._states(version, held, position.stance) else before.stance
        version = replace(version, stance=stance, wishes=wishes, model="")
        kept = self._kept(version, before, expected, clock)
        self.workspace.drop_typing(section, by)
        return kept

    def restore(self, section: str, n: int, *, by: str = "") -> Drafted:
        """An older version brought back as the newest; nothing between is lost."""
        clock = Clock()
        before = self.latest(section)
        old = self.workspace.version(before.section, n)
        version = replace(old, kind=VersionKind.RESTORE, by=by, at=self._now(), instruction=str(n))
        return self._kept(version, before, None, clock)

    def latest(self, section: str) -> Version:
        """The newest version of a section, by its id or by its proposal's. Raises StoreError."""
        for name in self._section_names(section):
            version = self.workspace.latest(name)
            if version is not None:
                return version
        raise StoreError("unknown_section", id=section)

    def versions(self, section: str) -> tuple[Version, ...]:
        """Every version of a section, oldest first."""
        return self.workspace.versions(self.latest(section).section)

    def difference(self, section: str, first: int, second: int) -> tuple[Change, ...]:
        """What changed from one version to another, word by word."""
        name = self.latest(section).section
        return difference(self.workspace.version(name, first).claims, self.workspace.version(name, second).claims)

    def approve(self, section: str, by: str) -> Approval:
        """A named person's approval of the newest version."""
        version = self.latest(section)
        return self.workspace.approve(version.section, version.n, by)

    def findings(self, version: Version) -> tuple[Finding, ...]:
        """What the checks say of a version as things stand now."""
        return self._findings(version, self.workspace.proposal(version.proposal), self._inside())

    def check_file(self, path: Path) -> tuple[Finding, ...]:
        """The statement check on a document from outside. Raises ReadError."""
        document = self._library.read(path)
        confirmed = tuple(p for p in self.proposals() if p.state is ProposalState.CONFIRMED)
        return judge(document, confirmed, language=document.language)

    # The statement

    def statement(self, language: Language = Language.FI) -> Statement:
        """The whole as it would be handed in now."""
        confirmed = [p for p in self.proposals() if p.state is ProposalState.CONFIRMED]
        inside = self._inside()
        sections, without = [], []
        for held in confirmed:
            version = self.workspace.latest(self.workspace.section_id(held.id, language))
            if version is None:
                without.append(held)
                continue
            approval = self.workspace.approval(version.section)
            sections.append(
                Section(
                    id=version.section,
                    proposal=held,
                    version=version,
                    findings=self._findings(version, held, inside),
                    approval=approval if approval and approval.version == version.n else None,
                )
            )
        return Statement(
            case=self.case,
            language=language,
            sections=tuple(sections),
            without=tuple(without),
            accepted=self.workspace.acceptances(),
            events=self.workspace.events(),
        )

    def accept(self, finding: str, by: str, language: Language = Language.FI) -> Acceptance:
        """A named person's acceptance of a finding. Raises UsageError when the statement has no such finding."""
        return self._accept(self.statement(language), finding, by)

    def export(
        self,
        what: What,
        form: Format,
        *,
        language: Language = Language.FI,
        marks: bool = False,
        by: str = "",
        accept: Sequence[str] = (),
        write: Callable[[Exported], object] = lambda _: None,
    ) -> Exported:
        """A file to hand in. `accept` are findings that `by` accepts first; the log tells of the file once `write` is done with it.

        Raises RefusedError when there is nothing to hand in, or when the text that is handed in has open findings. The annex, the
        agenda item and the page on AI are for the city's own use, and the annex tells what is open.
        """
        if language is Language.EN:
            raise UsageError("draft_language")
        statement = self.statement(language)
        if not statement.sections:
            raise RefusedError("nothing_to_export")
        for finding in accept:
            self._accept(statement, finding, by)
        if accept:
            statement = replace(statement, accepted=self.workspace.acceptances(), events=self.workspace.events())
        if what in (What.STATEMENT, What.FORM) and statement.open:
            raise OpenFindingsError(statement.open)
        inside = self._inside()
        made = make(what, form, statement, marks=marks, library_documents=inside, now=self._now())
        exported = Exported(content=made, name=suggested_name(what, form, statement), statement=statement)
        write(exported)
        self.workspace.log(by, "export", what.value, format=form.value, sha256=hashlib.sha256(made).hexdigest())
        return exported

    # Inside

    def _gathered(self, proposal: Proposal, stance: Stance) -> Grounds:
        """Grounds; the register's other proposals tell what is not about this one."""
        others = tuple(p for p in self.workspace.proposals() if p.state is not ProposalState.REJECTED)
        added = self.workspace.position(proposal.id).added
        return gather(self._library, proposal, stance, own_body=self.case.respondent, others=others, added=added)

    def _kept(self, version: Version, before: Version, expected: int | None, clock: Clock) -> Drafted:
        clock.mark("write", model=version.model or None, prompt=version.prompt or None)
        kept = self.workspace.keep(version, expected=before.n if expected is None else expected)
        findings = self.findings(kept)
        clock.mark("check")
        return Drafted(version=kept, findings=findings, trace=tuple(clock.steps))

    def _checked(self, version: Version, made: _Made, clock: Clock) -> Drafted:
        findings = (*self.findings(version), *made.remarks)
        clock.mark("check")
        return Drafted(version=version, findings=findings, trace=tuple(clock.steps))

    def _wrote(self, made: _Made, task: str, language: Language) -> tuple[str, str]:
        """Who wrote, and by which prompt: the model where it gave claims, else the rules."""
        if self._writer is not None and made.claims:
            return self._writer.name, self._writer.prompt(task, language)
        return MODEL, load("draft", language).id

    def _version(
        self,
        proposal: Proposal,
        position: Position,
        language: Language,
        claims: tuple[Claim, ...],
        kind: VersionKind,
        by: str,
        prompt: str = "",
        model: str = MODEL,
    ) -> Version:
        return Version(
            section=self.workspace.section_id(proposal.id, language),
            n=0,
            proposal=proposal.id,
            language=language,
            stance=position.stance,
            claims=claims,
            kind=kind,
            by=by,
            at=self._now(),
            wishes=position.wishes,
            facts=position.facts,
            model=model,
            prompt=prompt,
        )

    def _section_names(self, name: str) -> list[str]:
        if name in self.workspace.sections():
            return [name]
        try:
            proposal = self.workspace.proposal(name)
        except StoreError as fault:
            if fault.code != "unknown_proposal":
                raise
            raise StoreError("unknown_section", id=name) from fault
        return [self.workspace.section_id(proposal.id, language) for language in (Language.FI, Language.SV)]

    def _inside(self) -> frozenset[str]:
        return frozenset(document.id for document, _ in self._library.documents())

    def _findings(self, version: Version, proposal: Proposal, inside: frozenset[str]) -> tuple[Finding, ...]:
        quoted = {quote.passage.document for claim in version.claims for quote in claim.quotes}
        gone = frozenset(d.id for d in quoted if d.id not in inside and not is_note(d))
        stance = self.workspace.position(proposal.id).stance
        return check_section(version, proposal, stance=stance, gone=gone, city=self.case.respondent)

    def _states(self, version: Version, proposal: Proposal, chosen: Stance) -> bool:
        """Whether the text says the chosen stance in its own words: then who wrote it by hand has brought the section to it."""
        told = replace(version, stance=chosen)
        findings = check_section(told, proposal, stance=chosen, gone=frozenset(), city=self.case.respondent)
        return chosen in CHOICES and not any(finding.check == "stance" for finding in findings)

    def _accept(self, statement: Statement, finding: str, by: str) -> Acceptance:
        for section in statement.sections:
            for held in section.findings:
                if held.id == finding:
                    return self.workspace.accept(held.id, held.message, by)
        raise UsageError("unknown_finding", id=finding)

    def _match_notes(self) -> None:
        """Brings the library's notes in step with the facts of all positions; what a version quotes stays in the workspace."""
        try:
            facts = [
                fact for proposal in self.workspace.proposals() for fact in self.workspace.position(proposal.id).facts
            ]
            wanted = {made.id: made for made in map(note, facts)}
            self._library.keep(tuple(wanted.values()))
            self._library.remove([d.id for d, _ in self._library.documents() if is_note(d) and d.id not in wanted])
        except Exception as fault:  # noqa: BLE001 - nobody waits for this; the next change of facts tries again
            told = getattr(fault, "code", type(fault).__name__)
            structlog.get_logger(__name__).warning("notes_not_kept", code=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What a model's writer gave: claims (none where it did not succeed), remarks on the whole, what its calls took."""

    claims: tuple[Claim, ...] = ()
    remarks: tuple[Finding, ...] = ()
    calls: tuple[Usage, ...] = ()

    def mark(self, clock: Clock, writer: SectionWriter, task: str, language: Language) -> None:
        """Notes the model's part, where it was asked at all: also when nothing came of it."""
        if self.calls or any(remark.severity is Severity.WARNING for remark in self.remarks):
            clock.wrote(self.calls, model=writer.name, prompt=writer.prompt(task, language))


def _sorted(written: Written) -> _Made:
    """A writer's output by kind."""
    every = list(written)
    return _Made(
        claims=tuple(said for said in every if isinstance(said, Claim)),
        remarks=tuple(said for said in every if isinstance(said, Finding)),
        calls=tuple(said for said in every if isinstance(said, Usage)),
    )


def _by_rules(
    before: Version, instruction: str, proposal: Proposal, position: Position, grounds: Sequence[Ground], made: _Made
) -> tuple[Claim, ...]:
    """The section changed by the rules. Raises RefusedError with the model's reason where they do not understand what it was
    to do."""
    try:
        return revise(
            before.claims,
            instruction,
            proposal=proposal,
            position=position,
            grounds=grounds,
            notes=notes(position.facts),
            language=before.language,
        )
    except UsageError as fault:
        reason = next((remark.values["reason"] for remark in made.remarks if "reason" in remark.values), "")
        if fault.code != "instruction_unknown" or not reason:
            raise
        raise RefusedError("revision_unusable", reason=reason) from fault


def picked(found: Grounds, position: Position) -> tuple[Ground, ...]:
    """The grounds that a draft would tell now."""
    return tuple(told(found.grounds, position, notes(position.facts)))


def notes(facts: Iterable[LocalFact]) -> dict[str, Quote]:
    """The facts as notes that can be quoted, by the fact's id."""
    return {fact.id: whole(note(fact)) for fact in facts}


def says(fact: LocalFact) -> bool:
    """Whether the fact has any words."""
    return bool(words(plain(fact.text)))


def fact_id(fact: LocalFact) -> str:
    """The same words from the same source on the same day are the same fact."""
    told = "\0".join((fact.text, fact.source, fact.date.isoformat() if fact.date else ""))
    return "n" + hashlib.sha256(told.encode()).hexdigest()[:10]
