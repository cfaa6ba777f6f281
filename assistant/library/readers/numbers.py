"""The numbers that office programs print before headings and list items, which the files do not hold as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _letters(number: int) -> str:
    """a … z, then aa, bb …, as Word and LibreOffice count."""
    turns, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * min(turns + 1, 10)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN + _ROMAN_ONES:
        count, number = divmod(number, value)
        out += sign * min(count, 10)
    return out


FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "ordinal": lambda number: f"{number}.",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list is numbered: `pattern` holds %1 for the first level's number, %2 for the second's …"""

    form: str  # a key of FORMS; anything else prints no number
    pattern: str
    start: int = 1


@dataclass(slots=True)
class Counter:
    """The running numbers of one list."""

    numbers: dict[int, int] = field(default_factory=dict)

    def next_label(self, levels: dict[int, Level], depth: int) -> str:
        """The label of the next item at `depth` (from 0), without spaces at its ends; "" for bullets."""
        own = levels.get(depth)
        start = own.start if own else 1
        self.numbers[depth] = self.numbers.get(depth, start - 1) + 1
        for deeper in [level for level in self.numbers if level > depth]:
            del self.numbers[deeper]
        if own is None or own.form not in FORMS:
            return ""

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            level = levels.get(place)
            if level is None or level.form not in FORMS:
                return ""
            return FORMS[level.form](max(1, self.numbers.setdefault(place, level.start)))

        return re.sub(r"%([1-9])", number, own.pattern).strip()
