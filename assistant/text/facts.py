"""The checkable tokens of a sentence, each in one way of writing, so that a sentence can be held against its support.

Known are numbers, per cents and percentage points, amounts of euros, periods, dates, months and years, sections, moments,
points and chapters of statutes, statute and bill numbers, register numbers, pages. What is not known is not a token: words
like "puolet" or "useita" say nothing that code can compare. The numbers of a list and source marks are not facts.
Rules of equality follow the fidelity of numbers in the evaluation plan: "1. tammikuuta 2027" is 1.1.2027, "2,5 milj." is 2 500 000,
"14 §:n" is 14 §, and 12 months are a year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from assistant.text.numerals import FRONTS, ONE, WORDS
from assistant.text.organisations import Named, law_in, laws, named_in, organisations
from assistant.text.references import REGISTER_NUMBER

__all__ = [
    "Fact",
    "FactKind",
    "Named",
    "Placed",
    "held",
    "law_in",
    "laws",
    "named_in",
    "organisations",
    "spans",
    "tokens",
]


class FactKind(StrEnum):
    """What a token tells."""

    NUMBER = "number"
    PERCENT = "percent"
    POINTS = "points"  # percentage points
    EURO = "euro"
    PERIOD = "period"
    DATE = "date"  # 2026-02-18
    DAY = "day"  # 02-18, no year
    MONTH = "month"  # 2026-02, or 02 with no year
    YEAR = "year"
    SECTION = "section"  # 55, 12 a, or a range 54-60
    MOMENT = "moment"
    POINT = "point"
    CHAPTER = "chapter"
    STATUTE = "statute"  # 380/2023
    BILL = "bill"  # HE 109/2025
    REGISTER = "register"
    PAGE = "page"
    DOTTED = "dotted"  # 4.2, 16.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One token: `value` is the same for every way of writing the same thing."""

    kind: FactKind
    value: str

    @property
    def written(self) -> str:
        """One way of writing it, which reads as the same token."""
        match self.kind:
            case FactKind.NUMBER | FactKind.PERIOD | FactKind.EURO | FactKind.PERCENT | FactKind.POINTS:
                return _amount(self.kind, self.value)
            case FactKind.DAY:
                return f"{int(self.value[3:])}.{int(self.value[:2])}."
            case FactKind.MONTH:
                year, _, month = self.value.rpartition("-")
                return f"{_MONTH_NAMES[int(month) - 1]} {year}".strip()
            case _:
                return _WRITTEN.get(self.kind, "{}").format(self.value)


_WRITTEN = {
    FactKind.YEAR: "vuonna {}",
    FactKind.SECTION: "{} §",
    FactKind.MOMENT: "{} mom.",
    FactKind.POINT: "{} kohta",
    FactKind.CHAPTER: "{} luku",
    FactKind.PAGE: "s. {}",
}
_MONTH_NAMES = (
    "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu".split()
)
_UNIT_NAMES = {
    "months": "kuukautta",
    "days": "päivää",
    "workdays": "työpäivää",
    "weekdays": "arkipäivää",
    "hours": "tuntia",
    "minutes": "minuuttia",
}


def _amount(kind: FactKind, value: str) -> str:
    """An amount with its thousands apart, so that 2 025 is not taken for a year."""
    number, _, unit = value.partition(" ")
    whole, comma, part = number.partition(",")
    if "/" not in whole:
        whole = f"{whole:0>{-(-len(whole) // 3) * 3}}"
        whole = " ".join(whole[i : i + 3] for i in range(0, len(whole), 3)).lstrip("0 ") or "0"
    unit = {FactKind.PERCENT: "%", FactKind.POINTS: "prosenttiyksikköä", FactKind.EURO: "euroa"}.get(
        kind, _UNIT_NAMES.get(unit, unit)
    )
    return f"{whole}{comma}{part} {unit}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A token and the stretch of text it was read from."""

    start: int
    end: int
    fact: Fact


def tokens(text: str) -> frozenset[Fact]:
    """The tokens of a text."""
    return frozenset(placed.fact for placed in spans(text))


