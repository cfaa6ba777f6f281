"""The words that the sources use, for those of a question: from Swedish, English and everyday Finnish (`terms.toml`).

For searching only, never shown: the embedder finds Finnish passages poorly from other languages and n-grams not at all,
while the terms of the field are few; and people say "potkut" where a statute says "irtisanominen".
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.types import Language

FILE = Path(__file__).with_name("terms.toml")
_ENDING = {Language.FI: 6, Language.SV: 4, Language.EN: 4}
"""Letters that inflection may add to a term."""
_SHORT = 4
"""Terms this short must stand as whole words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A stretch of a text that the list knows, and the words that the sources use for it."""

    start: int
    end: int
    finnish: tuple[str, ...]


@cache
def _terms(language: Language) -> dict[str, tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]]:
    """The list of a language by the first letters of its terms, longest term first, as patterns over lower-case text."""
    held: dict[str, list[str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))[language.value]
    by_letters: dict[str, list[tuple[re.Pattern[str], tuple[str, ...]]]] = {}
    for term, values in sorted(held.items(), key=lambda entry: -len(entry[0])):
        ending = "" if len(term) <= _SHORT else rf"\w{{0,{_ENDING[language]}}}"
        pattern = re.compile(rf"(?<!\w){re.escape(term)}{ending}(?!\w)")
        by_letters.setdefault(term[:2], []).append((pattern, tuple(values)))
    return {letters: tuple(patterns) for letters, patterns in by_letters.items()}


@lru_cache(maxsize=256)
def terms_in(text: str, language: Language) -> tuple[Term, ...]:
    """The listed terms of a text in its order. The longest is taken first and each stretch is used once."""
    left = text.casefold()
    here = {left[m.start() : m.start() + 2] for m in re.finditer(r"(?<!\w)\w", left)}
    patterns = [entry for letters in here for entry in _terms(language).get(letters, ())]
    found: list[Term] = []
    for pattern, values in sorted(patterns, key=lambda entry: (-len(entry[0].pattern), entry[0].pattern)):
        while match := pattern.search(left):
            found.append(Term(start=match.start(), end=match.end(), finnish=values))
            left = left[: match.start()] + "\0" * (match.end() - match.start()) + left[match.end() :]
    return tuple(sorted(found, key=lambda term: term.start))


def in_finnish(text: str, language: Language) -> str:
    """The sources' words for the listed terms of a text, in its order, each once."""
    return " ".join(dict.fromkeys(value for term in terms_in(text, language) for value in term.finnish))
