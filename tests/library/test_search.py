"""Search: ranks fused by hand, filters, and the same answer with and without the index."""

from __future__ import annotations

import datetime as dt
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library.library import Library
from assistant.library.search import DEPTH, K, Query, fuse, heading_line, searchable
from assistant.library.shelf import Shelf
from assistant.testing import HashEmbedder
from assistant.types import Document, Filter, IndexState, Kind, Language
from tests.conftest import MakeLibrary
from tests.text.made import document, passage

QUERIES = ["palstamaksu", "Paljonko palstamaksu on?", "kastelu ja vesi", "kuntaliitos", "Mikä on asianumero?"]


def _found(library: Library, query: Query, where: Filter | None = None, k: int = 50) -> list[tuple[str, float]]:
    return [(hit.passage.id, hit.score) for hit in library.search.search(query, k, where)]


def _filled(library: Library, texts: Path) -> Library:
    assert all(outcome.document for outcome in library.add([texts]))
    return library


def test_fusion_by_hand() -> None:
    """Rank r of a list gives 1 / (20 + r): 3 is second and first, 5 first alone, 7 second alone."""
    fused = fuse({"char4": [5, 3], "dense": [3, 7]})
    assert K == 20
    assert [(at, by) for at, _, by in fused] == [(3, ("char4", "dense")), (5, ("char4",)), (7, ("dense",))]
    assert [score for _, score, _ in fused] == pytest.approx([1 / 22 + 1 / 21, 1 / 21, 1 / 22])


def test_fusion_weighs_lists() -> None:
    """A list that weighs half gives half: 0.5 / 21 from the first place is less than 1 / 22 from the second."""
    fused = fuse({"char4": [1, 2], "terms": [3]}, {"terms": 0.5})
    assert [at for at, _, _ in fused] == [1, 2, 3]
    assert fused[2][1] == pytest.approx(0.5 / 21)


def test_fusion_of_equals() -> None:
    """Equal scores go by place in the library."""
    assert [at for at, _, _ in fuse({"a": [9], "b": [4]})] == [4, 9]
    assert fuse({}) == []


@given(st.dictionaries(st.sampled_from("abc"), st.lists(st.integers(0, 9), unique=True, max_size=8)))
def test_fusion_holds_each_once(lists: dict[str, list[int]]) -> None:
    """Everything any list holds is there once, best first, and told to be found by just the lists that held it."""
    fused = fuse(lists)
    assert sorted(at for at, _, _ in fused) == sorted({at for ranked in lists.values() for at in ranked})
    assert all(a[1] >= b[1] for a, b in pairwise(fused))
    assert all(by == tuple(name for name, ranked in lists.items() if at in ranked) for at, _, by in fused)


def test_searchable_words() -> None:
    """A passage is found by title, headings, words and the names of what it holds; a title that begins the text not twice."""
    named = passage(document("Asia 412/10.03.02/2033.", title="Päätös"), heading=("2 §",))
    assert searchable(named) == "Päätös 2 §\nAsia 412/10.03.02/2033.\nasianumero, diaarinumero"
    assert heading_line(passage(document("Päätös\n\nVapaa.", title="Päätös"))) == ""


def test_finds_what_is_asked_for(library: Library, texts: Path) -> None:
    """The passage about the thing asked for comes first, found by words and by vectors."""
    hits = _filled(library, texts).search.search(Query(text="Paljonko palstamaksu on vuodessa?"), 3)
    assert hits[0].passage.heading == ("4 § Palstamaksu",)
    assert hits[0].found_by == ("char4", "dense")
    assert len({hit.passage.id for hit in hits}) == 3


