"""The library: what adding, changing, removing and breaking off do to every index."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.errors import StoreError
from assistant.library.library import Library
from assistant.library.passages import Cut
from assistant.library.search import Query, searchable
from assistant.library.vectors import BATCH
from assistant.testing import HashEmbedder
from assistant.types import Added, AddState, IndexState, Kind, Progress
from tests.conftest import MakeLibrary
from tests.library.stopped import standing


def states(outcomes: list[Added]) -> dict[str, AddState]:
    """What became of each file."""
    return {outcome.name: outcome.state for outcome in outcomes}


def names(library: Library) -> set[str]:
    """What the library holds."""
    return {document.external_id for document, _ in library.documents()}


def found(library: Library, text: str) -> set[str]:
    """The documents that a search finds."""
    return {hit.passage.document.external_id for hit in library.search.search(Query(text=text), 50)}


def in_indexes(library: Library) -> tuple[int, int, int]:
    """How many passages the catalogue, the lexical index and the vector index hold."""
    held = library.search.snapshot()
    assert held.index is not None
    status = library.status()
    assert held.lexical.size == len(held.passages)
    return status.passages, held.lexical.size, status.index.vectors


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file and folder of the indexes was last written, and which it is."""
    places = [place for name in ("index", "lexical") for place in (folder / name, *(folder / name).rglob("*"))]
    return {str(place): (place.stat().st_mtime_ns, place.stat().st_ino) for place in places}


def test_adding(library: Library, texts: Path) -> None:
    """Files of a folder are added with what they say of themselves, and every index holds them."""
    outcomes = library.add([texts])
    assert set(states(outcomes).values()) == {AddState.ADDED}
    assert len(outcomes) == 5
    act = library.document("laki-viljelypalstat")
    assert (act.kind, act.body, str(act.date), act.digest) == (Kind.STATUTE, "Eduskunta", "2032-05-20", False)
    assert act.title == "Laki kunnallisista viljelypalstoista (317/2032)"
    assert sum(outcome.passages for outcome in outcomes) == library.status().passages
    assert len(set(in_indexes(library))) == 1
    assert library.in_step()


def test_unchanged_is_skipped(library: Library, embedder: HashEmbedder, texts: Path) -> None:
    """Known files are told unchanged, with their documents; nothing is embedded and no index is touched."""
    first = library.add([texts])
    embedded, revision = len(embedder.embedded), library.search.snapshot().revision
    indexes = _stamps(library.folder)
    again = library.add([texts])
    assert set(states(again).values()) == {AddState.UNCHANGED}
    assert [(o.document.id, o.passages) for o in again if o.document] == [
        (o.document.id, o.passages) for o in first if o.document
    ]
    assert len(embedder.embedded) == embedded
    assert library.search.snapshot().revision == revision
    assert _stamps(library.folder) == indexes


def test_nothing_is_embedded_twice(library: Library, embedder: HashEmbedder, texts: Path) -> None:
    """However often the library changes, no text is embedded a second time."""
    library.add([texts / "laki-viljelypalstat.md"])
    library.add([texts])
    library.remove(["muistio-kasvihuoneet"])
    library.add([texts])
    library.rebuild()
    assert len(embedder.embedded) == len(set(embedder.embedded))


def test_changed_file_replaces(library: Library, embedder: HashEmbedder, texts: Path) -> None:
    """A changed file takes the place of what it held before, and only what is new in it is embedded."""
    library.add([texts])
    old, count = library.document("laki-viljelypalstat"), len(embedder.embedded)
    file = texts / "laki-viljelypalstat.md"
    file.write_text(file.read_text().replace("28 euroa vuodessa", "31 euroa kaudessa"))
    assert states(library.add([texts]))["laki-viljelypalstat.md"] is AddState.REPLACED
    assert len(library.documents()) == 5
    new = library.document("laki-viljelypalstat")
    assert new.id != old.id
    assert "31 euroa kaudessa" in new.text
    with pytest.raises(StoreError):
        library.document(old.id)
    hits = library.search.search(Query(text="palstamaksu"), 50)
    assert not any("28 euroa" in hit.passage.text for hit in hits)
    assert all("31 euroa" in text for text in embedder.embedded[count:])
    assert len(set(in_indexes(library))) == 1


