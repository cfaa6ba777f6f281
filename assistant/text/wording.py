"""What the product says to people, in Finnish, Swedish and English, from the files `wording*.toml`.

A key is `section.name`; its three texts have the same `{places}`. A missing key or place is a programming error and
is caught by a test over the whole file, not at run time in front of a user.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path

from assistant.errors import LausuntoError
from assistant.types import Language

FILES = sorted(Path(__file__).parent.glob("wording*.toml"))


@cache
def texts() -> dict[str, dict[str, dict[str, str]]]:
    """All of them: section, name, language. Raises ValueError when two files tell the same text."""
    held: dict[str, dict[str, dict[str, str]]] = {}
    for file in FILES:
        for section, named in tomllib.loads(file.read_text(encoding="utf-8")).items():
            told_twice = held.setdefault(section, {}).keys() & named.keys()
            if told_twice:
                raise ValueError(f"{file.name}: {section} {sorted(told_twice)}")
            held[section].update(named)
    return held


def say(key: str, language: Language | str, /, **values: object) -> str:
    """The text of `section.name` in a language, its places filled. Raises KeyError for an unknown key."""
    section, name = key.split(".", 1)
    return texts()[section][name][str(language)].format(**values)


def explain(error: LausuntoError, language: Language | str) -> str:
    """The message and the advice of an error, as one paragraph."""
    return say(f"error.{error.code}", language, **error.values)


def quoted(words: str, language: Language | str) -> str:
    """Words in the quotation marks of the language around them: ”…” in Finnish and Swedish, “…” in English."""
    return f"“{words}”" if str(language) == Language.EN else f"”{words}”"


def day(date: dt.date, language: Language | str) -> str:
    """A date as it is written in the language: 18.2.2026 (fi, sv), 18 February 2026 (en)."""
    if str(language) == Language.EN:
        return f"{date.day} {date:%B} {date.year}"
    return f"{date.day}.{date.month}.{date.year}"
