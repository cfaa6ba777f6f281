"""Checking a sentence against its quotes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from texts2 import CARD, passage, quoted

from assistant.steps.check import check
from assistant.types import Claim, Origin, Severity

HELD = passage(f"{CARD} Voimassaolo alkaa\n\nuudelleen keväällä.")


def test_a_sentence_that_shows_its_quotes_passes() -> None:
    """Verbatim words give no finding."""
    assert check(quoted(CARD, HELD), 0) == ()


@pytest.mark.parametrize(
    "shown",
    [
        CARD.replace("kahdeksan", "yhdeksän"),
        CARD.replace("enintään", ""),
        CARD.replace("Retkikortti", "retkikortti"),
        "",
    ],
)
def test_changed_words_are_found(shown: str) -> None:
    """Another word, a word left out, another case or no quote at all is an error that tells which sentence and which words."""
    claim = replace(quoted(CARD, HELD), text=f"Lähteen mukaan ”{shown}”")
    (finding,) = check(claim, 3)
    assert (finding.check, finding.severity, finding.claim) == ("quote_shown", Severity.ERROR, 3)
    assert finding.values["quote"] == CARD[:80]


def test_line_breaks_of_the_source_do_not_matter() -> None:
    """Words are compared as shown: a break between paragraphs in the source is a space in the sentence."""
    claim = quoted("Voimassaolo alkaa\n\nuudelleen keväällä.", HELD)
    assert check(replace(claim, text="Lähteen mukaan ”Voimassaolo alkaa uudelleen keväällä.”"), 0) == ()


@pytest.mark.parametrize("origin", [Origin.FORM, Origin.OWN])
def test_sentences_that_quote_nothing_are_not_checked(origin: Origin) -> None:
    """Fixed wording and the manager's own words need no source."""
    assert check(Claim(text="Lausunto annetaan ”näin”.", origin=origin), 0) == ()