def test_real_text_replaces_digest(library: Library, texts: Path, tmp_path: Path) -> None:
    """The real text of a public document takes the place of our digest of it (same url); another digest does not."""
    library.add([texts])
    real = tmp_path / "kompostointimaarays.md"
    front = "---\ntitle: Kompostointimääräys\nkind: decision\nurl: {}\n---\n\nKomposti perustetaan pohjoisreunaan."
    real.write_text(front.format("https://esimerkki.invalid/muu"))
    assert states(library.add([real])) == {real.name: AddState.ADDED}
    assert "kooste-kompostointi" in names(library)
    real.write_text(front.format("https://esimerkki.invalid/kompostointi"))
    assert states(library.add([real])) == {real.name: AddState.REPLACED}
    assert "kooste-kompostointi" not in names(library) | found(library, "keittiöjätettä kompostiin")
    assert "kompostointimaarays" in found(library, "komposti pohjoisreunaan")


def test_removed_is_gone(library: Library, texts: Path) -> None:
    """A removed document is in no list, no search and no index; what stays is found as before."""
    library.add([texts])
    before = in_indexes(library)
    gone = library.document("laki-viljelypalstat").id
    assert "laki-viljelypalstat" in found(library, "palstamaksu")
    assert library.remove([gone[:12]]) == [gone]
    assert "laki-viljelypalstat" not in names(library) | found(
        library, "palstamaksu kastelukannut viljelijän velvollisuudet"
    )
    after = in_indexes(library)
    assert len(set(after)) == 1
    assert after[0] < before[0]
    held = library.search.snapshot()
    assert held.index is not None
    vector = library.search.vector("palstamaksu")
    assert vector is not None
    assert {id_ for id_, _ in held.index.nearest(vector, 999)} == {p.id for p in held.passages}


def test_removing_the_unknown(library: Library, texts: Path) -> None:
    """Where one of several is not known, none is removed. Beginnings shorter than eight letters are not taken for ids."""
    library.add([texts])
    known = library.document("laki-viljelypalstat").id
    for unknown in ("olematon", known[:7]):
        with pytest.raises(StoreError) as fault:
            library.remove([known, unknown])
        assert fault.value.code == "unknown_document"
    assert len(library.documents()) == 5


def test_other_facts_replace(library: Library, embedder: HashEmbedder, texts: Path) -> None:
    """A known file given with other facts is told replaced and found by them; its words are not embedded again."""
    file = texts / "lausunto-kuusilahti.md"
    library.add([file])
    count = len(embedder.embedded)
    facts = {"body": "Hiekkarannan kaupunki", "kind": "other_statement", "date": "1.4.2033"}
    assert states(library.add([file], facts=facts)) == {file.name: AddState.REPLACED}
    assert states(library.add([file], facts=facts)) == {file.name: AddState.UNCHANGED}
    held = library.document("lausunto-kuusilahti")
    assert (held.body, held.kind, str(held.date)) == ("Hiekkarannan kaupunki", Kind.OTHER_STATEMENT, "2033-04-01")
    assert "pitää viiden vuoden määräaikaa" in held.text
    (hit, *_) = library.search.search(Query(text="marjapensas"), 1)
    assert hit.passage.document.body == "Hiekkarannan kaupunki"
    assert len(embedder.embedded) == count
    assert library.in_step()


def test_facts_without_sense(library: Library, texts: Path) -> None:
    """A kind or date that is none fails the file by name, and stores nothing."""
    for fact in ({"kind": "romaani"}, {"date": "eilen"}):
        (outcome,) = library.add([texts / "muistio-kasvihuoneet.md"], facts=fact)
        assert (outcome.state, outcome.message) == (AddState.FAILED, "bad_fact")
    assert library.documents() == []


