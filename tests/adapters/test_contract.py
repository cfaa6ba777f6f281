"""One contract for every index store: the fake of our tests and Chroma are held to the same promises."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.chroma import ChromaStore
from assistant.errors import StoreError
from assistant.library.vectors import normalised
from assistant.ports import IndexStore, VectorIndex, Vectors
from assistant.testing import ExactStore, HashEmbedder

SIZE = 300
IDS = [f"p{k:03}" for k in range(SIZE)]
VECTORS: Vectors = normalised(np.random.default_rng(7).normal(size=(SIZE, 64)).astype(np.float32))


@pytest.fixture(scope="module", params=[ExactStore(), ChromaStore()], ids=["exact", "chroma"])
def store(request: pytest.FixtureRequest) -> IndexStore:
    """Each store there is."""
    held: IndexStore = request.param
    return held


@pytest.fixture(scope="module")
def built(store: IndexStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished index of 300 vectors."""
    folder = tmp_path_factory.mktemp("built")
    store.build(folder, IDS, VECTORS)
    return folder


@pytest.fixture
def index(store: IndexStore, built: Path, tmp_path: Path) -> Iterator[VectorIndex]:
    """The index, opened on a copy."""
    opened = store.open(Path(shutil.copytree(built, tmp_path / "copy")))
    yield opened
    opened.close()


def test_nearest_equals_exact(index: VectorIndex) -> None:
    """On 300 vectors the ten nearest of twenty questions are those of an exact comparison, with its cosines."""
    for question in normalised(np.random.default_rng(8).normal(size=(20, 64)).astype(np.float32)):
        exact = VECTORS.astype(np.float64) @ question.astype(np.float64)
        best = np.argsort(-exact)[:10]
        found = index.nearest(question, 10)
        assert [id_ for id_, _ in found] == [IDS[k] for k in best]
        assert [score for _, score in found] == pytest.approx([exact[k] for k in best], abs=1e-5)


def test_every_vector_is_there(index: VectorIndex) -> None:
    """Asked for as many as there are, or more, an index gives every id once, best first; asked for none, none."""
    for k in (SIZE, SIZE + 50):
        found = index.nearest(VECTORS[0], k)
        assert sorted(id_ for id_, _ in found) == IDS
        assert all(a[1] >= b[1] for a, b in pairwise(found))
        assert found[0][0] == "p000"
    assert index.nearest(VECTORS[0], 0) == []


def test_empty_index(store: IndexStore, tmp_path: Path) -> None:
    """An index of nothing can be built and opened, and finds nothing."""
    store.build(tmp_path, [], np.zeros((0, 64), dtype=np.float32))
    index = store.open(tmp_path)
    assert index.nearest(VECTORS[0], 5) == []
    index.close()


def test_opening_nothing(store: IndexStore, tmp_path: Path) -> None:
    """A folder without an index cannot be opened, which is a fault of the store."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreError) as fault:
        store.open(tmp_path / "empty")
    assert fault.value.code == "index"


def test_two_at_a_time(store: IndexStore, built: Path, tmp_path: Path) -> None:
    """Two indexes are open at once; closing one leaves the other at work, and each can be opened again."""
    folders = [Path(shutil.copytree(built, tmp_path / name)) for name in ("a", "b")]
    first, second = (store.open(folder) for folder in folders)
    first.close()
    assert second.nearest(VECTORS[1], 1)[0][0] == "p001"
    again = store.open(folders[0])
    second.close()
    assert again.nearest(VECTORS[2], 1)[0][0] == "p002"
    again.close()


def test_fake_embedder() -> None:
    """The fake embedder is deterministic: 64 dimensions, length one, likeness of words told, questions not counted."""
    embedder = HashEmbedder()
    palsta, palstat, hiihto = embedder.embed_documents(["viljelypalsta", "viljelypalstat", "hiihtokilpailu"])
    assert embedder.embed_query("viljelypalsta") == palsta
    assert HashEmbedder().embed_query("viljelypalsta") == palsta
    assert len(palsta) == 64
    assert float(np.linalg.norm(palsta)) == pytest.approx(1)
    assert np.dot(palsta, palstat) > 0.7 > 0.3 > np.dot(palsta, hiihto)
    assert embedder.embedded == ["viljelypalsta", "viljelypalstat", "hiihtokilpailu"]
    assert set(embedder.embed_query("–")) == {0.0}
    # The one gram `_aa_` has the crc32 2 081 257 340, which is 60 modulo 64, with bit 16 set: one at place 60.
    assert [(k, value) for k, value in enumerate(embedder.embed_query("aa")) if value] == [(60, 1.0)]