@lru_cache(maxsize=4096)
def spans(text: str, *, listed: bool = True) -> tuple[Placed, ...]:
    """The tokens of a text in order, with their places, which do not overlap but where one stretch tells two things
    ("12.6.–7.8.2025" two dates). With `listed` the numbers of a list are left out, as in a sentence; a support keeps them."""
    rest = _Rest(text, listed=listed)
    found: list[Placed] = []
    low = text.casefold()
    for pattern, read, needed in _FIXED if _DIGIT.search(rest.text) else _WITHOUT_DIGITS:
        if not needed or any(sign in low for sign in needed):
            found.extend(rest.take(pattern, read))
    found.extend(_quantities(rest.text))
    return tuple(sorted(found, key=lambda placed: (placed.start, placed.end, placed.fact.value)))


# What is not read

_DIGIT = re.compile(r"\d")
_BLANK = "\x00"
_LINK = re.compile(r"https?://\S+|www\.\S+|[^\s@]{1,64}@\S+")
_MARK = re.compile(r"\[\d{1,3}\]")
_LIST_NUMBER = re.compile(
    r"(?:(?<=\n)|^)[ \t]*\d{1,2}(?:\)|\.(?= (?!(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu)))"
    r"|(?:(?<=[:;,] )|(?<=(?:ja|ai|kä|ch) ))\d{1,2}\)"
)


class _Rest:
    """What of a text has not been read yet: a stretch that has been is blanked, so that no later rule reads it."""

    def __init__(self, text: str, *, listed: bool) -> None:
        self.text = text
        for pattern in (_LINK, _MARK, _LIST_NUMBER) if listed else (_LINK, _MARK):
            self.text = pattern.sub(lambda match: _BLANK * len(match.group()), self.text)

    def take(self, pattern: re.Pattern[str], read: _Read) -> Iterator[Placed]:
        """The tokens of one rule."""
        taken: list[re.Match[str]] = []
        for match in pattern.finditer(self.text):
            facts = tuple(read(match))
            if facts:
                taken.append(match)
            for fact in facts:
                yield Placed(start=match.start(), end=match.end(), fact=fact)
        for match in taken:
            self.text = self.text[: match.start()] + _BLANK * len(match.group()) + self.text[match.end() :]


_Read = Callable[[re.Match[str]], Iterable[Fact]]


# Dates

_MONTHS: dict[str, int] = {}
for _names in (
    " ".join(_MONTH_NAMES),
    "januari februari mars april maj juni juli augusti september oktober november december",
    "January February March April May June July August September October November December",
):
    _MONTHS |= {name: number for number, name in enumerate(_names.casefold().split(), start=1)}
_FINNISH_MONTH = r"(?P<month>(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu)\w*"
_FOREIGN_MONTH = "(?P<month>" + "|".join(name for name in _MONTHS if not name.endswith("kuu")) + ")"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_D, _M = r"(?P<day>[0-3]?\d)", r"(?P<number>[01]?\d)"
_DASH = r"[-–—]"


def _day(day: str, month: int, year: str | None) -> Iterator[Fact]:
    if not (1 <= int(day) <= 31 and 1 <= month <= 12):
        return
    if year:
        yield Fact(kind=FactKind.DATE, value=f"{year}-{month:02}-{int(day):02}")
    else:
        yield Fact(kind=FactKind.DAY, value=f"{month:02}-{int(day):02}")


def _numeric(match: re.Match[str]) -> Iterator[Fact]:
    yield from _day(match["day"], int(match["number"]), match.groupdict().get("year"))


def _days_apart(match: re.Match[str]) -> list[Fact]:
    """12.6.–7.8.2025 and 18.–20.2.2026: both ends have the year of the last."""
    last = list(_numeric(match))
    first = list(_day(match["first"], int(match["before"] or match["number"]), match["year"]))
    return first + last if first and last else []


def _spoken(match: re.Match[str]) -> Iterator[Fact]:
    yield from _day(match["day"], _MONTHS[match["month"].casefold()], match["year"])


def _month(match: re.Match[str]) -> Iterator[Fact]:
    month = _MONTHS[match["month"].casefold()]
    year = match.groupdict().get("year")
    yield Fact(kind=FactKind.MONTH, value=f"{year}-{month:02}" if year else f"{month:02}")


# Statutes, sections, documents