def test_bad_files_do_not_stop_others(library: Library, texts: Path) -> None:
    """Broken, empty, unknown and missing files fail each by name and reason; the good ones are added."""
    (texts / "rikki.pdf").write_bytes(b"%PDF-1.4\nrikki")
    (texts / "rikki.docx").write_bytes(b"PK\x03\x04rikki")
    (texts / "tyhja.txt").write_bytes(b"")
    (texts / ".piilo.md").write_text("Piilotettu.")
    (texts / "kuva.xyz").write_bytes(b"x")
    endless = Path(f"{'x' * 300}.md")
    outcomes = library.add([texts / "kuva.xyz", texts / "olematon.md", endless, texts])
    failed = {o.name: o.message for o in outcomes if o.state is AddState.FAILED}
    assert failed["kuva.xyz"] == "unsupported"
    assert failed["olematon.md"] == "not_found"
    assert failed["tyhja.txt"] == "empty_file"
    assert failed[endless.name] == "unreadable"
    assert set(failed) == {endless.name, "kuva.xyz", "olematon.md", "tyhja.txt", "rikki.pdf", "rikki.docx"}
    assert sum(o.state is AddState.ADDED for o in outcomes) == len(library.documents()) == 5
    assert library.in_step()


def test_same_bytes_twice(library: Library, texts: Path) -> None:
    """The same bytes under another name are the same document, kept once."""
    (texts / "toinen-nimi.md").write_bytes((texts / "muistio-kasvihuoneet.md").read_bytes())
    assert sorted(states(library.add([texts])).values()) == [*[AddState.ADDED] * 5, AddState.UNCHANGED]
    assert len(library.documents()) == 5


def test_records(library: Library, tmp_path: Path) -> None:
    """Each record of a JSONL file is a document of its own; a changed one replaces itself, the others are unchanged; a file with
    a bad record is refused whole, and what it held before stays."""
    file = tmp_path / "sata.jsonl"
    line = '{{"id": "{0}", "title": "Ohje {0}", "text": "{1}"}}\n'
    file.write_text(line.format("a", "Palsta kitketään.") + line.format("b", "Sato korjataan."))
    assert [o.state for o in library.add([file])] == [AddState.ADDED] * 2
    assert [o.state for o in library.add([file])] == [AddState.UNCHANGED] * 2
    file.write_text(line.format("a", "Palsta aidataan.") + line.format("b", "Sato korjataan."))
    assert [o.state for o in library.add([file])] == [AddState.REPLACED, AddState.UNCHANGED]
    assert names(library) == {"a", "b"}
    assert found(library, "aidataan") >= {"a"}
    assert "kitketään" not in library.document("a").text
    file.write_text(line.format("c", "  ") + line.format("d", "Kannut palautetaan."))
    (outcome,) = library.add([file])
    assert (outcome.state, outcome.message) == (AddState.FAILED, "bad_record")
    assert names(library) == {"a", "b"}


def test_progress(library: Library, texts: Path) -> None:
    """Progress names each file in turn, then counts passages up to all of them."""
    told: list[Progress] = []
    library.add([texts], on_progress=told.append)
    by_name = [p for p in told if p.name]
    assert [p.done for p in by_name] == list(range(5))
    counted = [p.done for p in told if not p.name]
    assert counted == sorted(counted)
    assert counted[-1] == library.status().passages


def test_sync(library: Library, texts: Path, tmp_path: Path) -> None:
    """Syncing makes what came from one place equal its folder; what came from elsewhere stays."""
    (tmp_path / "oma.txt").write_text("Oma muistiinpano kasteluvuoroista.")
    library.add([tmp_path / "oma.txt"])
    assert len(library.sync(texts, "knowledge")) == 5
    (texts / "muistio-kasvihuoneet.md").unlink()
    act = texts / "laki-viljelypalstat.md"
    act.write_text(act.read_text().replace("28 euroa", "31 euroa"))
    (texts / "uusi.txt").write_text("Uusi ohje.")
    assert states(library.sync(texts, "knowledge")) == {
        "kooste-kompostointi.md": AddState.UNCHANGED,
        "laki-viljelypalstat.md": AddState.REPLACED,
        "lausunto-hiekkaranta.md": AddState.UNCHANGED,
        "lausunto-kuusilahti.md": AddState.UNCHANGED,
        "uusi.txt": AddState.ADDED,
    }
    assert len(library.documents()) == 6
    assert "oma" in names(library)
    assert "muistio-kasvihuoneet" not in names(library) | found(library, "yhteiskasvihuone")
    assert library.sync(None, "knowledge") == []
    assert names(library) == {"oma"}
    assert len(set(in_indexes(library))) == 1


