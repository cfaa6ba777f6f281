"""Swedish and English questions in Finnish words, from a list of the field's terms (`terms.toml`).

It is for searching only, never shown: the embedder finds Finnish passages poorly from other languages and n-grams not at
all, while the terms of the field are few.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from assistant.types import Language

FILE = Path(__file__).with_name("terms.toml")
_ENDING = 4  # letters that inflection may add to a term
_SHORT = 4  # terms this short must stand as whole words


@cache
def _terms(language: Language) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """The list of a language, longest term first, as patterns over lower-case text."""
    held: dict[str, list[str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))[language.value]
    return tuple(
        (re.compile(_pattern(term)), tuple(values))
        for term, values in sorted(held.items(), key=lambda entry: -len(entry[0]))
    )


def _pattern(term: str) -> str:
    ending = "" if len(term) <= _SHORT else rf"\w{{0,{_ENDING}}}"
    return rf"(?<!\w){re.escape(term)}{ending}(?!\w)"


def in_finnish(text: str, language: Language) -> str:
    """The Finnish terms of a Swedish or English text in the order of the text; nothing for Finnish.

    The longest term is taken first and each stretch of the text is used once.
    """
    if language is Language.FI:
        return ""
    left = text.casefold()
    found: list[tuple[int, tuple[str, ...]]] = []
    for pattern, values in _terms(language):
        while match := pattern.search(left):
            found.append((match.start(), values))
            left = left[: match.start()] + "\0" * (match.end() - match.start()) + left[match.end() :]
    return " ".join(dict.fromkeys(value for _, values in sorted(found) for value in values))