_LETTER = r"(?: ?[a-zä](?![\wäö]))?"
_SECTION_NUMBER = rf"\d{{1,3}}{_LETTER}"
_AND = r"\s?(?:,|[-–—]|ja|tai|sekä|eli|och|eller|samt|and|or|to)\s?"
_SERIES = rf"(?<![\d.,/\w])(?P<series>{_SECTION_NUMBER}(?:{_AND}{_SECTION_NUMBER})*)"
_ONE_OR_RANGE = re.compile(r"(\d{1,3})( ?[a-zä](?![\wäö]))?(?:\s?[-–—]\s?(\d{1,3})( ?[a-zä](?![\wäö]))?)?")


def _series(kind: FactKind) -> _Read:
    """Reads "2, 5 ja 9" and "54–60" as numbers of one kind; a range is one token with both its ends."""

    def read(match: re.Match[str]) -> Iterator[Fact]:
        for first, letter, last, end in _ONE_OR_RANGE.findall(match["series"]):
            one = _numbered(first, letter)
            yield Fact(kind=kind, value=f"{one}-{_numbered(last, end)}" if last else one)

    return read


def _numbered(number: str, letter: str) -> str:
    return f"{int(number)} {letter.strip()}" if letter.strip() else str(int(number))


def _statute(match: re.Match[str]) -> Iterator[Fact]:
    number = match["number"].lstrip("0") or "0"
    yield Fact(kind=FactKind.STATUTE, value=f"{number}/{match['year']}")


def _european(match: re.Match[str]) -> Iterator[Fact]:
    yield Fact(kind=FactKind.STATUTE, value=re.sub(r"\s", "", match.group()))


def _bill(match: re.Match[str]) -> Iterator[Fact]:
    name = "HE" if match["name"] == "RP" else match["name"]
    yield Fact(kind=FactKind.BILL, value=f"{name} {int(match['number'])}/{match['year']}")


def _register(match: re.Match[str]) -> Iterator[Fact]:
    yield Fact(kind=FactKind.REGISTER, value=" ".join(match.group().split()))


def _page(match: re.Match[str]) -> Iterator[Fact]:
    for number in (match["first"], match["last"]):
        if number:
            yield Fact(kind=FactKind.PAGE, value=str(int(number)))


def _dotted(match: re.Match[str]) -> Iterator[Fact]:
    yield Fact(kind=FactKind.DOTTED, value=match.group())


_Rule = tuple[re.Pattern[str], _Read, tuple[str, ...]]


def _rule(pattern: str, read: _Read, needed: str = "", flags: re.RegexFlag = re.IGNORECASE) -> _Rule:
    """A rule, and signs of which a text must have one for it to be worth trying."""
    return re.compile(pattern, flags), read, tuple(needed.split())