def test_sync_keeps_what_cannot_be_read_now(library: Library, texts: Path) -> None:
    """A file that has come to be unreadable fails, and what it held before is kept."""
    library.sync(texts, "knowledge")
    (texts / "laki-viljelypalstat.md").write_bytes(b"")
    assert states(library.sync(texts, "knowledge"))["laki-viljelypalstat.md"] is AddState.FAILED
    assert "laki-viljelypalstat" in names(library)


def test_another_embedder_makes_the_index_anew(make_library: MakeLibrary, texts: Path) -> None:
    """After a change of the embedder the old vectors are not used, search goes on by words, and adding makes new ones."""
    make_library(HashEmbedder()).add([texts])
    other = HashEmbedder()
    switched = make_library(other, name="hash-64-other")
    assert switched.status().index.state is IndexState.STALE
    assert not switched.in_step()
    hits = switched.search.search(Query(text="palstamaksu"), 50)
    assert hits
    assert {by for hit in hits for by in hit.found_by} == {"char4"}
    switched.add([])
    assert switched.status().index.state is IndexState.READY
    assert switched.status().index.embedder == "hash-64-other"
    assert len(other.embedded) == len(set(other.embedded)) >= switched.status().passages
    assert "dense" in {by for hit in switched.search.search(Query(text="palstamaksu"), 50) for by in hit.found_by}


def test_two_readers(make_library: MakeLibrary, texts: Path) -> None:
    """Another opened library sees what this one adds and removes, with its next search."""
    writer, reader = make_library(HashEmbedder()), make_library(HashEmbedder())
    assert not found(reader, "palstamaksu")
    writer.add([texts])
    assert "laki-viljelypalstat" in found(reader, "palstamaksu")
    writer.remove(["laki-viljelypalstat"])
    assert "laki-viljelypalstat" not in found(reader, "palstamaksu")
    assert len(set(in_indexes(reader))) == 1


def test_second_writer_is_refused(library: Library, texts: Path, tmp_path: Path) -> None:
    """While another process writes, adding and removing are refused within two seconds as busy; reading goes on."""
    library.add([texts])
    with standing(tmp_path / "data", texts, "writing"):
        began = time.monotonic()
        with pytest.raises(StoreError) as fault:
            library.remove(["laki-viljelypalstat"])
        assert time.monotonic() - began < 2
        assert (fault.value.code, fault.value.retryable) == ("busy", True)
        assert "laki-viljelypalstat" in found(library, "palstamaksu")
    library.remove(["laki-viljelypalstat"])
    assert len(library.documents()) == 4


@pytest.mark.parametrize(
    ("stage", "documents", "second"),
    [("reading", 0, AddState.ADDED), ("embedding", 6, AddState.UNCHANGED), ("building", 6, AddState.UNCHANGED)],
)
def test_killed_while_adding(
    make_library: MakeLibrary, texts: Path, tmp_path: Path, stage: str, documents: int, second: AddState
) -> None:
    """Killed at any stage, the library opens, answers from what was stored, and a second try completes the rest."""
    (texts / "ohje.md").write_text("\n\n".join(f"## Kohta {k}\n\nRivi {k} kitketään viikolla {k}." for k in range(60)))
    with standing(tmp_path / "data", texts, stage) as process:
        process.kill()
        process.wait()
    embedder = HashEmbedder()
    library = make_library(embedder)
    assert len(library.documents()) == documents
    assert ("laki-viljelypalstat" in found(library, "palstamaksu")) is bool(documents)
    assert library.status().index.state is not IndexState.READY
    assert embedder.embedded == []
    assert set(states(library.add([texts])).values()) == {second}
    assert library.in_step()
    assert len(library.documents()) == 6
    assert len(set(in_indexes(library))) == 1
    held = {searchable(passage) for passage in library.search.snapshot().passages}
    kept = {"reading": 0, "embedding": BATCH, "building": len(held)}[stage]
    assert len(held - set(embedder.embedded)) == kept
    assert "dense" in {by for hit in library.search.search(Query(text="palstamaksu"), 5) for by in hit.found_by}


