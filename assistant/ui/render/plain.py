"""An answer as plain text with numbered sources, for pasting into a document."""

from __future__ import annotations

from assistant.text.html import outside
from assistant.text.numbering import Source, number, number_of
from assistant.text.wording import quoted, say
from assistant.types import Answer, Claim, Language, Origin
from assistant.ui.render.cards import byline
from assistant.ui.render.prose import tidy


def _sentence(claim: Claim, sources: tuple[Source, ...], language: Language) -> str:
    numbers = dict.fromkeys(number_of(quote, sources) for quote in claim.quotes)
    marks = "".join(f"[{n}]" for n in numbers)
    # Where it is pasted nothing else tells that no source bears it out.
    flag = f"[{say('origin.unsupported', language)}]" if claim.origin is Origin.UNSUPPORTED else ""
    return " ".join(filter(None, (flag, tidy(claim.text), marks)))


def _source(source: Source, language: Language) -> str:
    document = source.document
    name = ", ".join([tidy(document.title), *(tidy(part) for part in source.heading[-1:])])
    lines = [f"[{source.n}] {name}. {', '.join(byline(document, source.page, language))}."]
    if document.digest:
        lines.append(f"    {say('ui.digest_warning', language)}")
    lines.extend("    " + quoted(tidy(quote.text), language) for quote in source.quotes)
    if where := outside(document.url):
        lines.append(f"    {where}")
    return "\n".join(lines)


def copied(question: str, answer: Answer, language: Language) -> str:
    """Question, sentences with [numbers], and the sources they rest on."""
    sources = number(answer.claims)
    parts = [tidy(question), " ".join(_sentence(claim, sources, language) for claim in answer.claims)]
    if sources:
        listed = "\n".join(_source(source, language) for source in sources)
        parts.append(f"{say('ui.sources', language)}\n{listed}")
    return "\n\n".join(parts) + "\n"