_NO_DIGIT_BEFORE = r"(?<![\d.,/])"
_WITHOUT_DIGITS = (_rule(rf"\b{_FINNISH_MONTH}(?:\s(?:vuo\w+\s)?{_YEAR})?", _month, "kuu"),)
_FIXED: tuple[_Rule, ...] = (
    (REGISTER_NUMBER, _register, ("/", "hel ")),
    _rule(
        r"\b(?P<name>[A-ZÅÄÖ]{2,4}|[A-ZÅÄÖ][a-zåäö][A-ZÅÄÖ][A-Za-zåäö]?|[A-ZÅÄÖ]{2}[a-zåäö])(?::\w+)? "
        r"(?P<number>\d{1,4})/(?P<year>(?:19|20)\d\d)(?: ?(?:vp|rd)\b)?",
        _bill,
        "/",
        re.NOFLAG,
    ),
    _rule(
        rf"{_NO_DIGIT_BEFORE}(?P<first>[0-3]?\d)\.(?:(?P<before>[01]?\d)\.)?\s?{_DASH}\s?{_D}\.{_M}\.{_YEAR}",
        _days_apart,
    ),
    _rule(rf"{_NO_DIGIT_BEFORE}{_D}\.\s?{_M}\.\s?{_YEAR}", _numeric),
    _rule(rf"{_NO_DIGIT_BEFORE}{_YEAR}-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?!\d)", _numeric),
    _rule(
        rf"{_NO_DIGIT_BEFORE}{_D}(?:\.\s|\.?\späivä\w*\s){_FINNISH_MONTH}(?:\s(?:vuonna\s)?{_YEAR})?", _spoken, "kuu"
    ),
    _rule(rf"\b{_FINNISH_MONTH}\s{_D}\.(?:\s?päivä\w*)?(?:\s{_YEAR})?", _spoken, "kuu"),
    _rule(rf"{_NO_DIGIT_BEFORE}{_D}\.?\s{_FOREIGN_MONTH}\b(?:\s{_YEAR})?", _spoken),
    *_WITHOUT_DIGITS,
    _rule(rf"\b{_FOREIGN_MONTH}\s{_YEAR}", _month),
    _rule(r"(?<![\d./\w])(?P<number>\d{1,4})/(?P<year>(?:1[789]|20)\d\d)(?![\d/])", _statute, "/"),
    _rule(r"(?<![\d./\w])(?:19|20)\d\d[/:]\d{1,5}(?!\d)", _european, "/ :"),
    _rule(rf"{_SERIES}\s?§", _series(FactKind.SECTION), "§"),
    _rule(
        rf"(?:§§?|\b(?:pykäl\w+|sections?|paragraf\w*))\s?(?P<series>{_SECTION_NUMBER}(?:{_AND}{_SECTION_NUMBER})*)",
        _series(FactKind.SECTION),
        "§ pykäl section paragraf",
    ),
    _rule(rf"{_SERIES}\.?\s(?:pykäl|paragraf)\w+", _series(FactKind.SECTION), "pykäl paragraf"),
    _rule(rf"{_SERIES}\.?\s?mom(?:\.|en\w+)", _series(FactKind.MOMENT), "mom"),
    _rule(rf"\bmoment\w*\s(?P<series>{_SECTION_NUMBER})", _series(FactKind.MOMENT), "mom"),
    _rule(rf"{_SERIES}\.?\s(?:ala)?(?:kohta|kohda|kohdi|kohti|punkt)\w*", _series(FactKind.POINT), "koh punkt"),
    _rule(
        rf"\b(?:ala)?(?:kohta|kohda|kohdi|kohti|punkt)\w*\s(?P<series>{_SECTION_NUMBER})(?![\d.,/])",
        _series(FactKind.POINT),
        "koh punkt",
    ),
    _rule(rf"{_SERIES}\.?\s(?:luku|luvu|lukuu|lukui|kap\.|kapit)\w*", _series(FactKind.CHAPTER), "luku luvu kap"),
    _rule(
        rf"\b(?:luku|luvun|luvussa|luvusta|lukuun|kapitel)\s(?P<series>{_SECTION_NUMBER})(?![\d.,/])",
        _series(FactKind.CHAPTER),
        "luku luvu kap",
    ),
    _rule(
        rf"\b(?:s\.|sivu\w*|sid\.|sida\w*|p\.|pages?)\s?(?P<first>\d{{1,5}})(?:\s?{_DASH}\s?(?P<last>\d{{1,5}}))?(?![\d.,/])",
        _page,
        "s. p. si page",
    ),
    _rule(rf"{_NO_DIGIT_BEFORE}(?P<day>[0-3]?\d)\.(?P<number>[01]?\d)\.(?!\d)", _numeric, "."),
    _rule(r"(?<![\d.,/\w])\d+(?:\.\d+)+(?!,?\d)", _dotted, "."),
)


# Quantities

_DIGITS = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"
_FRONT = "|".join(sorted(FRONTS, key=len, reverse=True))
_ATOM = re.compile(
    rf"(?<![\w])(?<![^\W\d_][-–])(?P<digits>{_DIGITS})(?P<rest>/\d+)?"
    rf"|\b(?P<front>{_FRONT}|puoli|\d+-)(?=(?:vuoti|kuukauti|viikkoi|päiväi|tuntii?|prosentti))"
    rf"|\b(?P<half>puolitoista|puolentoista|puoltatoista|puol(?:i|en|ta)(?= vuo))\b"
    rf"|\b(?P<about>vähintään|enintään|korkeintaan|yli|alle|noin|jopa)\s(?=(?:vuoden|kuukauden|viikon|vuorokauden)\b(?!\s\d))"
    rf"|\b(?P<word>[a-zåäö]{{2,}})\b",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"\s?(?:(?P<kilo>tuha\w+|tusen\b|thousand\b|[tk](?=€))|(?P<million>milj\.|miljoon\w+|miljon(?:er)?\b|million\w*|mn\b|M(?=€| €)|m(?=eur))"
    r"|(?P<billion>mrd\b\.?|miljar\w+|billion\w*))"
)
_ZEROS = {"kilo": 3, "million": 6, "billion": 9}
_JOIN = r"(?::\w+)?\s?-?"


