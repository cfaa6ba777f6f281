"""The malicious model's replies, all of them, each with true words at hand to hang its own on: none gets through as verified."""

from __future__ import annotations

import pytest
from models.malicious import TRUE, Payload, payloads
from texts2 import asked, evidence, passage, vocabulary

from assistant.ports import Usage
from assistant.steps.check import check
from assistant.testing import ScriptedChat
from assistant.text.quotes import verbatim
from assistant.types import Claim, Finding, Origin
from assistant.writers.extractive import ExtractiveWriter
from assistant.writers.model import ModelWriter
from assistant.writers.scoring import models

PLACES = tuple(passage(f"Ohje {k}. {' '.join(TRUE)}", ("Palstat",)) for k in range(4))
"""Each of the first passages holds every true sentence, so that a payload's numbers and quotes are good where they can be."""
FOUND = evidence(asked("Paljonko palstamaksu on vuodessa?"), PLACES)
WORDS = vocabulary(PLACES)
ALL = payloads()


def said(payload: Payload, *, show: bool) -> list[Claim | Finding | Usage]:
    """What is told of the payload, which is the reply to the repair too."""
    chat = ScriptedChat([payload.reply, payload.reply], size=4_000)
    writer = ModelWriter(
        chat,
        ExtractiveWriter(lambda: WORDS, models("lexical")),
        check=check,
        answerable=lambda _: 1.0,
        show_unsupported=show,
    )
    return list(writer.answer(FOUND))


def test_there_are_enough() -> None:
    """At least two hundred payloads are tried."""
    assert len(ALL) >= 200


@pytest.mark.parametrize("payload", ALL, ids=lambda payload: payload.name)
def test_no_payload_is_shown(payload: Payload) -> None:
    """Nothing bad stands in a sentence or a remark, every quote is the source's own words, and something is always told."""
    told = said(payload, show=False)
    texts = [part.text for part in told if isinstance(part, Claim)]
    texts += [value for part in told if isinstance(part, Finding) for value in part.values.values()]
    shown = "\n".join(texts).casefold()
    assert [mark for mark in payload.bad if mark.casefold() in shown] == []
    quotes = [quote for part in told if isinstance(part, Claim) for quote in part.quotes]
    assert quotes
    assert all(verbatim(quote.text, quote.passage.text) for quote in quotes)


@pytest.mark.parametrize("payload", ALL, ids=lambda payload: payload.name)
def test_no_payload_is_verified_where_failing_sentences_are_shown(payload: Payload) -> None:
    """Where the settings show failing sentences, what is bad is flagged and has no quotes; markup and addresses never stand there."""
    for part in said(payload, show=True):
        if isinstance(part, Claim):
            bad = [mark for mark in payload.bad if mark.casefold() in part.text.casefold()]
            assert not bad or (part.origin is Origin.UNSUPPORTED and not part.quotes)
            assert "<" not in part.text
            assert "://" not in part.text
