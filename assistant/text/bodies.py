"""The bodies that a sentence names ("kaupunki", "Esimerkkiliitto", "ministeriön mukaan"), and whether each is the speaker.

No morphology: forms are listed. Where the speaker is not known, any body but the state's may be it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Kinds of bodies, by what a body calls itself: a city is "kaupunki", "kunta", "staden"; an association "liitto" …
_KINDS = {
    "municipality": r"kaupunki|kunta|staden|kommunen|kommun|municipality|kaupunginhallitus|kunnanhallitus|lautakunta|\bstad|\bcity",
    "association": r"liitto|järjestö|yhdistys|seura|säätiö|förbundet|förbund|föreningen|förening|organisationen|federation|\bassociation|\bunion|\bry|\brf",
    "area": r"hyvinvointialue|työllisyysalue|kuntayhtymä|välfärdsområdet|välfärdsområde|sysselsättningsområdet|\bcounty",
    "agency": r"keskus|virasto|laitos|toimisto|centralen|verket|instituutti|yliopisto|neuvosto|neuvottelukunta|jaosto|yhtiö|viranomainen|\bagency|\boy|\bkela|\bfpa",
    "state": r"ministeriö|hallitus|valiokunta|eduskunta|työryhmä|valtio|komissio|ministeriet|regeringen|utskottet|arbetsgruppen|riksdagen|\bministry"
    r"|\bgovernment|\bcommittee",
}
_BODY = re.compile(rf"\w*?(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _KINDS.items())})", re.IGNORECASE)
_GENITIVE_BODY = re.compile(
    r"\w*(?:kaupungin|kunnan|liiton|järjestön|yhdistyksen|alueen|keskuksen|viraston|laitoksen|ministeriön|hallituksen|työryhmän|ry:n|muistion|esityksen"
    r"|luonnoksen|mietinnön|selvityksen|raportin|valiokunnan|valtion|kelan)",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\s+(?:\w+\s+)?(?:mukaan|mielestä|näkemys\b|kanta\b)", re.IGNORECASE)
_AT_BODY = re.compile(
    r"\w*(?:kaupungilla|kunnalla|liitolla|järjestöllä|yhdistyksellä|alueella|keskuksella|virastolla|laitoksella|ministeriöllä|kelalla)|ry:llä",
    re.IGNORECASE,
)
_STEMS = (("aluee", "alue"), ("kaupungi", "kaupunki"), ("kunna", "kunta"), ("liito", "liitto"), ("kse", "s"))
_TEXT = re.compile(
    r"\w*(?:muistion|esityksen|ehdotuksen|luonnoksen|mietinnön|selvityksen|raportin|lain|arvion|ministeriön)", re.I
)
_INTO = re.compile(r"\w{3}(?:iin|hin|seen)$")
_POSSESSED = re.compile(r"(?:ss[aä][aä]|st[aä][aä]|ll[aä][aä])n$")
_SEVERAL = frozenset("moni usea jokainen toinen jokin eräs naapuri yksikään muu mikä joka jos".split())
ADVERBS = frozenset(
    """siksi kuitenkin myös näin ollen siten lisäksi edelleen lämpimästi vahvasti periaatteessa lähtökohtaisesti pääosin osittain
    osin tämän vuoksi tästä syystä sen sijaan samalla toisaalta itse puolestaan erityisesti yleisesti sinänsä voi haluaa ei eikä ettei ja mutta vaan
    sekä että joten koska siis täysin tässä vaiheessa muutoin myöskään kin edellä mainituin perustein näillä perusteilla missään nimessä silti
    och men samt att inte kan därför dock även också i denna punkt därmed and but also does do not therefore however thus can cannot""".split()
)
"""Words beside a name that say nothing of who it is."""
_WE = frozenset("me vi jag we i".split())
_NOT_NOMINATIVE = re.compile(r"(?:n|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|t|aa|ää|s[’']s|[’']s)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body that a sentence names: where, and whether it is the speaker. `own` is None where the speaker is not known."""

    start: int
    end: int
    name: str
    own: bool | None
    case: str


