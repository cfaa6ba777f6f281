"""Kept vectors: no text embedded twice, nothing lost when stopped, damage costs time alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library.vectors import BATCH, VectorCache, embed, fill, key, normalised
from assistant.testing import HashEmbedder

MANY = [f"palsta numero {k}" for k in range(3 * BATCH)]


class Stopped(HashEmbedder):
    """Breaks down after so many batches."""

    def __init__(self, batches: int) -> None:
        super().__init__()
        self.left = batches

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages, while it works."""
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        return super().embed_documents(texts)


@pytest.fixture
def cache(tmp_path: Path) -> VectorCache:
    """A cache that is not there yet."""
    return VectorCache(tmp_path / "vectors.sqlite")


def test_no_text_is_embedded_twice(cache: VectorCache) -> None:
    """Repeats in one call, in later calls and in `fill` are taken from the cache, which survives its owner."""
    embedder = HashEmbedder()
    made = embed(cache, embedder, "e", ["a1", "b2", "a1"])
    fill(cache, embedder, "e", ["b2", "c3", "c3"])
    again = embed(VectorCache(cache._path), embedder, "e", ["c3", "a1"])
    assert embedder.embedded == ["a1", "b2", "c3"]
    assert made.shape == (3, 64)
    assert np.array_equal(made[0], made[2])
    assert np.array_equal(again[1], made[0])


def test_vectors_are_those_of_their_texts(cache: VectorCache) -> None:
    """Kept or fresh, each row is the vector of its own text, in the order asked, to the last bit of a float32."""
    embedder = HashEmbedder()
    embed(cache, embedder, "e", MANY[::2])
    made = embed(cache, embedder, "e", MANY)
    straight = normalised(np.asarray([embedder.embed_query(text) for text in MANY], dtype=np.float32))
    assert np.array_equal(made, straight)


def test_embedders_are_kept_apart(cache: VectorCache) -> None:
    """Another embedder's vectors are never taken, whatever its dimension."""
    embed(cache, HashEmbedder(64), "first", ["teksti"])
    other = HashEmbedder(32)
    assert embed(cache, other, "other", ["teksti"]).shape == (1, 32)
    assert other.embedded == ["teksti"]
    assert key("a", "b") != key("b", "a")


def test_nothing_to_embed(cache: VectorCache) -> None:
    """No texts ask nothing of the embedder."""
    embedder = HashEmbedder()
    assert len(embed(cache, embedder, "e", [])) == 0
    fill(cache, embedder, "e", [])
    assert embedder.embedded == []


def test_stopped_work_is_kept(cache: VectorCache) -> None:
    """Each finished batch is kept when the work is stopped, and only the rest is made on the next try."""
    with pytest.raises(KeyboardInterrupt):
        embed(cache, Stopped(2), "e", MANY)
    assert len(cache.known([key("e", text) for text in MANY])) == 2 * BATCH
    embedder = HashEmbedder()
    assert embed(cache, embedder, "e", MANY).shape == (len(MANY), 64)
    assert embedder.embedded == MANY[2 * BATCH :]


def test_stopped_filling_is_kept(cache: VectorCache) -> None:
    """The same for `fill`."""
    with pytest.raises(KeyboardInterrupt):
        fill(cache, Stopped(1), "e", MANY)
    embedder = HashEmbedder()
    fill(cache, embedder, "e", MANY)
    assert embedder.embedded == MANY[BATCH:]


def test_progress_counts_up_to_all(cache: VectorCache) -> None:
    """Progress counts texts that are ready, kept ones too, and ends at all of them."""
    told: list[int] = []
    embed(cache, HashEmbedder(), "e", MANY[:BATCH], told.append)
    assert told == [BATCH]
    told.clear()
    fill(cache, HashEmbedder(), "e", MANY, told.append)
    assert told == [2 * BATCH, 3 * BATCH]


def _damage(path: Path, how: str) -> None:
    content = path.read_bytes()
    page = 4_096
    path.write_bytes(
        {
            "not_a_database": b"nothing of the kind" * 500,
            "cut_short": content[: len(content) // 2],
            "empty": b"",
            "torn_inside": content[: 2 * page] + b"\xa5" * (len(content) - 2 * page),
            "torn_root": content[:page] + b"\xa5" * page + content[2 * page :],
        }[how]
    )


@pytest.mark.parametrize("how", ["not_a_database", "cut_short", "empty", "torn_inside", "torn_root"])
def test_damaged_file_is_begun_anew(cache: VectorCache, how: str) -> None:
    """A damaged cache costs the work of embedding again, raises nothing, gives no wrong vector, and then keeps again."""
    embedder = HashEmbedder()
    wanted = embed(cache, embedder, "e", MANY)
    link = sqlite3.connect(cache._path)
    link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    link.close()
    _damage(cache._path, how)
    assert np.array_equal(embed(cache, embedder, "e", MANY), wanted)
    embed(cache, embedder, "e", [f"uusi {text}" for text in MANY])
    before = len(embedder.embedded)
    assert np.array_equal(embed(cache, embedder, "e", MANY), wanted)
    if how in ("not_a_database", "empty"):
        assert len(embedder.embedded) == before


def test_cache_that_cannot_be_written(tmp_path: Path) -> None:
    """Where there is no place for the cache, vectors are made all the same. (As root no permission stops us.)"""
    (tmp_path / "vectors.sqlite" / "x").mkdir(parents=True)
    cache, embedder = VectorCache(tmp_path / "vectors.sqlite"), HashEmbedder()
    for _ in range(2):
        assert embed(cache, embedder, "e", ["teksti"]).shape == (1, 64)
    assert embedder.embedded == ["teksti", "teksti"]


@given(st.lists(st.lists(st.floats(-1e3, 1e3, width=32), min_size=3, max_size=3), min_size=1, max_size=5))
def test_normalised(rows: list[list[float]]) -> None:
    """Rows come to length one and keep their direction; a row of zeros stays."""
    given_rows = np.asarray(rows, dtype=np.float32)
    made = normalised(given_rows)
    for before, after in zip(given_rows.astype(np.float64), made.astype(np.float64), strict=True):
        length = float(np.sqrt((before**2).sum()))
        if length < 1e-15:  # float32 squares of anything smaller are nothing
            continue
        assert np.allclose(after * length, before, rtol=1e-4, atol=1e-4 * length)
    assert not normalised(np.zeros((2, 3), dtype=np.float32)).any()


def test_normalised_by_hand() -> None:
    """(3, 4) has length 5 and becomes (0.6, 0.8)."""
    assert np.allclose(normalised(np.asarray([3, 4], dtype=np.float32)), [0.6, 0.8])
