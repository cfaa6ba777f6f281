"""Register numbers and dates are known by their shape, and by nothing like it."""

from __future__ import annotations

import pytest

from assistant.text.references import DATE, REGISTER_NUMBER, labels


@pytest.mark.parametrize(
    "number",
    ["412/10.03.02/2033", "VN/1234/2033", "HEL 2033-001234", "KSL/889/2033", "KSL 889/14.00.01/2033", "D/1/00.02/2033"],
)
def test_register_numbers(number: str) -> None:
    """The usual shapes of a register number are found, as they stand or after a letter code."""
    known = number not in {"KSL/889/2033", "D/1/00.02/2033"}
    assert (REGISTER_NUMBER.search(f"Asia {number}.") is not None) is known
    assert labels(f"Asia {number}.") == ("asianumero, diaarinumero" if known else "")


@pytest.mark.parametrize("text", ["317/2032", "18.2.2033", "1/2", "https://esimerkki.invalid/317-2032", "2033/1.1", ""])
def test_not_register_numbers(text: str) -> None:
    """Statute numbers, dates, fractions and addresses are no register numbers."""
    assert labels(text) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Päätetty 18.2.2033.", ("18", "2", "2033")),
        ("09.02.1999", ("09", "02", "1999")),
        ("Kohta 1.18.2.2033", None),
        ("18.2.33", None),
        ("48.2.2033", None),
        ("18.2.2033/5", None),
    ],
)
def test_dates(text: str, found: tuple[str, str, str] | None) -> None:
    """A whole Finnish date with its four-digit year, not a piece of a longer number."""
    match = DATE.search(text)
    assert (match.groups() if match else None) == found
