"""The library: adding, replacing and removing sources, and keeping every index in step with them.

Writing is for one process at a time (a file lock); reading never waits. Work that is stopped half-way loses nothing:
documents are stored some to a transaction, vectors are kept as they are made, and the indexes follow the catalogue's revision.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import filelock

from assistant.errors import LausuntoError, ReadError, StoreError
from assistant.library.catalogue import Catalogue
from assistant.library.index import Builds
from assistant.library.lexical import Lexical
from assistant.library.passages import RULES, cut
from assistant.library.readers import ENDINGS, ReaderProcess
from assistant.library.search import Search, searchable
from assistant.library.sentences import sentence_texts
from assistant.library.shelf import Shelf, digest_of, made
from assistant.library.vectors import VectorCache, embed, fill
from assistant.ports import Embedder, IndexStore, OnProgress, Vectors
from assistant.types import (
    Added,
    AddState,
    Document,
    IndexState,
    IndexStatus,
    LibraryStatus,
    Passage,
    Progress,
)

WAIT = 1.0
"""Seconds a second writer waits before it is refused."""
UPLOADED = "upload"
"""Where documents from the page say they come from."""


class Library:
    """Owns the data folder. `embedder` is None where search is lexical."""

    def __init__(
        self,
        folder: Path,
        *,
        store: IndexStore,
        embedder: Embedder | None,
        embedder_name: str,
        max_bytes: int,
        read_seconds: int,
    ) -> None:
        self.folder = folder
        self._turn = threading.Lock()
        self._embedder = embedder
        self._embedder_name = embedder_name
        self._reading = {"max_bytes": max_bytes, "seconds": read_seconds}
        self._fingerprint = f"{embedder_name};passages-{RULES}"
        self._catalogue = Catalogue(folder / "library.sqlite")
        self._cache = VectorCache(folder / "vectors.sqlite")
        self._builds = Builds(folder / "index", store)
        self.search = Search(
            folder=folder,
            catalogue=self._catalogue,
            cache=self._cache,
            builds=self._builds,
            embedder=embedder,
            fingerprint=self._fingerprint,
        )

    def close(self) -> None:
        """Lets go of every file."""
        self.search.forget()
        self._catalogue.close()

    # Reading

    def documents(self) -> list[tuple[Document, int]]:
        """Every document without its text, with the number of its passages."""
        return self._catalogue.documents()

    def document(self, id: str) -> Document:
        """One document whole, by its id or the beginning of it, or by its external id. Raises StoreError."""
        for document, _ in self._catalogue.documents():
            if id in (document.id, document.external_id) or (len(id) >= 8 and document.id.startswith(id)):
                whole = self._catalogue.document(document.id)
                if whole is not None:
                    return whole
        raise StoreError("unknown_document", id=id)

    def note(self, name: str, value: str | None = None) -> str | None:
        """Keeps a small fact about the library, or gives it back."""
        return self._catalogue.note(name, value)

    def in_step(self) -> bool:
        """Whether every index holds just what the catalogue holds."""
        return self._catalogue.note("indexed") == self._done() and self._index_status().state is IndexState.READY

    def _done(self) -> str:
        return f"{self._catalogue.revision()};{self._fingerprint}"

    def _cut_anew(self) -> None:
        """Cuts every stored document by today's rules, where the library was filled by older ones."""
        held = [document for document, _ in self._catalogue.documents()]
        if held and self._catalogue.note("rules") not in (None, str(RULES)):
            for some in held:
                document = self._catalogue.document(some.id)
                if document is not None:
                    self._catalogue.put([(document, cut(document))])
        self._catalogue.note("rules", str(RULES))

    def status(self) -> LibraryStatus:
        """What is in, and whether the index is sound."""
        held = self._catalogue.documents()
        return LibraryStatus(
            documents=len(held),
            passages=sum(n for _, n in held),
            index=self._index_status(),
            database=str(self._catalogue.path),
        )

    def _index_status(self) -> IndexStatus:
        if self._embedder is None:
            # Lexical search has no vectors that could be out of step.
            return IndexStatus(
                state=IndexState.READY,
                fingerprint=self._fingerprint,
                embedder=self._embedder_name,
                dimension=0,
                vectors=0,
            )
        manifest = self._builds.manifest()
        return IndexStatus(
            state=self._builds.state(self._fingerprint, self._catalogue.revision()),
            fingerprint=manifest.fingerprint if manifest else self._fingerprint,
            embedder=manifest.embedder if manifest else self._embedder_name,
            dimension=manifest.dimension if manifest else 0,
            vectors=manifest.vectors if manifest else 0,
        )

    def vectors(self, texts: Sequence[str]) -> Vectors | None:
        """Vectors of sentences, made now where they are missing; None where search is lexical. Shape (texts, dimension)."""
        if self._embedder is None:
            return None
        return embed(self._cache, self._embedder, self._fingerprint, texts)

    def read(self, path: Path) -> Document:
        """A file as a document, without taking it in. Raises ReadError."""
        digest = digest_of(path)
        with ReaderProcess(**self._reading) as reader:
            for reading in reader.read(path, name=path.name):
                return made(reading, path, str(path.resolve()), digest, {})
        raise ReadError("no_text", name=path.name)

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the folder for writing. Raises StoreError `busy` when another process does."""
        try:
            # Writers of this process wait for one another; one of another process may take long, and is told of.
            with self._turn, filelock.FileLock(self.folder / "lock", timeout=WAIT), self.search.steady():
                yield
        except filelock.Timeout as fault:
            raise StoreError("busy", retryable=True, folder=self.folder) from fault
        except PermissionError as fault:
            raise StoreError("read_only", folder=self.folder) from fault

    def add(
        self,
        paths: Sequence[Path],
        *,
        facts: Mapping[str, str] | None = None,
        uploaded: bool = False,
        on_progress: OnProgress | None = None,
    ) -> list[Added]:
        """Reads files and folders into the library and goes on past a bad file. `facts` (kind, body, date, url, language)
        win over what a file says of itself. A folder without anything to read is told as failed.

        A file whose bytes are known is unchanged, unless other facts are given for it. A changed file replaces what the
        same path held (of `uploaded` files, which lie anywhere for a moment, the same name); the real text of a public document (same url) replaces our digest of it.
        """
        with self.writing():
            outcomes = self._stored(_files(paths), facts or {}, UPLOADED if uploaded else "", on_progress)
            self._follow(on_progress)
        empty = (path for path in paths if _is_empty(path))
        return [*outcomes, *(_failed(path.name or str(path), ReadError("empty_folder", name=path)) for path in empty)]

    def keep(self, documents: Sequence[Document]) -> None:
        """Takes in documents made here, such as notes; those that are in already are left alone."""
        known = {document.id for document, _ in self._catalogue.documents()}
        new = [document for document in documents if document.id not in known]
        if not new:
            return
        with self.writing():
            shelf = Shelf(self._catalogue)
            for document in new:
                shelf.put(document, document.external_id)
            shelf.flush()
            self._follow(None)

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Takes documents out of everything. Raises StoreError for an unknown one, and then removes none."""
        with self.writing():
            found = [self.document(id_).id for id_ in ids]
            self._catalogue.delete(found)
            self._follow(None)
        return found

    def rebuild(self, on_progress: OnProgress | None = None) -> None:
        """Makes the indexes anew beside the old ones and swaps."""
        with self.writing():
            self._follow(on_progress, anew=True)

    def sync(self, folder: Path | None, source: str, on_progress: OnProgress | None = None) -> list[Added]:
        """Makes what came from `source` equal the folder (nothing for None): adds, replaces, removes what is gone."""
        with self.writing():
            outcomes = self._stored(_files([folder] if folder else []), {}, source, None)
            kept = {outcome.document.id for outcome in outcomes if outcome.document}
            failed = {outcome.name for outcome in outcomes if outcome.state is AddState.FAILED}
            self._catalogue.delete(
                document.id
                for document, _ in self._catalogue.documents()
                if document.source.startswith(f"{source}:")
                and document.id not in kept
                and Path(document.source).name not in failed
            )
            self._follow(on_progress)
        return outcomes

    def _stored(
        self, files: Sequence[Path], facts: Mapping[str, str], source: str, on_progress: OnProgress | None
    ) -> list[Added]:
        """Stores what the files hold and tells the outcome of each document."""
        shelf = Shelf(self._catalogue)
        outcomes: list[Added] = []
        with ReaderProcess(**self._reading) as reader:
            for k, file in enumerate(files):
                if on_progress:
                    on_progress(Progress(name=file.name, done=k, total=len(files)))
                try:
                    outcomes.extend(_outcomes(shelf, reader, file, facts, source))
                except ReadError as fault:
                    outcomes.append(_failed(file.name, fault))
        shelf.flush()
        return outcomes

    def _follow(self, on_progress: OnProgress | None, *, anew: bool = False) -> None:
        """Brings every index to the catalogue's revision: passages first, sentences after, so that search comes early."""
        if not anew and self.in_step():
            return
        self._cut_anew()
        revision = self._catalogue.revision()
        passages = self._catalogue.passages()
        texts = [searchable(passage) for passage in passages]
        Lexical(texts).save(self.folder / "lexical", revision)
        if self._embedder is not None:
            self._follow_vectors(passages, texts, revision, on_progress, anew=anew)
        self._catalogue.note("indexed", self._done())

    def _follow_vectors(
        self,
        passages: Sequence[Passage],
        texts: Sequence[str],
        revision: str,
        on_progress: OnProgress | None,
        *,
        anew: bool,
    ) -> None:
        assert self._embedder is not None
        wanted = [*texts, *sentence_texts(passages)]

        def tell(done: int) -> None:
            if on_progress and wanted:
                share = len(passages) * done // len(wanted)
                on_progress(Progress(name="", done=share, total=len(passages)))

        vectors = embed(self._cache, self._embedder, self._fingerprint, texts, tell)
        if anew or self._builds.state(self._fingerprint, revision) is not IndexState.READY:
            self._builds.build(
                [passage.id for passage in passages],
                vectors,
                fingerprint=self._fingerprint,
                embedder=self._embedder_name,
                revision=revision,
            )
        fill(
            self._cache,
            self._embedder,
            self._fingerprint,
            wanted[len(texts) :],
            lambda done: tell(len(texts) + done),
        )


