"""What the rules were written by stays read: invented rounds of statements and memos whose right readings are told beside them.

No figure is reported on them, since the rules have seen them; the held-out figures are those of `evals/sets`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant import Settings, build
from assistant.statement import Stance
from assistant.steps.proposals import detect
from assistant.text.quotes import fold

TUNING = Path(__file__).parents[2] / "evals/tuning"
ROUNDS = {"round1": 0.8, "round2": 0.65}
"""How many of a round's stances are read, at the least."""


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", ROUNDS)
def test_stances_of_a_round(name: str, tmp_path: Path) -> None:
    """Most of the bodies' stances on the memo's proposals are read as a careful reader does, none is turned around, and of
    those that are told at all, rather than called unclear, nine in ten are right."""
    folder = TUNING / "statements" / name
    product = build(Settings(data=tmp_path / "data", embedding_model="lexical", knowledge="none"))
    product.add(sorted(folder.glob("*.md")))
    drafting = product.drafting
    proposals = {proposal.number.rstrip("."): proposal.id for proposal in drafting.proposals()}
    voices = {
        (number, voice.document.body): voice.stance
        for number, id_ in proposals.items()
        for voice in drafting.grounds(id_, Stance.SUPPORTS).voices
    }
    product.close()
    gold = rows(folder / "gold.jsonl")
    read = [(Stance(row["stance"]), voices.get((str(row["proposal"]), row["body"]))) for row in gold]
    assert sum(told is right for right, told in read) >= ROUNDS[name] * len(gold)
    plain = [pair for pair in read if pair[1] not in (None, Stance.UNCLEAR)]
    assert sum(told is right for right, told in plain) >= 0.9 * len(plain)
    assert [pair for pair in read if set(pair) == {Stance.SUPPORTS, Stance.OPPOSES}] == []


def _letters(text: str) -> str:
    return "".join(char for char in fold(text).casefold() if char.isalnum())


def test_proposals_of_memos(tmp_path: Path) -> None:
    """Of eight memos, each laid out in its own way, the proposals are found, and little else."""
    product = build(Settings(data=tmp_path / "data", embedding_model="lexical", knowledge="none"))
    product.add(sorted((TUNING / "memos").glob("m*.md")))
    documents = {
        passage.document.external_id: passage.document for passage in product.library.search.snapshot().passages
    }
    product.close()
    right = found = wanted = 0
    for row in rows(TUNING / "memos" / "gold.jsonl"):
        document = documents[Path(row["memo"]).stem]
        texts = [_letters(document.text[one.start : one.end]) for one in detect(document)]
        begun = [_letters(one["start_words"]) for one in row["proposals"]]
        right += sum(any(words in text for text in texts) for words in begun)
        found += len(texts)
        wanted += len(begun)
    assert 2 * right / (found + wanted) >= 0.95