def _unit(kind: FactKind, unit: str, pattern: str) -> tuple[re.Pattern[str], FactKind, str]:
    return re.compile(rf"{_JOIN}(?:{pattern})", re.IGNORECASE), kind, unit


_ENDINGS = r"(?:ä|a|n|ssä|ssa|stä|sta|ksi|nä|na|än|an|on|llä|lla|ltä|lta|lle|t|ttä|tta|ä|inen|ise\w*|isi\w*|ien|iä|ia|issä|issa|istä|ista|illä|illa|iin|ja|jen)?\b"
_UNITS = (
    _unit(FactKind.POINTS, "", r"prosenttiyksik\w+|%-?[ ]?yksik\w+|procentenhet\w*|%-enhet\w*|percentage points?"),
    _unit(FactKind.PERCENT, "", r"%|prosent\w+|pros\.|procent\w*|per ?cent\b"),
    _unit(FactKind.EURO, "", rf"€|euro{_ENDINGS}|euros?\b|eur\b"),
    _unit(
        FactKind.PERIOD,
        "years",
        r"(?:vuo(?:tta|den|si|dessa|desta|teen|tena|deksi|della|delta|delle|sien|sia|det)|vuot(?:ias|iaa\w*|iai\w*|inen|ise\w*|isi\w*)|v|år(?:s|en|ets|et|ig\w*|ing\w*)?|years?)\b",
    ),
    _unit(FactKind.PERIOD, "months", r"(?:kuukau(?!sitt)\w+|kk|månad\w*|months?)\b"),
    _unit(
        FactKind.PERIOD,
        "weeks",
        rf"(?:viikko{_ENDINGS}|viiko(?:n|ssa|sta|ksi|lla|lta|lle|t)\b|viikkoi(?:nen|s\w*)|vk\b|veck(?:a|or|ans|orna|ors)\b|weeks?\b)",
    ),
    _unit(FactKind.PERIOD, "workdays", r"(?:työpäiv\w+|arbetsdag\w*|working days?)\b"),
    _unit(FactKind.PERIOD, "weekdays", r"(?:arkipäiv\w+|vardag\w*)\b"),
    _unit(
        FactKind.PERIOD,
        "days",
        rf"(?:päivä{_ENDINGS}|päivi(?:en|ä|in|ssä|stä|ksi)\b|vuorokau\w+|vrk\b|pv\b|dag(?:ar|en|s|arna|ars)?\b|dygn\b|days?\b)",
    ),
    _unit(
        FactKind.PERIOD,
        "hours",
        r"(?:tun(?:ti|tia|nin|nissa|nista|neiksi|niksi|tiin|tina|nilla|nit|tien|teja|tinen|tise\w*|tisi\w*)|h|tim(?:me|men|mar|mars|mes)|hours?)\b",
    ),
    _unit(FactKind.PERIOD, "minutes", r"(?:minuut\w+|min|minut(?:er|en)|minutes?)\b"),
    _unit(FactKind.NUMBER, "htv", r"(?:htv|henkilötyövuo\w+|årsverk\w*)\b"),
    _unit(FactKind.NUMBER, "km", r"(?:km|kilomet\w+)\b"),
)
_TIMES = {"years": (12, "months"), "weeks": (7, "days")}
_BETWEEN = re.compile(r"(?::\w+)?\s?(?:[-–—/,]|ja|tai|sekä|och|eller|and|or|to)\s?")
_FROM = re.compile(r"[\w:]+st[aä]\s", re.IGNORECASE)  # neljästä kahdeksaan
_YEAR_BEFORE = re.compile(
    r"\b(?:vuo(?:nna|den|sina|sien|desta|teen|delta|delle|si|tta|della|sista|silta|sille)|år(?:et|en)?|åren|year|in|since)\s$",
    re.IGNORECASE,
)
_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Atom:
    """A number on its way to be a token: `value` in digits, `unit` known or not yet."""

    start: int
    end: int
    value: str
    zeros: int
    unit: tuple[FactKind, str] | None
    bare: bool  # a word for one, which is a number only with a unit
    year: bool