def _files(paths: Sequence[Path]) -> list[Path]:
    """The files of paths in a steady order; a folder gives those in it that can be read, hidden ones aside."""
    out: list[Path] = []
    for path in paths:
        if not _is_folder(path):
            out.append(path)
            continue
        inside = (file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in ENDINGS)
        out.extend(sorted(file for file in inside if not _hidden(file.relative_to(path))))
    return out


def _is_empty(path: Path) -> bool:
    """Whether it is a folder that holds nothing to read."""
    return _is_folder(path) and not _files([path])


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long, say: reading it will tell
        return False


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _outcomes(
    shelf: Shelf, reader: ReaderProcess, file: Path, facts: Mapping[str, str], source: str
) -> Iterator[Added]:
    """What became of one file, or of each record of a JSONL file."""
    place = {"": str(file.resolve()), UPLOADED: f"{UPLOADED}:{file.name}"}.get(source, f"{source}:{file.resolve()}")
    digest = digest_of(file)
    records = file.suffix.lower() == ".jsonl"
    known = shelf.known(digest)
    if known is not None and not records:
        yield shelf.again(known, file.name, facts)
        return
    for reading in reader.read(file, name=file.name):
        try:
            document = made(reading, file, place, digest, facts)
        except ReadError as fault:
            yield _failed(reading.record or file.name, fault)
            continue
        known = shelf.known(document.id) if records else None
        yield shelf.again(known, document.external_id, facts) if known else shelf.put(document, file.name)


def _failed(name: str, fault: LausuntoError) -> Added:
    return Added(name=name, state=AddState.FAILED, message=fault.code, values=fault.values)
