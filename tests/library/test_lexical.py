"""BM25 over 4-grams: scores by hand, what words are worth, keeping and loading."""

from __future__ import annotations

from math import log
from pathlib import Path

import numpy as np
import pytest

from assistant.library.lexical import Lexical, load

# Words of two letters are one gram each (`_aa_`), so lengths are 2, 4 and 3: 3 on average.
TEXTS = ["aa bb", "aa aa cc dd", "ee ee ee"]
WORDS = [
    "Palstamaksu on 28 euroa vuodessa.",
    "Kasteluvedestä ei peritä maksua.",
    "Kompostin saa perustaa palstalle.",
    "–",
]


def test_scores_by_hand() -> None:
    """BM25 with k1 1.2 and b 0.75 in Lucene's form: idf ln(1 + (N - n + 0.5) / (n + 0.5)), tf f / (f + k1 (1 - b + b L / 3))."""
    scores = Lexical(TEXTS).scores("aa")
    idf = log(1 + (3 - 2 + 0.5) / (2 + 0.5))  # ln 1.6
    assert scores == pytest.approx([idf * 1 / (1 + 1.2 * 0.75), idf * 2 / (2 + 1.2 * 1.25), 0], abs=1e-6)
    assert scores == pytest.approx([0.247370, 0.268574, 0], abs=1e-5)


def test_scores_of_several_words_add_up() -> None:
    """Each gram adds its own: ee is in one text of three (idf ln 8/3), three times of three."""
    scores = Lexical(TEXTS).scores("ee aa")
    assert scores == pytest.approx([0.247370, 0.268574, log(8 / 3) * 3 / 4.2], abs=1e-5)


def test_rarity_by_hand() -> None:
    """A gram's rarity is its idf; what no text holds is the rarest, ln(1 + 3.5 / 0.5) = ln 8."""
    held = Lexical(TEXTS)
    assert held.rarity("_aa_") == pytest.approx(log(1.6))
    assert held.rarity("_ee_") == pytest.approx(log(8 / 3))
    assert held.rarity("_zz_") == pytest.approx(log(8)) == held.largest


@pytest.mark.parametrize("query", ["", "–", "zz", "zz yy"])
def test_unknown_words_score_nothing(query: str) -> None:
    """What no text holds gives zeros, one for each text."""
    assert Lexical(TEXTS).scores(query).tolist() == [0, 0, 0]


def test_inflected_words_are_met() -> None:
    """Another form of a word, or a part of a compound, finds the text that holds it first."""
    held = Lexical(WORDS)
    assert int(held.scores("palstamaksusta").argmax()) == 0
    assert int(held.scores("maksut vedestä").argmax()) == 1
    assert int(held.scores("kompostointi").argmax()) == 2


def test_knows_words_by_their_beginning() -> None:
    """A word is known in any form that begins alike, whatever its case; another word is not."""
    held = Lexical(WORDS)
    assert held.knows("palstamaksuja")
    assert held.knows("kompostiin")
    assert not held.knows("kasvihuone")
    assert not Lexical(()).knows("palsta")


@pytest.mark.parametrize("texts", [TEXTS, WORDS, []])
def test_loaded_is_equal(tmp_path: Path, texts: list[str]) -> None:
    """A kept index scores, weighs and knows as the one it was made from."""
    made = Lexical(texts)
    made.save(tmp_path, "r1")
    kept = load(tmp_path, "r1", len(texts))
    assert kept is not None
    for query in ("aa", "ee aa", "palstamaksusta", ""):
        assert np.array_equal(kept.scores(query), made.scores(query))
    for gram in ("_aa_", "_pal", "zzzz"):
        assert kept.rarity(gram) == made.rarity(gram)
    assert kept.largest == made.largest
    assert [kept.knows(word) for word in ("palstat", "aa", "xyzzy")] == [
        made.knows(w) for w in ("palstat", "aa", "xyzzy")
    ]


def test_other_revisions_are_not_loaded(tmp_path: Path) -> None:
    """An index of another revision or another number of texts is not taken, and an older one is removed."""
    Lexical(TEXTS).save(tmp_path, "r1")
    assert load(tmp_path, "r2", 3) is None
    assert load(tmp_path, "r1", 4) is None
    assert load(tmp_path / "none", "r1", 3) is None
    Lexical(TEXTS).save(tmp_path, "r2")
    assert load(tmp_path, "r1", 3) is None
    assert [f.name for f in tmp_path.iterdir()] == ["r2"]


def test_saving_again_keeps_it(tmp_path: Path) -> None:
    """Saving a revision twice, also after a stopped try, leaves one whole index."""
    (tmp_path / ".r1").mkdir()
    (tmp_path / ".r1" / "half").write_text("x")
    for _ in range(2):
        Lexical(TEXTS).save(tmp_path, "r1")
    assert [f.name for f in tmp_path.iterdir()] == ["r1"]
    assert load(tmp_path, "r1", 3) is not None


def _kept_files(folder: Path) -> list[str]:
    Lexical(TEXTS).save(folder, "r1")
    return sorted(file.name for file in (folder / "r1").iterdir())


def test_damage_is_never_an_error(tmp_path: Path) -> None:
    """With any of its files gone, empty, cut short or changed in its last byte, an index is not loaded, and raises nothing."""
    names = _kept_files(tmp_path)
    assert len(names) > 4
    for name in names:
        victim = tmp_path / "r1" / name
        whole = victim.read_bytes()
        for damaged in (None, b"", whole[: len(whole) // 2], whole[:-1] + bytes([whole[-1] ^ 1])):
            victim.unlink(missing_ok=True)
            if damaged is not None:
                victim.write_bytes(damaged)
            assert load(tmp_path, "r1", 3) is None, name
        victim.write_bytes(whole)
    assert load(tmp_path, "r1", 3) is not None