def _quantities(text: str) -> Iterator[Placed]:
    """Numbers with their units; in "10, 20 ja 30 prosenttia" the unit is everyone's."""
    atoms = [atom for match in _ATOM.finditer(text) if (atom := _atom(text, match))]
    after: _Atom | None = None
    for atom in reversed(atoms):
        shared = _shared(text, atom, after)
        after = shared
        fact = _quantity(shared)
        if fact:
            yield Placed(start=atom.start, end=atom.end, fact=fact)


def _shared(text: str, atom: _Atom, after: _Atom | None) -> _Atom:
    """The atom with the unit of the one after it, where the two are listed together."""
    if atom.unit or atom.year or after is None or after.unit is None:
        return atom
    if not (_BETWEEN.fullmatch(text, atom.end, after.start) or _FROM.fullmatch(text, atom.start, after.start)):
        return atom
    return replace(atom, unit=after.unit, zeros=atom.zeros or (after.zeros if len(atom.value) <= 3 else 0))


def _atom(text: str, match: re.Match[str]) -> _Atom | None:
    value = _value(match)
    if value is None:
        return None
    end = match.end()
    many = _MANY.match(text, end) if match["digits"] or match["word"] or match["half"] else None
    zeros = _ZEROS[many.lastgroup] if many and many.lastgroup else 0
    end = many.end() if many else end
    unit, stop = _unit_at(text, end)
    year = bool(match["digits"]) and not many and _is_year(text, match, unit)
    return _Atom(
        start=match.start(),
        end=end if year else stop,
        value=value,
        zeros=zeros,
        unit=None if year else unit,
        bare=bool(match["word"]) and match["word"].casefold() in ONE,
        year=year,
    )


def _value(match: re.Match[str]) -> str | None:
    """The number in digits, or None where the word is no number."""
    if match["digits"]:
        return re.sub(r"[ \u00a0\u2009\u202f]", "", match["digits"]) + (match["rest"] or "")
    if match["word"]:
        number = WORDS.get(match["word"].casefold())
        return None if number is None else str(number)
    if match["half"]:
        return "1,5" if match["half"].casefold().endswith("toista") else "0,5"
    if match["front"]:
        front = match["front"].casefold()
        return "0,5" if front == "puoli" else str(FRONTS.get(front, front.rstrip("-")))
    return "1"


def _unit_at(text: str, at: int) -> tuple[tuple[FactKind, str] | None, int]:
    for pattern, kind, unit in _UNITS:
        found = pattern.match(text, at)
        if found:
            return (kind, unit), found.end()
    return None, at


def _is_year(text: str, match: re.Match[str], unit: tuple[FactKind, str] | None) -> bool:
    """A number of the form of a year is one where it is called one, or where nothing else follows that could be counted."""
    if match["rest"] or not _PLAIN_YEAR.match(match["digits"]):
        return False
    if _YEAR_BEFORE.search(text, max(0, match.start() - 12), match.start()):
        return True
    return unit is None or unit[0] is FactKind.PERIOD


def _quantity(atom: _Atom) -> Fact | None:
    if atom.year:
        return Fact(kind=FactKind.YEAR, value=atom.value)
    if atom.unit is None:
        return None if atom.bare else Fact(kind=FactKind.NUMBER, value=_moved(atom.value, atom.zeros))
    kind, unit = atom.unit
    value = _moved(atom.value, atom.zeros)
    if unit in _TIMES:
        times, smaller = _TIMES[unit]
        multiplied = _multiplied(value, times)
        value, unit = (multiplied, smaller) if multiplied else (value, unit)
    return Fact(kind=kind, value=f"{value} {unit}".strip())


