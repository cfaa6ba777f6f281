"""Guesses the deciding organ and its date from the first lines of a text, as municipal minutes give them.

Only whole lines count ("Kaupunginhallitus 09.02.2026"), never a mention in a sentence. Found values go under
`guess_body` and `guess_date` (ISO), so that given values can be preferred.
"""

from __future__ import annotations

import datetime as dt
import re

_LINES = 40
_LINE_LENGTH = 160
_AFTER_ORGAN = 3  # a date this many lines below the organ still belongs to it

_DATE = r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>(?:19|20)\d\d)"
_FIRST = re.compile(rf"^{_DATE}(?!\d)")
_LONE = re.compile(rf"^{_DATE}\.?$")
_ORGANS = (
    r"(?:kaupungin|kunnan|alue|yhtymä)(?:hallitus|valtuusto)|valtuusto|kaupunginjohtaja|kunnanjohtaja"
    r"|lautakunta|johtokunta|jaosto|yhtymäkokous|stadsstyrelsen|kommunstyrelsen|stadsfullmäktige|kommunfullmäktige"
    r"|\w*nämnden"
)
# At most four words before the organ ("Sosiaali- ja terveyslautakunta", "Tampereen kaupunginhallitus"), and after it
# only numbers, dates and the words of an agenda.
_ORGAN = re.compile(
    rf"^(?:(?:Esityslista|Pöytäkirja|Pöytäkirjanote|Ote)\s+)?"
    rf"(?P<body>(?:[A-ZÅÄÖ][\w-]*,?\s(?:(?:ja|och|[\w-]+),?\s){{0,3}})?[\w-]{{0,40}}?(?:{_ORGANS}))"
    rf"(?P<rest>[\s,]*(?:(?:§|\d[\d./:-]*|klo|kl|kokous|esityslista|pöytäkirja|pöytäkirjanote)[\s,.]*)*)$",
    re.IGNORECASE,
)
_IN_REST = re.compile(rf"(?<![\d./]){_DATE}(?![\d/])")


def guess_meta(text: str) -> dict[str, str]:
    """`guess_body` and `guess_date`, where the first 40 lines hold them."""
    found: dict[str, str] = {}
    lone: str | None = None
    since_organ: int | None = None
    for row in _first_lines(text):
        organ = _ORGAN.match(row)
        if organ and "guess_body" not in found and organ["body"][0].isupper():
            found["guess_body"] = " ".join(organ["body"].split())
            since_organ = 0
            date = _iso(_IN_REST.search(organ["rest"]))
        elif since_organ is not None and since_organ <= _AFTER_ORGAN:
            date = _iso(_FIRST.match(row))
        else:
            date = None
        if since_organ is not None:
            since_organ += 1
        if date:
            found.setdefault("guess_date", date)
        lone = lone or _iso(_LONE.match(row))
    if lone:
        found.setdefault("guess_date", lone)
    return found


def _first_lines(text: str) -> list[str]:
    """The first lines that are not empty and not too long to be a heading of minutes."""
    head = text[: _LINES * _LINE_LENGTH * 2]
    rows = [row.strip() for row in head.split("\n") if row.strip()]
    return [row for row in rows[:_LINES] if len(row) <= _LINE_LENGTH]


def _iso(match: re.Match[str] | None) -> str | None:
    if not match:
        return None
    try:
        return dt.date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
    except ValueError:
        return None
