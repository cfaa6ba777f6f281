"""How sources are named in a sentence: statutes in the genitive, sections, pages, bodies with their dates."""

from __future__ import annotations

import re

from assistant.text.wording import day, quoted
from assistant.types import Document, Language, Quote

_NUMBER = re.compile(r"\s*\((\d+/(\d{4}))\)\s*$")
_SECTION = re.compile(r"^(\d+(?: ?[a-z](?=\s))?)\s*§")
_GENITIVE = (("laki", "lain"), ("kaari", "kaaren"), ("asetus", "asetuksen"), ("järjestys", "järjestyksen"))


def statute_genitive(title: str) -> str:
    """A Finnish statute's title as it stands before a section: "Laki X:stä (1/2023)" gives "X:stä annetun lain (1/2023)",
    "Sosiaalihuoltolaki (1301/2014)" gives "Sosiaalihuoltolain (1301/2014)"; another title is put in quotation marks."""
    number = _NUMBER.search(title)
    name = title[: number.start()] if number else title
    tail = f" ({number.group(1)})" if number else ""
    first, _, rest = name.partition(" ")
    if first.lower() in ("laki", "asetus") and rest:
        head = "lain" if first.lower() == "laki" else "asetuksen"
        return f"{rest[0].upper()}{rest[1:]} annetun {head}{tail}"
    if name.startswith(("Valtioneuvoston asetus ", "Tasavallan presidentin asetus ")):
        giver, _, rest = name.partition(" asetus ")
        return f"{rest[0].upper()}{rest[1:]} annetun {giver[0].lower()}{giver[1:]} asetuksen{tail}"
    for nominative, genitive in _GENITIVE:
        if name.lower().endswith(nominative):
            return f"{name[: -len(nominative)]}{genitive}{tail}"
    return f"säädöksen ”{name}”{tail}"


def enacted_year(document: Document) -> str | None:
    """The year in a statute's number, None where its title has none."""
    number = _NUMBER.search(document.title)
    return number.group(2) if number else None


def section(heading: tuple[str, ...]) -> str | None:
    """The number of the section a passage stands under ("55", "12 a"), None outside sections."""
    for step in reversed(heading):
        found = _SECTION.match(step)
        if found:
            return found.group(1)
    return None


def who(document: Document, language: Language) -> str:
    """ " (Kaupunginhallitus 9.2.2026)", or as much of it as is known, with the space before it."""
    known = [document.body or "", day(document.date, language) if document.date else ""]
    inside = " ".join(part for part in known if part)
    return f" ({inside})" if inside else ""


def date_alone(document: Document, language: Language) -> str:
    """ " (9.2.2026)", or nothing."""
    return f" ({day(document.date, language)})" if document.date else ""


def where(quote: Quote, language: Language) -> str:
    """ " (s. 34)", " (55 §)" or " (kohta ”4.2 Kokeilu”)", or nothing."""
    if quote.page is not None:
        return f" ({'p.' if language is Language.EN else 's.'} {quote.page})"
    if not quote.passage.heading:
        return ""
    number = section(quote.passage.heading)
    if number:
        return f" (section {number})" if language is Language.EN else f" ({number} §)"
    label = {Language.FI: "kohta", Language.SV: "punkten", Language.EN: "under"}[language]
    return f" ({label} {quoted(quote.passage.heading[-1], language)})"
