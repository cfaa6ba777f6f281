"""The writer without a model: the source's own words, each in a fixed frame that says who says them.

Nothing here can be made up: the quotes are slices of stored sources, and the frame's names, numbers and dates come from the
source's own heading and data. The same question on the same library gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.ports import Vocabulary
from assistant.text import naming
from assistant.text.prompts import Prompt, load
from assistant.text.quotes import tidy
from assistant.text.references import REGISTER_NUMBER
from assistant.text.wording import quoted
from assistant.types import Claim, Document, Evidence, Kind, Language, Origin, Quote
from assistant.writers.choosing import QUOTES, choose, worth_quoting
from assistant.writers.scoring import Models


class ExtractiveWriter:
    """Owns nothing but what it was given: the library's vocabulary and the fitted models."""

    name = "extractive"

    def __init__(self, vocabulary: Callable[[], Vocabulary], models: Models) -> None:
        self._vocabulary = vocabulary
        self._models = models

    def prompt(self, language: Language) -> str:
        """The identity of the frames."""
        return load("answer", language).id

    def answer(self, evidence: Evidence, told: Sequence[Claim] = (), parts: int = 1) -> Iterator[Claim]:
        """QUOTED claims in reading order; none when the evidence is not likely to hold an answer."""
        choice = choose(evidence, self._vocabulary(), self._models)
        if choice.answerable < self._models.threshold:
            return
        language = evidence.question.language
        said = {(quote.passage.id, quote.start) for claim in told for quote in claim.quotes}
        before: Quote | None = told[-1].quotes[-1] if told else None
        groups = worth_quoting(choice.groups, QUOTES // parts)
        new = [group for group in groups if not all((q.passage.id, q.start) in said for q in group.quotes)]
        if groups and not new:
            # An earlier part's sentence answers this one too: it is given again, so that the part is not taken for missing.
            yield next(claim for claim in told if _quotes(claim, groups[0].quotes[0]))
        for group in new:
            yield framed(group.quotes, before, language)
            before = group.quotes[-1]


def _quotes(claim: Claim, wanted: Quote) -> bool:
    return any((q.passage.id, q.start) == (wanted.passage.id, wanted.start) for q in claim.quotes)


def framed(quotes: Sequence[Quote], before: Quote | None, language: Language) -> Claim:
    """The quotes of one place in the frame of their source; `before` is what the sentence before quoted."""
    prompt = load("answer", language)
    shown = " … ".join(quoted(tidy(quote.text), language) for quote in quotes)
    if shown[-2] not in ".!?":
        shown += "."
    return Claim(text=_frame(prompt, quotes[0], before, shown, language), origin=Origin.QUOTED, quotes=tuple(quotes))


def _frame(prompt: Prompt, quote: Quote, before: Quote | None, shown: str, language: Language) -> str:
    document = quote.passage.document
    same = before is not None and before.passage.document.id == document.id
    if document.kind is Kind.STATUTE and not document.digest:
        return _statute(prompt, quote, before if same else None, shown, language)
    if same:
        moved = before is not None and before.passage.heading != quote.passage.heading
        return prompt.fill("same-source", where=naming.where(quote, language) if moved else "", quote=shown)
    key, name = _key(document)
    wide = key in ("statement",)
    where = naming.where(quote, language)
    return prompt.fill(
        key,
        title=document.title,
        name=name,
        who=naming.date_alone(document, language) if wide else naming.who(document, language),
        where=f", {where[2:-1]}" if where and key == "statute-digest" else where,
        quote=shown,
    )


def _statute(prompt: Prompt, quote: Quote, before: Quote | None, shown: str, language: Language) -> str:
    title = quote.passage.document.title
    law = naming.statute_genitive(title) if language is Language.FI else title
    section = naming.section(quote.passage.heading)
    if section is None:
        return prompt.fill("statute-whole", law=law, quote=shown)
    if before is None:
        return prompt.fill("statute", law=law, section=section, quote=shown)
    if naming.section(before.passage.heading) == section:
        return prompt.fill("statute-same-section", quote=shown)
    return prompt.fill("statute-same-law", section=section, quote=shown)


def _key(document: Document) -> tuple[str, str]:
    """The frame for a document, and the name that frame wants."""
    digest = "-digest" if document.digest else ""
    match document.kind:
        case Kind.STATUTE:
            return "statute-digest", ""
        case Kind.MEMO:
            return f"memo{digest}", ""
        case Kind.DECISION:
            number = REGISTER_NUMBER.search(document.text)
            if number and not digest:
                return "decision-number", number.group()
            return f"decision{digest}", ""
        case Kind.OWN_STATEMENT | Kind.OTHER_STATEMENT:
            if digest:
                return "statement-digest", ""
            return ("statement", document.body) if document.body else ("statement-untold", "")
        case Kind.LOCAL:
            return "local", ""
        case Kind.RESEARCH:
            return f"source{digest}", ""


def remarks(claims: Sequence[Claim], language: Language) -> Iterator[Claim]:
    """What must be said once of the sources quoted: law as enacted, a digest, a quote in another language."""
    prompt = load("answer", language)
    documents = list({q.passage.document.id: q.passage.document for claim in claims for q in claim.quotes}.values())
    statutes = [d for d in documents if d.kind is Kind.STATUTE and not d.digest]
    years = [naming.enacted_year(d) for d in statutes]
    if len(statutes) > 1 and all(years):
        yield _form(prompt.fill("enacted-several"))
    elif len(statutes) == 1 and years[0]:
        yield _form(prompt.fill("enacted", year=years[0]))
    elif statutes:
        yield _form(prompt.fill("statute-unknown"))
    if any(d.digest for d in documents):
        yield _form(prompt.fill("digest"))
    if any(d.language is not language for d in documents) and prompt.texts["foreign"]:
        yield _form(prompt.fill("foreign"))


def refusal(documents: int, language: Language, *, view: bool) -> Iterator[Claim]:
    """Says that the sources do not hold the answer, what was searched, and what to do."""
    prompt = load("answer", language)
    if not documents:
        yield _form(prompt.fill("searched-none"))
    else:
        yield _form(prompt.fill("not-found-view" if view else "not-found"))
        yield _form(prompt.fill("searched-one") if documents == 1 else prompt.fill("searched", documents=documents))
    yield _form(prompt.fill("advice"))


def missing(part: str, language: Language) -> Claim:
    """Says which part of the question has no answer."""
    return _form(load("answer", language).fill("not-found-part", part=part))


def _form(text: str) -> Claim:
    return Claim(text=text, origin=Origin.FORM)