def _moved(value: str, zeros: int) -> str:
    """The number with its decimal mark moved right, no needless zeros: ("2,50", 6) gives "2500000"."""
    if "/" in value:
        return value
    whole, _, part = value.partition(",")
    part = part.ljust(zeros, "0")
    whole, part = (whole + part[:zeros]).lstrip("0") or "0", part[zeros:].rstrip("0")
    return f"{whole},{part}" if part else whole


def _multiplied(value: str, times: int) -> str:
    """The number times a small one; nothing where it is too long or a fraction to be worth it."""
    whole, _, part = value.partition(",")
    if "/" in value or len(whole) + len(part) > 15:
        return ""
    digits = str(int(whole + part) * times)
    if not part:
        return digits
    digits = digits.rjust(len(part) + 1, "0")
    return _moved(f"{digits[: -len(part)]},{digits[-len(part) :]}", 0)


# Equality


def held(fact: Fact, support: frozenset[Fact]) -> bool:
    """Whether a support holds the token: an equal one, a section within a range, a bill for its number, a number for the same year.

    A date and a statute's number also tell their year, and a date its month."""
    return fact in support or _other_ways.get(fact.kind, _never)(fact, support)


def _never(_fact: Fact, _support: frozenset[Fact]) -> bool:
    return False


def _same_value(*kinds: FactKind) -> Callable[[Fact, frozenset[Fact]], bool]:
    return lambda fact, support: any(Fact(kind=kind, value=fact.value) in support for kind in kinds)


def _section_held(fact: Fact, support: frozenset[Fact]) -> bool:
    ends = [_place(end) for end in fact.value.split("-")]
    return all(any(_within(end, other.value) for other in support if other.kind is fact.kind) for end in ends)


def _place(number: str) -> tuple[int, str]:
    digits, _, letter = number.partition(" ")
    return int(digits), letter


def _within(place: tuple[int, str], value: str) -> bool:
    first, _, last = value.partition("-")
    return _place(first) <= place <= _place(last or first)


def _year_held(fact: Fact, support: frozenset[Fact]) -> bool:
    return Fact(kind=FactKind.NUMBER, value=fact.value) in support or any(
        _year_of(other) == fact.value for other in support
    )


def _year_of(fact: Fact) -> str:
    if fact.kind in (FactKind.STATUTE, FactKind.BILL):
        return fact.value.rpartition("/")[2]
    return fact.value[:4] if fact.kind in (FactKind.DATE, FactKind.MONTH) else ""


def _month_held(fact: Fact, support: frozenset[Fact]) -> bool:
    told = {other.value for other in support if other.kind in (FactKind.DATE, FactKind.MONTH, FactKind.DAY)}
    if len(fact.value) == 2:
        return any(fact.value in (value[:2], value[5:7]) for value in told)
    return any(value.startswith(fact.value) for value in told)


def _day_held(fact: Fact, support: frozenset[Fact]) -> bool:
    month, day = (int(part) for part in fact.value.split("-"))
    if Fact(kind=FactKind.DOTTED, value=f"{day}.{month}") in support:
        return True
    return any(other.kind is FactKind.DATE and other.value[5:] == fact.value for other in support)


def _dotted_held(fact: Fact, support: frozenset[Fact]) -> bool:
    parts = fact.value.split(".")
    if len(parts) != 2 or len(fact.value) > 5:
        return False
    return Fact(kind=FactKind.DAY, value=f"{int(parts[1]):02}-{int(parts[0]):02}") in support


def _statute_held(fact: Fact, support: frozenset[Fact]) -> bool:
    return any(other.kind is FactKind.BILL and other.value.endswith(f" {fact.value}") for other in support)


_other_ways: dict[FactKind, Callable[[Fact, frozenset[Fact]], bool]] = {
    FactKind.NUMBER: _same_value(FactKind.YEAR),
    FactKind.YEAR: _year_held,
    FactKind.MONTH: _month_held,
    FactKind.DAY: _day_held,
    FactKind.DOTTED: _dotted_held,
    FactKind.SECTION: _section_held,
    FactKind.MOMENT: _section_held,
    FactKind.POINT: lambda fact, support: _section_held(fact, support) or _same_value(FactKind.NUMBER)(fact, support),
    FactKind.CHAPTER: lambda fact, support: _section_held(fact, support) or _same_value(FactKind.NUMBER)(fact, support),
    FactKind.STATUTE: _statute_held,
}
