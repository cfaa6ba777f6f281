"""Everything the product says is there in three languages, with the same places, and no error is without words."""

from __future__ import annotations

import ast
import datetime as dt
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistant
from assistant import errors
from assistant.errors import LausuntoError, StoreError
from assistant.text.wording import day, explain, say, texts
from assistant.types import Language

ROOT = Path(assistant.__file__).parent
ERRORS = {name for name, held in vars(errors).items() if isinstance(held, type) and issubclass(held, LausuntoError)}


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


TABLES = [(f"{section}.{name}", table) for section, held in texts().items() for name, table in held.items()]


def test_three_languages_everywhere() -> None:
    """Each table has Finnish, Swedish and English, none of them empty."""
    wrong = [key for key, t in TABLES if set(t) != {"fi", "sv", "en"} or not all(text.strip() for text in t.values())]
    assert wrong == []


def test_same_places_everywhere() -> None:
    """The three texts of a table are filled with the same values."""
    wrong = [key for key, t in TABLES if len({frozenset(_places(text)) for text in t.values()}) != 1]
    assert wrong == []


def _constants(node: ast.expr, tree: ast.AST) -> Iterator[str]:
    """The texts an expression may be: itself, either side of a choice, or what its name is given in the file."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body, tree)
        yield from _constants(node.orelse, tree)
    elif isinstance(node, ast.Name):
        for given in ast.walk(tree):
            if isinstance(given, ast.Assign) and any(
                isinstance(t, ast.Name) and t.id == node.id for t in given.targets
            ):
                yield from _constants(given.value, tree)


def _raised() -> list[tuple[str, str, set[str]]]:
    """Every error made in the code: where, its code, the names of its values."""
    out = []
    for file in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ERRORS and call.args:
                given = {keyword.arg for keyword in call.keywords if keyword.arg and keyword.arg != "retryable"}
                if "readers" in file.parts:
                    given.add("name")  # the child does not know what the file is called; its parent adds that
                place = f"{file.relative_to(ROOT)}:{call.lineno}"
                out += [(place, code, given) for code in _constants(call.args[0], tree)]
    return out


RAISED = _raised()


def test_every_error_code_has_words() -> None:
    """No error can be raised that has no message."""
    assert {"setting", "busy", "too_large", "usage", "disk_full"} <= {code for _, code, _ in RAISED}
    assert [(place, code) for place, code, _ in RAISED if code not in texts()["error"]] == []


def test_every_error_fills_its_message() -> None:
    """Each error carries the values that its message has places for, so that telling it cannot fail."""
    lacking = [
        (place, code, sorted(missing))
        for place, code, given in RAISED
        if (missing := _places(texts()["error"][code]["fi"]) - given)
    ]
    assert lacking == []


@pytest.mark.parametrize("language", Language)
def test_explain(language: Language) -> None:
    """An error is told in the user's language, with its own values."""
    told = explain(StoreError("unknown_document", id="abc123"), language)
    assert "abc123" in told
    assert told == say("error.unknown_document", language.value, id="abc123")


def test_unknown_key() -> None:
    """A key that is not there is an error of the program, not an empty text."""
    with pytest.raises(KeyError):
        say("error.olematon", Language.FI)
    with pytest.raises(KeyError):
        say("error.unknown_document", Language.FI)


def test_day() -> None:
    """Dates as each language writes them, without leading zeros."""
    date = dt.date(2033, 2, 9)
    assert [day(date, language) for language in Language] == ["9.2.2033", "9.2.2033", "9 February 2033"]
