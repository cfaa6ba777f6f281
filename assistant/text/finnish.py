"""Finnish text: sentences with the opening words of their list, words, character n-grams, the language of a question.

All spans are offsets into the text given. No dictionary is used: inflection and compounds are met by n-grams.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.types import Language

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NUMBER_LIKE = re.compile(r"\d+(?:[./:,]\d+)*")

# Abbreviations after which a full stop does not end a sentence (Kielitoimiston ohjepankki, Lyhenteet).
_ABBREVIATIONS = frozenset(
    """ao ap art ed eaa eea em engl eKr elok emt eo esim fil fm gr harv helmik henk heinäk huom ilm joht jKr jne jouluk
    kesäk kk kl klo kpl ks kts käyt ko lakim luk lokak lv lyh maalisk marrask mahd max mikr milj min mm mom mrd ms n nim nk
    no nro ns nyk n:o os par prof pro puh puht pvm pnä rn rva s ss saks syysk sis siht so suom tait tammik tav tk tms toim
    toukok tri tv tvm v vast vrt vs vsta vt v:sta vv ym yms yht yks ylim ylik bl.a bl ca dvs e.d etc fr.o.m kap m.fl m.m
    mom nr o.s.v osv resp s.k t.ex t.o.m dr e.g i.e vs p pp""".split()
)
_STOP = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s)")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
# `1) `, `a) ` and `2 a) ` inside running text; `1. ` or a bullet at the start of a line.
_ITEM = re.compile(
    r"(?:(?<=[:;,] )|(?<=[:;,]\n)|(?<=(?:ja|ai|kä|ch) ))(?:\d{1,2}(?: [a-z])?|[a-z])\) |(?:(?<=\n)|^)(?:\d{1,2}[.)] |[-–•*] )"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence or a list item. `lead` is the span of the words that open the item's list, None elsewhere;
    `list_end` is where that list ends."""

    start: int
    end: int
    lead: tuple[int, int] | None = None
    list_end: int = 0


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
    """Splits `text[start:end]` into sentences and list items, in order, without surrounding white space."""
    stop = len(text) if end is None else end
    out: list[Sentence] = []
    for a, b in _paragraphs(text, start, stop):
        markers = [m.start() for m in _ITEM.finditer(text, a, b)]
        if not markers:
            out.extend(Sentence(start=x, end=y) for x, y in _plain(text, a, b))
            continue
        out.extend(_list(text, a, b, markers, out))
    return _with_ends(out)


def _with_ends(found: Sequence[Sentence]) -> list[Sentence]:
    """The same, a list whose items are paragraphs of their own ending where its last item does, for its opening too."""
    ends: dict[tuple[int, int], int] = {}
    for sentence in found:
        if sentence.lead:
            ends[sentence.lead] = max(ends.get(sentence.lead, 0), sentence.list_end)
    return [
        replace(sentence, list_end=ends.get(sentence.lead or (sentence.start, sentence.end), sentence.list_end))
        for sentence in found
    ]


def _opens(text: str, sentence: Sentence) -> bool:
    """Whether a list may follow: the sentence is not finished, and an item announces items of its own."""
    last = text[sentence.end - 1]
    return last == ":" if _ITEM.match(text, sentence.start) else last not in ".!?"


def _list(text: str, a: int, b: int, markers: list[int], before: list[Sentence]) -> Iterator[Sentence]:
    """The sentences of a paragraph that holds list items; the opening may be the paragraph before it."""
    opening = list(_plain(text, a, markers[0]))
    if opening:
        *plain, lead = opening
        yield from (Sentence(start=x, end=y) for x, y in plain)
    elif before and before[-1].lead:
        lead = before[-1].lead
    elif before and _opens(text, before[-1]):
        lead = (before[-1].start, before[-1].end)
    else:
        lead = None
    after: list[tuple[int, int]] = []
    items: list[tuple[int, int]] = []
    for k, marker in enumerate(markers):
        edge = markers[k + 1] if k + 1 < len(markers) else b
        pieces = list(_plain(text, marker, edge))
        if k + 1 < len(markers):
            items.append((pieces[0][0], pieces[-1][1]))
        else:
            items.append(pieces[0])
            after = pieces[1:]
    list_end = items[-1][1]
    if lead is not None and opening:
        yield Sentence(start=lead[0], end=lead[1], list_end=list_end)
    for x, y in items:
        yield Sentence(start=x, end=y, lead=lead, list_end=list_end)
    yield from (Sentence(start=x, end=y) for x, y in after)