def test_lists_are_read_to_a_depth(make_library: MakeLibrary, tmp_path: Path) -> None:
    """Of more passages than a list is read to, the best are kept, in their order."""
    sections = (f"## Kohta {k}\n\nPalsta kitketään. {'Lisää sanoja. ' * (k * 7 % 90)}" for k in range(DEPTH + 50))
    (tmp_path / "ohje.md").write_text("\n\n".join(sections))
    library = make_library(None)
    library.add([tmp_path / "ohje.md"])
    held = library.search.snapshot()
    scores = held.lexical.scores("kitketään")
    assert (scores > 0).sum() == DEPTH + 50
    best = sorted(range(len(held.passages)), key=lambda at: (-scores[at], at))[:DEPTH]
    hits = library.search.search(Query(text="kitketään"), 999)
    assert [round(float(scores[held.position[h.passage.id]]), 6) for h in hits] == [
        round(float(scores[at]), 6) for at in best
    ]


def test_names_find_numbers(library: Library, texts: Path) -> None:
    """A register number is found by being called one."""
    hits = _filled(library, texts).search.search(Query(text="diaarinumero"), 1)
    assert "412/10.03.02/2033" in hits[0].passage.text


@pytest.mark.parametrize("query", QUERIES)
def test_search_is_repeatable(library: Library, texts: Path, query: str) -> None:
    """The same question gives the same places and scores, each once, best first; fewer are the beginning of more."""
    _filled(library, texts)
    first = _found(library, Query(text=query))
    assert first == _found(library, Query(text=query))
    assert first[:2] == _found(library, Query(text=query), k=2)
    assert len({id_ for id_, _ in first}) == len(first)
    assert all(a[1] >= b[1] for a, b in pairwise(first))


FILTERS = [
    (Filter(kinds=frozenset({Kind.STATUTE})), {"laki-viljelypalstat", "kooste-kompostointi"}),
    (Filter(bodies=frozenset({"KUUSILAHDEN kunta"})), {"lausunto-kuusilahti", "kooste-kompostointi"}),
    (Filter(since=dt.date(2033, 2, 9)), {"lausunto-kuusilahti", "lausunto-hiekkaranta"}),
    (Filter(until=dt.date(2032, 5, 20)), {"laki-viljelypalstat", "kooste-kompostointi"}),
    (Filter(since=dt.date(2033, 1, 1), until=dt.date(2033, 1, 31)), {"muistio-kasvihuoneet"}),
    (Filter(kinds=frozenset({Kind.MEMO}), bodies=frozenset({"Eduskunta"})), set()),
]


@pytest.mark.parametrize(("where", "names"), FILTERS)
@pytest.mark.parametrize("with_vectors", [True, False])
def test_filters(make_library: MakeLibrary, texts: Path, where: Filter, names: set[str], with_vectors: bool) -> None:
    """Only what the filter admits is found, all of it that matches, in the order it has without the filter."""
    library = _filled(make_library(HashEmbedder() if with_vectors else None), texts)
    query = Query(text="Kuusilahden kunnan lausunto palstasta, palstamaksusta, kompostista ja kasvihuoneesta taimille")
    hits = library.search.search(query, 50, where)
    assert {hit.passage.document.external_id for hit in hits} == names
    if not with_vectors:
        every = [id_ for id_, _ in _found(library, query)]
        assert [hit.passage.id for hit in hits] == [id_ for id_ in every if id_ in {h.passage.id for h in hits}]


def test_filter_by_document(library: Library, texts: Path) -> None:
    """A search may be kept to one document."""
    wanted = next(d for d, _ in _filled(library, texts).documents() if d.kind is Kind.MEMO)
    hits = library.search.search(Query(text="palstamaksu ja kasvihuone"), 9, Filter(documents=frozenset({wanted.id})))
    assert {hit.passage.document.id for hit in hits} == {wanted.id}


def test_undated_fails_a_date_limit(library: Library, tmp_path: Path) -> None:
    """What has no date is found without a date limit and not with one."""
    (tmp_path / "ohje.txt").write_text("Kastelukannut ovat varastossa.")
    library.add([tmp_path / "ohje.txt"])
    assert _found(library, Query(text="kastelukannut"))
    assert not _found(library, Query(text="kastelukannut"), Filter(since=dt.date(1900, 1, 1)))


