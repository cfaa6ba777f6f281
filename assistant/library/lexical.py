"""Lexical search: BM25 over character 4-grams (bm25s), which on Finnish matches a morphological analyser.

k1 1.2 and b 0.75, Robertson's usual values. An index is kept in a folder named by what it was built from.
"""

from __future__ import annotations

import bisect
import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.text.finnish import char_grams, stem, words

K1, B = 1.2, 0.75
FORMAT = "char4-3"
SEAL = "seal.json"
"""Tells how many texts the index holds, and the hash of each of its files."""

Scores = NDArray[np.float32]


class Lexical:
    """Scores of every text for a query; texts are known by their position. Also tells what words are worth here."""

    def __init__(self, texts: Sequence[str]) -> None:
        import bm25s

        self.size = len(texts)
        self._engine = bm25s.BM25(k1=K1, b=B)
        self._vocabulary = sorted({word for text in texts for word in words(text)})
        if texts:
            # A text without a single letter or digit still needs a token of its own.
            self._engine.index([char_grams(text) or [""] for text in texts], show_progress=False)

    def scores(self, query: str) -> Scores:
        """BM25 of the query's 4-grams for each text; zeros where nothing matches. Shape (size,)."""
        known = [gram for gram in char_grams(query) if self.size and gram in self._engine.vocab_dict]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._engine.get_scores(known), dtype=np.float32)

    def rarity(self, gram: str) -> float:
        """How telling a 4-gram is: its inverse document frequency in BM25's own form."""
        at = self._engine.vocab_dict.get(gram) if self.size else None
        starts = self._engine.scores["indptr"] if self.size else ()
        held = 0 if at is None or at + 1 >= len(starts) else int(starts[at + 1] - starts[at])
        return float(np.log(1 + (self.size - held + 0.5) / (held + 0.5)))

    @property
    def largest(self) -> float:
        """The rarity of what no text holds."""
        return float(np.log(1 + (self.size + 0.5) / 0.5))

    def knows(self, word: str) -> bool:
        """Whether some text holds the word in some form: one that begins alike."""
        beginning = stem(word)
        at = bisect.bisect_left(self._vocabulary, beginning)
        return at < len(self._vocabulary) and self._vocabulary[at].startswith(beginning)

    def save(self, folder: Path, revision: str) -> None:
        """Keeps the index in `folder/revision`, whole or not at all, and removes older ones."""
        target, partial = folder / revision, folder / f".{revision}"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        if self.size:
            self._engine.save(partial, show_progress=False)
        (partial / "words.txt").write_text("\n".join(self._vocabulary), encoding="utf-8")
        told = {"size": self.size, "format": FORMAT, "files": _hashes(partial)}
        (partial / SEAL).write_text(json.dumps(told))
        if target.exists():
            shutil.rmtree(partial)
        else:
            partial.rename(target)
        for other in folder.iterdir():
            if other.name != revision:
                shutil.rmtree(other, ignore_errors=True)


def _hashes(folder: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.iterdir())
        if file.name != SEAL
    }


def load(folder: Path, revision: str, size: int) -> Lexical | None:
    """The index kept for this revision, or None where there is none that fits and is whole."""
    import bm25s

    kept = folder / revision
    try:
        if json.loads((kept / SEAL).read_text()) != {"size": size, "format": FORMAT, "files": _hashes(kept)}:
            return None
        lexical = Lexical(())
        lexical.size = size
        lexical._vocabulary = (kept / "words.txt").read_text(encoding="utf-8").split("\n")
        if size:
            lexical._engine = bm25s.BM25.load(kept)
    except (OSError, ValueError, KeyError):
        return None
    return lexical
