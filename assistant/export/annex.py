"""The source annex: every numbered source with its quotes, every sentence with its origin, every accepted finding.

Each quote is compared with its source again while the annex is made; what the annex says of it is the outcome.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.export.blocks import (
    Block,
    Fields,
    Heading,
    Items,
    Look,
    Paper,
    Paragraph,
    Run,
    Table,
    Title,
    What,
    cell,
    clean,
    one_line,
    text,
)
from assistant.export.parts import (
    fields,
    given,
    link,
    matter,
    moment,
    paper,
    section_name,
    section_paragraphs,
    tell,
    told,
)
from assistant.export.statement import marks_of
from assistant.statement import Acceptance, Section, Statement
from assistant.text.naming import section as statute_section
from assistant.text.numbering import Source, number
from assistant.text.quotes import tidy, verbatim
from assistant.text.wording import day, say
from assistant.types import Claim, Document, Kind, Language, Origin, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Where a quote is used: the section, its paragraph counted from 1, and whether the sentence has the words just so; None for
    one that tells the matter otherwise and does not quote."""

    section: str
    paragraph: int
    kept: bool | None


def build(statement: Statement, *, library_documents: frozenset[str] | None, now: dt.datetime) -> Paper:
    """The annex. With `library_documents` (ids of the documents held now), a source that is no longer among them is said
    to be gone; the manager's own notes never are."""
    language = statement.language
    sources = number(statement.claims)
    uses = _uses(statement)
    gone = {s.document.id for s in sources if library_documents is not None and _is_gone(s.document, library_documents)}
    rows = (
        (tell("matter", language), matter(statement)),
        (tell("register_number", language), statement.case.register_number),
        (tell("day", language), day(given(statement, now), language)),
    )
    blocks: list[Block] = [Title(tell("annex", language)), Fields(fields(rows))]
    blocks.append(text(tell("annex_explained", language)))
    blocks.append(Heading(1, tell("sources", language)))
    if not sources:
        blocks.append(text(tell("no_sources", language)))
    for source in sources:
        blocks.extend(_source(source, uses, language, gone=source.document.id in gone))
    blocks.append(Heading(1, tell("sentences", language)))
    for section in statement.sections:
        blocks.append(Heading(2, section_name(section)))
        blocks.append(_sentences(section, sources, language))
    blocks.extend(findings(statement))
    return paper(
        What.ANNEX,
        statement,
        blocks,
        name=tell("annex_about", language, matter=matter(statement)),
        data={
            "sources": [_source_data(source, uses, gone=source.document.id in gone) for source in sources],
            "sections": [_section_data(section, sources) for section in statement.sections],
            "accepted": [
                {"finding": held.finding, "by": held.by, "at": held.at.isoformat()} for held in acceptances(statement)
            ],
            "findings_open": len(statement.open),
        },
    )


def is_verbatim(quote: Quote, uses: tuple[Use, ...]) -> bool:
    """Whether the words stand in the source, and every sentence that shows them shows them just so (no fuzzy matching)."""
    words = tidy(quote.text)
    if not verbatim(words, tidy(quote.passage.text)):
        return False
    return all(use.kept is not False for use in uses)


def _kept(claim: Claim, quote: Quote) -> bool | None:
    words, sentence = tidy(quote.text), tidy(claim.text)
    if claim.origin is Origin.QUOTED:
        return verbatim(words, sentence)
    # The last stop of a local fact gives way to the bracket with its source.
    return verbatim(words.removesuffix("."), sentence) or None


def title_of(source: Source) -> str:
    """The source as it is called: its title, and its section where it has one."""
    title = one_line(source.document.title) or source.document.external_id
    found = statute_section(source.heading)
    return f"{title}, {found} §" if found else title


def findings(statement: Statement) -> Iterator[Block]:
    """What the checks found and who accepted it, what is still open, and the proposals that have no section."""
    language = statement.language
    if acceptances(statement):
        yield Heading(1, tell("accepted", language))
        yield accepted_table(statement)
    if statement.open:
        yield Heading(1, tell("open", language))
        yield text(tell("open_explained", language))
        yield Items(tuple(cell(told(finding, language)) for finding in statement.open))
    if statement.without:
        yield Heading(1, tell("without", language))
        yield Items(tuple(cell(one_line(held.name) or held.id) for held in statement.without))


def acceptances(statement: Statement) -> tuple[Acceptance, ...]:
    """The acceptances of findings that the sections have now; those of older versions and of the other language stay in the log."""
    present = {finding.id for section in statement.sections for finding in section.findings}
    return tuple(held for held in statement.accepted if held.finding in present)


def accepted_table(statement: Statement) -> Table:
    """Accepted findings: which, of what section, by whom, when."""
    language = statement.language
    present = {finding.id: (finding, section) for section in statement.sections for finding in section.findings}

    def row(acceptance: Acceptance) -> tuple[str, ...]:
        finding, section = present[acceptance.finding]
        return told(finding, language), section_name(section), acceptance.by, moment(acceptance.at, language)

    return Table(
        caption=tell("accepted", language),
        header=tuple(tell(name, language) for name in ("finding", "section", "accepted_by", "accepted_at")),
        rows=tuple(tuple(cell(word) for word in row(held)) for held in acceptances(statement)),
        shares=(42, 24, 16, 18),
    )