@pytest.mark.parametrize("damage", ["gone", "flipped", "stale"])
def test_same_ranking_without_the_index(make_library: MakeLibrary, texts: Path, tmp_path: Path, damage: str) -> None:
    """Where the index cannot be used, kept vectors give the same places and scores, and no passage is embedded for it."""
    queries = [Query(text=text, also="kastelu", language=language) for text in QUERIES for language in Language]
    ready = _filled(make_library(HashEmbedder()), texts)
    assert ready.status().index.state is IndexState.READY
    wanted = [_found(ready, query) for query in queries]
    assert any(wanted)
    index = tmp_path / "data" / "index"
    if damage == "gone":
        shutil.rmtree(index)
    elif damage == "flipped":
        victim = next(index.rglob("vectors.npy"))
        victim.write_bytes(victim.read_bytes()[:-1] + b"\xff")
    else:
        manifest = next(index.rglob("manifest.json"))
        manifest.write_text(manifest.read_text().replace("passages-", "passages-other-"))
    embedder = HashEmbedder()
    without = make_library(embedder)
    assert without.status().index.state is not IndexState.READY
    assert [_found(without, query) for query in queries] == wanted
    assert embedder.embedded == []
    without.rebuild()
    assert without.status().index.state is IndexState.READY
    assert [_found(without, query) for query in queries] == wanted
    assert embedder.embedded == []


def test_foreign_question_goes_by_the_sources_words(library: Library, texts: Path) -> None:
    """A question of another language is not matched by its own letters; the sources' words for it are."""
    _filled(library, texts)
    lists = {
        name
        for hit in library.search.search(Query(text="odlingslott", also="palstamaksu", language=Language.SV), 50)
        for name in hit.found_by
    }
    assert lists == {"terms", "dense", "dense-terms"}


def test_everyday_words_weigh_half(make_library: MakeLibrary, texts: Path) -> None:
    """The list of the sources' words adds half of a rank to a Finnish question, and stands in for a foreign one."""
    library = _filled(make_library(None), texts)
    own = library.search.search(Query(text="xyzzy", also="kasteluvedestä"), 1)
    foreign = library.search.search(Query(text="xyzzy", also="kasteluvedestä", language=Language.SV), 1)
    assert [hit.score for hit in (*own, *foreign)] == pytest.approx([0.5 / 21, 1 / 21])


def test_lexical_library_has_no_vectors(make_library: MakeLibrary, texts: Path) -> None:
    """Without an embedder search is by words, a question has no vector, and nothing is missing."""
    library = _filled(make_library(None), texts)
    assert library.search.vector("palsta") is None
    assert library.vectors(["palsta"]) is None
    assert {by for hit in library.search.search(Query(text="palsta"), 9) for by in hit.found_by} == {"char4"}
    assert library.status().index.state is IndexState.READY


def test_empty_library(library: Library) -> None:
    """A library that holds nothing finds nothing."""
    assert _found(library, Query(text="palsta", also="maksu")) == []
    assert library.search.snapshot().documents == 0


def test_a_search_does_not_wait_for_a_writer(library: Library, texts: Path) -> None:
    """While sources are taken in, the same process finds what was there before; afterwards it finds the new as well."""
    library.add([texts / "muistio-kasvihuoneet.md"])
    before = library.search.snapshot()
    with library.writing():
        new = Document(
            id="0" * 64, external_id="uusi", kind=Kind.LOCAL, title="Uusi", text="Uusi tieto.", source="note:n"
        )
        shelf = Shelf(library._catalogue)
        shelf.put(new, "uusi")
        shelf.flush()
        assert library.search.snapshot() is before
    assert {p.document.external_id for p in library.search.snapshot().passages} >= {"uusi", "muistio-kasvihuoneet"}