def _paragraphs(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in _PARAGRAPH.finditer(text, start, stop):
        yield at, gap.start()
        at = gap.end()
    yield at, stop


def _plain(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Spans of sentences in running text."""
    at = start
    for mark in _STOP.finditer(text, start, stop):
        if _ends(text, mark, stop):
            yield from _trim(text, at, mark.end())
            at = mark.end()
    yield from _trim(text, at, stop)


def _ends(text: str, mark: re.Match[str], stop: int) -> bool:
    following = text[mark.end() : min(stop, mark.end() + 40)].lstrip()
    if not following:
        return True
    first = following.lstrip('"”’»([')[:1]
    if first.islower():
        return False
    if not mark.group().startswith("."):
        return True
    before = re.search(r"[^\s(\"”]+$", text[max(0, mark.start() - 30) : mark.start()])
    token = before.group() if before else ""
    if len(token) == 1 and token.isalpha():  # an initial, or s. 34
        return False
    if token.casefold() in _ABBREVIATIONS or token in _ABBREVIATIONS:
        return False
    # `1. Ehdotus` at the start of a line numbers it; `vuonna 2023. Laki` ends a sentence.
    line = text[max(0, mark.start() - 30) : mark.start() - len(token)].rpartition("\n")[2]
    return not (token.isdigit() and len(token) <= 2 and not line.strip())


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def words(text: str) -> list[str]:
    """Words and numbers in lower case; a number keeps its inner marks (18.2.2026, 889/14.00.01/2026)."""
    return [m.group().casefold() for m in re.finditer(f"{_NUMBER_LIKE.pattern}|{_WORD.pattern}", text)]


def char_grams(text: str, n: int = 4) -> list[str]:
    """Character n-grams of each word between underscores, the unit of lexical search (retrieval.md: they match a
    morphological analyser on Finnish). A word shorter than the window gives itself."""
    out: list[str] = []
    for word in words(text):
        padded = f"_{word}_"
        if len(padded) <= n:
            out.append(padded)
        else:
            out.extend(padded[i : i + n] for i in range(len(padded) - n + 1))
    return out


# Words that carry no topic: question words, auxiliaries, pronouns, conjunctions.
STOP_WORDS: dict[Language, frozenset[str]] = {
    Language.FI: frozenset(
        """mikä mitä minkä missä mistä mihin millä miltä mille milloin miten miksi montako monta moni kuinka paljonko
        paljon kuka kuka ketkä keitä keiden kenen kenelle keille kenet ketä kumpi kumman mitkä minkälainen millainen millaisia millaisen
        millainen mitäs onko ovatko oliko onkohan voiko voivatko saako saavatko pitääkö täytyykö tuleeko tarvitseeko on ovat oli
        olivat ole olla ollut ei eivät en voi voivat voida voidaan saa saavat pitää tulee täytyy pitäisi jos kun että
        ja tai sekä eli vai mutta kuin niin myös vain jo nyt sitten hän he se ne tämä nämä tuo nuo sen tämän sitä
        tätä siitä tästä siihen tähän niitä näitä niiden näiden jonka joka jotka jota joita minun sinun meidän teidän heidän
        minä sinä me te itse kaikki asti enintään vähintään koskee koskien liittyen mukaan kanssa varten ollaan onko
        entä enää edelleen kuitenkin joku jokin jotain jotakin joista josta jolloin niistä mites""".split()
    ),
    Language.SV: frozenset(
        """hur vad vem vilka vilken vilket när var varför vart mycket många länge lång är och för kan får till som det den
        de av på med inte ska skall har hade en ett att i om vid från eller enligt man sin sitt sina blir bli måste
        hos under efter innan också finns göra gör skulle ha vara var kunna få""".split()
    ),
    Language.EN: frozenset(
        """what how who whom whose when where why which is are was were the a an of to for can could may must does do did
        long much many in on at by with from or and not be been has have had it its this that these those should shall
        will would if than then there under any some into about get""".split()
    ),
}
_MARKERS = {
    Language.SV: re.compile(
        r"[å]|\b(?:och|för|är|att|som|av|på|när|hur|vad|vem|vilka|vilken|vilket|får|inte|skall|ska)\b"
    ),
    Language.EN: re.compile(
        r"\b(?:the|of|what|how|who|when|which|does|is|are|for|must|can|whose|why|where|did|and|has|have)\b"
    ),
    Language.FI: re.compile(
        r"[^\W\d_]*(?:aa|ää|yö|uo|ie|kk|tt|ssa|ssä|sta|stä|lla|llä|ksi|nen|minen|ko|kö)\b|[^\W\d_]*(?:yö|äy|öy|uu|ii)[^\W\d_]*"
    ),
}


def language_of(text: str, default: Language = Language.FI) -> Language:
    """The language of a question: the share of its words that mark Swedish, English or Finnish; `default` on a tie."""
    low = text.casefold()
    tokens = words(low)
    if not tokens:
        return default
    scores: dict[Language, float] = {}
    for language, marker in _MARKERS.items():
        stops = sum(token in STOP_WORDS[language] for token in tokens)
        scores[language] = stops + 0.5 * len(marker.findall(low))
    scores[default] += 0.25
    return max(scores, key=lambda language: scores[language])


def content_words(text: str, language: Language) -> list[str]:
    """The words of a question that carry its topic, in order."""
    return [word for word in words(text) if word not in STOP_WORDS[language] and (len(word) > 1 or word.isdigit())]


def stem(word: str) -> str:
    """The beginning that a word's forms share, roughly: two thirds of it, at least four letters."""
    return word if len(word) <= 4 else word[: max(4, math.ceil(len(word) * 0.67))]