def _is_gone(document: Document, held: frozenset[str]) -> bool:
    """A note is kept with the positions, not in the library, so it cannot be missing there."""
    note = document.kind is Kind.LOCAL and document.source.startswith("note:")
    return not note and document.id not in held


def _uses(statement: Statement) -> dict[Quote, tuple[Use, ...]]:
    found: dict[Quote, dict[Use, None]] = {}
    for section in statement.sections:
        for n, group in enumerate(section_paragraphs(section), start=1):
            for claim in group:
                for quote in claim.quotes:
                    use = Use(section=section_name(section), paragraph=n, kept=_kept(claim, quote))
                    found.setdefault(quote, {})[use] = None
    return {quote: tuple(held) for quote, held in found.items()}


def _places(uses: tuple[Use, ...]) -> tuple[tuple[str, int], ...]:
    """The sections and paragraphs, each once."""
    return tuple(dict.fromkeys((use.section, use.paragraph) for use in uses))


def _source(
    source: Source, uses: dict[Quote, tuple[Use, ...]], language: Language, *, gone: bool
) -> Iterator[Paragraph | Heading]:
    yield Heading(2, f"[{source.n}] {title_of(source)}")
    yield _details(source, language)
    for remark in _remarks(source.document, gone=gone):
        yield text(tell(remark, language), look=Look.NOTE)
    for quote in source.quotes:
        words = tell("quote", language, words=one_line(tidy(quote.text)))
        page = tell("page", language, n=quote.page) if quote.page is not None else ""
        yield text(words, f"({page})" if page else "", look=Look.QUOTE)
        yield text(*_checked(quote, uses.get(quote, ()), language), look=Look.NOTE)


def _checked(quote: Quote, uses: tuple[Use, ...], language: Language) -> Iterator[str]:
    if uses:
        places = [tell("used_at", language, section=name, n=n) for name, n in _places(uses)]
        yield tell("used" if len(places) == 1 else "used_in_several", language, places="; ".join(places))
    if not is_verbatim(quote, uses):
        yield tell("not_verbatim", language)
    elif any(use.kept for use in uses):
        yield tell("verbatim", language)
    else:
        yield tell("verbatim_behind", language)


def _details(source: Source, language: Language) -> Paragraph:
    """What the source is: kind, body, day, place and address on one line."""
    document = source.document
    author = one_line(document.body or "")
    if author and document.digest:
        author = tell("original_by", language, body=author)
    heading = one_line(source.heading[-1]) if source.heading else ""
    known = (
        say(f"kind.{document.kind.value}", language),
        author,
        day(document.date, language) if document.date else "",
        tell("under", language, heading=heading) if heading else "",
    )
    words = " · ".join(word for word in known if word)
    if not document.url:
        return Paragraph((Run(words),))
    return Paragraph((Run(f"{words} ·"), *link(document.url)))


def _remarks(document: Document, *, gone: bool) -> Iterator[str]:
    if document.digest:
        yield "digest"
    elif document.kind is Kind.STATUTE:
        yield "enacted"
    if gone:
        yield "gone"


def _sentences(section: Section, sources: tuple[Source, ...], language: Language) -> Table:
    rows = [
        (
            cell(str(n)),
            cell(claim.text),
            cell(say(f"origin.{claim.origin.value}", language)),
            (Run("", marks_of(claim, sources)),),
        )
        for n, group in enumerate(section_paragraphs(section), start=1)
        for claim in group
    ]
    return Table(
        caption=tell("sentences_of", language, section=section_name(section)),
        header=tuple(tell(name, language) for name in ("paragraph", "sentence", "origin", "marks")),
        rows=tuple(rows),
        shares=(11, 56, 19, 14),
    )


def _source_data(source: Source, uses: dict[Quote, tuple[Use, ...]], *, gone: bool) -> dict[str, object]:
    document = source.document
    return {
        "n": source.n,
        "document": document.id,
        "external_id": document.external_id,
        "title": document.title,
        "kind": document.kind.value,
        "body": document.body,
        "date": document.date.isoformat() if document.date else None,
        "heading": list(source.heading),
        "page": source.page,
        "url": document.url,
        "digest": document.digest,
        "gone": gone,
        "quotes": [
            {
                "text": one_line(tidy(quote.text)),
                "page": quote.page,
                "start": quote.start,
                "end": quote.end,
                "verbatim": is_verbatim(quote, uses.get(quote, ())),
                "used": [{"section": name, "paragraph": n} for name, n in _places(uses.get(quote, ()))],
            }
            for quote in source.quotes
        ],
    }


def _section_data(section: Section, sources: tuple[Source, ...]) -> dict[str, object]:
    return {
        "proposal": section.proposal.id,
        "title": section_name(section),
        "sentences": [
            {
                "paragraph": n,
                "text": clean(claim.text),
                "origin": claim.origin.value,
                "sources": list(marks_of(claim, sources)),
            }
            for n, group in enumerate(section_paragraphs(section), start=1)
            for claim in group
        ],
    }
