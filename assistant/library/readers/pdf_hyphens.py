"""Mends words that a line's end has cut in two, where the document itself shows that they are one word.

"elinkeino-" + "ministeriö" become one word if that word stands elsewhere in the document, at least as the beginning of
another form of it; else the hyphen stays, with a space before a conjunction ("työ- ja elinkeinopalvelut"). Where many
cut words of a document are proved so and next to none is a real compound with a hyphen, the document is set with
hyphenation, and the other cut words of lower-case letters are mended too, unless Finnish spelling wants the hyphen.
"""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import dataclass, replace

from assistant.library.readers.pdf_page import Line

_SOFT = "\xad"
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LAST = re.compile(r"([^\W_]+)-$")
_FIRST = re.compile(r"[^\W_]+")
_CONJUNCTIONS = frozenset(("ja", "tai", "sekä", "eli", "taikka", "kuin", "että", "och", "eller", "samt", "and", "or"))
_VOWELS = "aeiouyåäö"
_PROOFS = 5  # mended words that prove hyphenation
_ENDING = 4  # letters at a word's end that inflection may change
_CROSSING = 3  # letters after the cut that must agree all the same


@dataclass(frozen=True, slots=True)
class Hyphens:
    """The words of a document, sorted, that are not cut at a line's end."""

    words: list[str]
    known: frozenset[str]
    everywhere: bool = False  # the document is set with hyphenation

    @classmethod
    def of(cls, pages: list[list[Line]]) -> Hyphens:
        """Collects the words of all lines but for the cut ones, of which each half is left out."""
        found: set[str] = set()
        for lines in pages:
            cut = False
            for line in lines:
                words = _WORD.findall(line.text().casefold())
                found.update(words[1:] if cut else words)
                cut = line.breaks
                if cut and words:
                    found.discard(words[-1])
        hyphens = cls(words=sorted(found), known=frozenset(found))
        return replace(hyphens, everywhere=hyphens._hyphenates(pages))

    def link(self, before: str, after: str) -> tuple[str, str]:
        """The line before as it stays, and what comes between it and the next: nothing or a space."""
        if before.endswith(_SOFT):
            return before[:-1], ""
        last, first = _LAST.search(before), _FIRST.match(after)
        if not last or not first or first[0].casefold() in _CONJUNCTIONS:
            return before, " "
        left, right = last[1].casefold(), first[0].casefold()
        mend = f"{left}-{right}" not in self.known and first[0][0].islower()
        if mend and (self._has(left, right) or (self.everywhere and _is_syllable_cut(last[1], right))):
            return before[:-1], ""
        return before, ""

    def _hyphenates(self, pages: list[list[Line]]) -> bool:
        """Whether the cut words of the document prove that it is set with hyphenation."""
        proved = refuted = 0
        for lines in pages:
            for above, below in itertools.pairwise(lines):
                last, first = _LAST.search(above.text()), _FIRST.match(below.text())
                if above.breaks and last and first and first[0] not in _CONJUNCTIONS:
                    left, right = last[1].casefold(), first[0].casefold()
                    compound = f"{left}-{right}" in self.known
                    refuted += compound
                    proved += not compound and self._has(left, right)
        return proved >= _PROOFS and proved > 10 * refuted

    def _has(self, left: str, right: str) -> bool:
        """Whether the joined word stands in the document, or another form of it that agrees beyond the cut."""
        joined = left + right
        if joined in self.known:
            return True
        stem = joined[: max(len(left) + _CROSSING, len(joined) - _ENDING)]
        place = bisect.bisect_left(self.words, stem)
        return len(right) >= _CROSSING and place < len(self.words) and self.words[place].startswith(stem)


def _is_syllable_cut(left: str, right: str) -> bool:
    """Whether a cut can be one between syllables: lower case, a vowel on both sides, not between two like vowels.

    Finnish compounds take a hyphen where the parts meet in the same vowel ("linja-auto", Kielitoimiston ohjepankki).
    """
    letters = left.islower() and left.isalpha() and right.isalpha() and len(right) > 1
    vowels = any(sign in _VOWELS for sign in left) and any(sign in _VOWELS for sign in right)
    return letters and vowels and not (left[-1] == right[0] and left[-1] in _VOWELS)
