"""The promises of the page's wording: every text the screen uses is there, in three languages with the same places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import assistant.ui
from assistant.text.wording import texts
from assistant.types import AddState, Kind, Language, Origin, Status

_SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(assistant.ui.__file__).parent.rglob("*.py"))


def test_every_used_text_exists() -> None:
    """A key in the code of the screen is a key of the wording file."""
    used = set(re.findall(r'"(ui\.[a-z_]+)"', _SOURCE))
    assert len(used) > 50
    assert {key for key in used if key.split(".")[1] not in texts()["ui"]} == set()


@pytest.mark.parametrize(
    ("section", "names"),
    [("kind", Kind), ("origin", Origin), ("status", Status), ("ui", [f"outcome_{s}" for s in AddState])],
)
def test_every_value_has_a_word(section: str, names: list[str]) -> None:
    """Kinds, origins, statuses and outcomes are all named."""
    assert {str(name) for name in names} <= set(texts()[section])


def test_the_three_texts_agree() -> None:
    """Each text has Finnish, Swedish and English with the same places, and no blank at its ends but one's own."""
    for section in ("ui", "kind", "origin", "status"):
        for name, said in texts()[section].items():
            assert set(said) == set(Language), name
            assert len({frozenset(re.findall(r"\{(\w+)\}", text)) for text in said.values()}) == 1, name
            assert all(text == text.strip() and text for text in said.values()), name
