"""What a text shows without its sources: leftovers of drafting, first person, long sentences, wording that officials are advised against.

Words in quotation marks are somebody else's and are left alone. Lists are few and sure: a remark that is often wrong is not read.
Rules: a statement speaks of the city in the third person, in sentences of at most about 25 words (the plan's chapter on the
craft of statements); the Finnish words are those that the official language guides replace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.text.finnish import sentences
from assistant.types import Language, Severity

LONGEST = 25
"""Words of a sentence outside quotation marks, above which it is long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One remark: a code of the wording file (section `finding`), the words at fault, and what to write instead where one is known."""

    code: str
    severity: Severity
    words: str
    better: str = ""


_QUOTATION = re.compile(r"[”“\"»][^”“\"»«\n]*[”“\"»«]|«[^»\n]*»")
_GAP = "\x00"


def outside_quotations(text: str) -> str:
    """The text with its quotations blanked, every other word in its place; what parts two quotations goes with them."""
    blank = _QUOTATION.sub(lambda match: _GAP * len(match.group()), text)
    return re.sub(
        rf"(?<={_GAP})\s?(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s?(?={_GAP})", lambda match: _GAP * len(match.group()), blank
    )


def quotations(text: str) -> tuple[str, ...]:
    """The words in quotation marks, without the marks."""
    return tuple(match.group()[1:-1] for match in _QUOTATION.finditer(text))


def remarks(text: str, language: Language) -> tuple[Remark, ...]:
    """Every remark on a text, in order of weight: leftovers (errors), first person (warning), wording and length (infos)."""
    own = outside_quotations(text)
    return (*leftovers(own), *_first_person(own, language), *_hints(own, language), *_long(own))


# Leftovers

_LEFTOVERS = (
    ("source_mark", re.compile(r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]")),
    (
        "markup",
        re.compile(
            r"\*\*[^*\n]*\*?\*?|^\s{0,3}#{1,6}\s.*$|`{1,3}[^`\n]*`{0,3}|__[^_\n]+__|\[[^\]\n]+\]\([^)\n]*\)",
            re.MULTILINE,
        ),
    ),
    ("markup", re.compile(r"</?[a-zA-ZåäöÅÄÖ][^<>\n]{0,80}>|&(?:nbsp|amp|lt|gt|quot);")),
    (
        "placeholder",
        re.compile(
            r"\[[^\[\]\n]{0,120}\]|\{[^{}\n]{0,80}\}|\$[a-z_]{2,}\b|\bX{2,}\b|\bx{3,}\b|\bN{2,}\b(?=\s?(?:§|euro|kpl|%))|\b(?:TODO|TBD|FIXME|TBC)\b"
            r"|(?i:\blorem ipsum\b|\blorem\b)|…|\.{3,}|_{3,}|\?{2,}",
        ),
    ),
    (
        "chat_opening",
        re.compile(
            r"^[ \t]*(?:Varmasti|Totta kai|Toki|Tietenkin|Selvä|Hienoa|Mielelläni|Hyvä kysymys|Självklart|Visst|Absolut|Sure|Certainly|Of course)!"
            r"|\bTässä on (?:luonno|ehdotuk|ehdotus|teksti|lausuntolu|muokattu|päivitet|korjattu|tiivis|uusi versio|pyydetty|pyytämäsi|versio)\w*"
            r"|\bHär är (?:ett utkast|ett förslag|utkastet|den)\b|\bHere is (?:a|the) (?:draft|revised|text|version)\w*"
            r"|\bkielimallina\b|\btekoälynä\b|\btekoälyavustaja\w*|\bsom en språkmodell\b|\bas an ai\b|\bToivottavasti tämä auttaa\b|\bHoppas det hjälper\b",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
)


def leftovers(text: str) -> Iterator[Remark]:
    """What drafting left behind: placeholders, source marks, markup, a chat's openings. Each an error."""
    taken: list[tuple[int, int]] = []
    for code, pattern in _LEFTOVERS:
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                yield Remark(code=code, severity=Severity.ERROR, words=_shown(match.group()))


def _shown(words: str, limit: int = 60) -> str:
    told = " ".join(words.replace(_GAP, " ").split())
    return told if len(told) <= limit else f"{told[: limit - 1].rstrip()}…"


# First person

_PERSONS = {
    Language.FI: re.compile(
        r"\b(?:minä|minun|minua|minulla|minulle|minulta|minusta|mielestäni|näkemykseni|me|meidän|meitä|meillä|meille|meiltä|meistä|meihin"
        r"|[a-zåäö]{2,}mme|olen|pidän|katson|kannatan|vastustan|esitän|ehdotan|haluan|toivon|edellytän|totean|korostan)\b",
        re.IGNORECASE,
    ),
    Language.SV: re.compile(r"\b(?:vi|oss|vår|vårt|våra|jag|mig|mitt|mina)\b", re.IGNORECASE),
    Language.EN: re.compile(r"\b(?:we|our|ours|us|my|I)\b(?!\.)"),
}


def _first_person(text: str, language: Language) -> Iterator[Remark]:
    for match in _PERSONS[language].finditer(text):
        word = match.group()
        if len(word) > 1 and word.isupper():  # an abbreviation
            continue
        yield Remark(code="first_person", severity=Severity.WARNING, words=word)


# Official language

_HINTS = {
    Language.FI: (
        (r"johtuen", "vuoksi, takia"),
        (r"toimesta", "”kaupunki päättää” eikä ”kaupungin toimesta päätetään”"),
        (r"taholta", "”kaupunki esittää” eikä ”kaupungin taholta esitetään”"),
        (r"kyseis(?:en|tä|essä|estä|een|ellä|eltä|elle|iä|ten|et|issä|istä|iin)|kyseinen", "tämä, se"),
        (r"ko\.", "tämä, se"),
        (r"em\.|edellämainit\w+", "tämä, nämä"),
        (r"mikäli", "jos"),
        (r"omaavat|omaavi\w+", "on, jolla on"),
        (r"koskien", "koskeva, -sta"),
        (r"liittyen", "liittyvä, -sta"),
    ),
    Language.SV: (
        (r"beträffande", "om, i fråga om"),
        (r"ifrågavarande", "den här"),
        (r"dylik(?:t|a)?", "sådan"),
        (r"erforderlig(?:t|a)?", "nödvändig, som behövs"),
        (r"jämlikt", "enligt"),
    ),
    Language.EN: (),
}
_COMPILED = {
    language: tuple((re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), better) for pattern, better in hints)
    for language, hints in _HINTS.items()
}


def _hints(text: str, language: Language) -> Iterator[Remark]:
    for pattern, better in _COMPILED[language]:
        for match in pattern.finditer(text):
            yield Remark(code="official_language", severity=Severity.INFO, words=match.group(), better=better)


# Length

_WORD = re.compile(r"[^\W_]+(?:[-–:.,/][^\W_]+)*")


def count_words(text: str) -> int:
    """Words and numbers of a text; 18.2.2026 and §:n are one each."""
    return len(_WORD.findall(text))


def _long(text: str) -> Iterator[Remark]:
    for sentence in sentences(text):
        words = text[sentence.start : sentence.end]
        length = count_words(words)
        if length > LONGEST:
            yield Remark(code="long_sentence", severity=Severity.INFO, words=_opening(words), better=str(length))


def _opening(words: str) -> str:
    told = words.replace(_GAP, " ").split()
    return " ".join(told[:6]) + (" …" if len(told) > 6 else "")