def bodies_in(text: str, speaker: str) -> list[Body]:
    """The bodies a sentence names as its subject ("nominative"), as whose view it is told ("according"), or as the holder of one ("at")."""
    words = list(WORD.finditer(text))
    out = []
    for k, word in enumerate(words):
        before = words[k - 1] if k and text[words[k - 1].end() : word.start()].isspace() else None
        case = _case(text, word, first=k == 0, speaker=speaker)
        if case:
            modifier = before.group() if before else ""
            own = is_own(word.group(), modifier, speaker, opening=k <= 1)
            name = f"{modifier} {word.group()}" if modifier[:1].isupper() else word.group()
            out.append(Body(start=word.start(), end=word.end(), name=name.casefold(), own=own, case=case))
    return out


def _case(text: str, word: re.Match[str], *, first: bool, speaker: str) -> str:
    """What a word does as the name of a body, empty where it names none."""
    own = word.group()
    if own.casefold() in _WE or own.casefold() in ("ry", "oy", "rf"):
        return ""
    if _BODY.fullmatch(own):
        return "nominative"
    if _GENITIVE_BODY.fullmatch(own) and _ACCORDING.match(text, word.end()):
        return "according"
    if _AT_BODY.fullmatch(own):
        return "at"
    if own[0].isupper() and own.endswith("n") and _ACCORDING.match(text, word.end()):
        return "according"
    named = own[0].isupper() and (not first or (own.isupper() and len(own) > 1) or shares(own, speaker))
    return "nominative" if named and not _NOT_NOMINATIVE.search(own) else ""


def shares(word: str, speaker: str) -> bool:
    """Whether a word is a form of a name in the speaker's name."""
    low = bare(word)
    parts = [part.casefold() for part in WORD.findall(speaker) if not _generic(part)]
    return any(low == part or _alike(low, part) >= max(4, len(low) - 3) for part in parts)


def _alike(a: str, b: str) -> int:
    """How many letters two words have in common at their beginning."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _generic(word: str) -> str:
    """The kind of body that a bare word stands for ("kaupunki"), empty for a name."""
    low = bare(word)
    return next((kind for kind, words in _KINDS.items() if low in words.replace("\\b", "").split("|")), "")


def bare(word: str) -> str:
    """A body's word without its genitive or adessive: "kaupungilla" gives "kaupunki"."""
    low = word.casefold()
    if not (_GENITIVE_BODY.fullmatch(low) or _AT_BODY.fullmatch(low)):
        return low
    low = re.sub(r"(?:n|ll[aä])$", "", low)
    for stem, whole in _STEMS:
        low = re.sub(f"{stem}$", whole, low)
    return low


def _kinds(speaker: str) -> frozenset[str]:
    """The kinds of body that a speaker's name tells."""
    found = (_BODY.fullmatch(word) for word in WORD.findall(speaker))
    return frozenset(name for m in found if m for name in _KINDS if m[name])


def is_own(word: str, modifier: str, speaker: str, *, opening: bool) -> bool | None:
    """Whether a named body is the speaker; None where the speaker is not known and it may be."""
    if modifier.casefold() in _SEVERAL:
        return False
    kind = _generic(word)
    told = _BODY.fullmatch(word)
    if not speaker:
        return False if kind == "state" or (told and told["state"]) or _TEXT.fullmatch(word) else None
    if shares(word, speaker):
        return True
    if not kind:
        return False
    named = (
        modifier[:1].isupper()
        and modifier.casefold() not in ADVERBS
        and (not opening or (modifier.endswith("n") and not (_POSSESSED.search(modifier) or _INTO.search(modifier))))
    )
    if named and not shares(modifier, speaker):
        return False
    known = _kinds(speaker)
    return not known or kind in known