def test_database_gone_wrong(make_library: MakeLibrary, texts: Path, tmp_path: Path) -> None:
    """A damaged database is a fault with a name when the library is opened."""
    library = make_library(HashEmbedder())
    library.add([texts])
    library.close()
    for file in (tmp_path / "data").glob("library.sqlite*"):
        file.write_bytes(b"rikki" * 2_000)
    with pytest.raises(StoreError) as fault:
        make_library(HashEmbedder())
    assert fault.value.code == "database"


def test_caches_may_go(make_library: MakeLibrary, texts: Path, tmp_path: Path) -> None:
    """Index, vectors and lexical index may all be deleted: search goes on, and a rebuild gives the same ranking."""
    first = make_library(HashEmbedder())
    first.add([texts])
    wanted = [(h.passage.id, h.score) for h in first.search.search(Query(text="palstamaksu"), 50)]
    first.close()
    for name in ("index", "lexical"):
        for file in sorted((tmp_path / "data" / name).rglob("*"), reverse=True):
            file.unlink() if file.is_file() else file.rmdir()
    for file in (tmp_path / "data").glob("vectors.sqlite*"):
        file.unlink()
    library = make_library(HashEmbedder())
    assert "laki-viljelypalstat" in found(library, "palstamaksu")
    library.rebuild()
    assert [(h.passage.id, h.score) for h in library.search.search(Query(text="palstamaksu"), 50)] == wanted


def test_an_original_keeps_its_digest_out(library: Library, tmp_path: Path) -> None:
    """A digest whose original is in the library stays out, however often its folder is brought in step."""
    url = "url: https://esimerkki.invalid/muistio"
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "kooste.md").write_text(f"---\ntitle: Kooste\ndigest: true\n{url}\n---\nTiivistelmä muistiosta.\n")
    original = tmp_path / "muistio.md"
    original.write_text(f"---\ntitle: Muistio\n{url}\n---\nMuistion oma teksti.\n")
    library.sync(shipped, "shipped")
    library.add([original])
    assert names(library) == {"muistio"}
    (shipped / "toinen.md").write_text("Toinen teksti.\n")
    library.sync(shipped, "shipped")
    assert names(library) == {"muistio", "toinen"}


def test_an_upload_replaces_that_of_its_name(library: Library, tmp_path: Path) -> None:
    """Uploaded files lie in a new folder each time; the same name changed takes the earlier one's place."""
    for k, words in enumerate(("Ensimmäinen teksti.", "Toinen teksti.")):
        (tmp_path / f"u{k}").mkdir()
        (tmp_path / f"u{k}" / "muistio.txt").write_text(words)
    first = library.add([tmp_path / "u0" / "muistio.txt"], uploaded=True)
    second = library.add([tmp_path / "u1" / "muistio.txt"], uploaded=True)
    assert [outcome.state for outcome in (*first, *second)] == [AddState.ADDED, AddState.REPLACED]
    assert [document.text for document in (library.document("muistio"),)] == ["Toinen teksti."]
    assert len(library.documents()) == 1


def test_older_rules_are_cut_anew(library: Library, texts: Path) -> None:
    """A library that was cut by older rules is cut by today's at the next chance, its documents kept in order."""
    library.add([texts])
    before = [(p.id, p.heading, p.start, p.end) for p in library.search.snapshot().passages]
    for document, _ in library.documents():
        whole = library.document(document.id)
        library._catalogue.put([(whole, [Cut(id=f"old-{whole.id[:8]}", heading=(), start=0, end=len(whole.text))])])
    library.note("rules", "0")
    library.rebuild()
    assert [(p.id, p.heading, p.start, p.end) for p in library.search.snapshot().passages] == before
