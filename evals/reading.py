"""Reading sets and holding them to their corpus: whatever would make a figure mean something else is told by its line.

A set is a folder: `samples.jsonl`, `corpus.lock.json` with the sha-256 of every document, README.md. What is asked about is
`knowledge/` and the frozen corpus beside the sets, or the folder's own `corpus/` where it has one; `planted/` in the folder
comes on top, for that set alone. Gold is words of a document as the product reads it, found by the product's own way of
comparing words.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.errors import ReadError, UsageError
from assistant.library.readers import ENDINGS, ReaderProcess
from assistant.library.shelf import digest_of, made
from assistant.settings import shipped
from assistant.text.quotes import find, fold
from assistant.types import BlockKind, Document, Passage
from evals import records
from evals.types import CaseKind, EvalSet, Gold, Sample

SETS = Path(__file__).with_name("sets")
CORPUS = Path(__file__).with_name("corpus")
ORDER = ("facts", "numbers", "stance", "draft", "robust", "unanswerable", "injection", "proposals")
"""The shipped sets as they are told: what is asked most first."""
SAMPLES, LOCK, OWN_CORPUS, PLANTED = "samples.jsonl", "corpus.lock.json", "corpus", "planted"
_ABOUT = "README.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a set: a code of the wording file and its values, which name the file and the line."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def error(self) -> UsageError:
        """The problem as an error, for its message."""
        values: dict[str, Any] = dict(self.values)
        return UsageError(self.code, **values)


class InvalidSetError(UsageError):
    """A set that cannot be measured by. `problems` are all that were found; the error itself tells the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        values: dict[str, Any] = dict(problems[0].values)
        super().__init__(problems[0].code, **values)
        self.problems = tuple(problems)


def all_sets() -> tuple[str, ...]:
    """The names of the sets that are shipped, in their order; any other comes last."""
    found = {file.parent.name for file in SETS.glob(f"*/{SAMPLES}")}
    return (*(name for name in ORDER if name in found), *sorted(found - set(ORDER)))


def folder_of(name_or_path: str | Path) -> Path:
    """The folder of a set, by its name or its path. Raises UsageError."""
    named = SETS / str(name_or_path)
    for folder in (named, Path(name_or_path)) if str(name_or_path) in all_sets() else (Path(name_or_path),):
        if (folder / SAMPLES).is_file():
            return folder
    raise UsageError("eval_unknown_set", name=name_or_path, known=", ".join(all_sets()) or "–")


def read(name_or_path: str | Path) -> EvalSet:
    """A set, held to its corpus. Raises UsageError where there is none, InvalidSetError with all that is wrong in it."""
    folder = folder_of(name_or_path)
    held = unchecked(folder)
    problems = _lock_problems(folder)
    if not problems:
        problems = problems_of(held, documents(corpus_files(folder)), f"{folder.name}/{SAMPLES}")
    if problems:
        raise InvalidSetError(problems)
    return held


def unchecked(folder: Path) -> EvalSet:
    """A set as its lines tell it, not held to its corpus. Raises InvalidSetError for lines that cannot be taken."""
    file = folder / SAMPLES
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise ReadError("broken" if isinstance(fault, UnicodeDecodeError) else "unreadable", name=file.name) from fault
    samples: list[Sample] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    # Lines end at \n alone: JSON may hold the other line ends of Unicode inside a string.
    for at, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = {"file": f"{folder.name}/{SAMPLES}", "line": str(at)}
        try:
            held = records.sample(records.Fields(json.loads(line)))
        except json.JSONDecodeError as fault:
            problems.append(Problem(code="eval_line_json", values={**where, "column": str(fault.colno)}))
            continue
        except records.FieldError as fault:
            problems.append(Problem(code=fault.code, values={**where, **fault.values}))
            continue
        if held.id in seen:
            told = {**where, "id": held.id, "first": str(seen[held.id])}
            problems.append(Problem(code="eval_duplicate_id", values=told))
            continue
        seen[held.id] = at
        samples.append(held)
    if not samples and not problems:
        problems.append(Problem(code="eval_no_samples", values={"file": f"{folder.name}/{SAMPLES}"}))
    if problems:
        raise InvalidSetError(problems)
    return EvalSet(name=folder.name, folder=folder, samples=tuple(samples), corpus=_locked(folder) or {})


# The corpus -------------------------------------------------------------------------------------------------------------


def knowledge(folder: Path) -> Path:
    """The folder that a set's library takes as its knowledge: the set's own corpus, else what is shipped."""
    own = folder / OWN_CORPUS
    return own if own.is_dir() else shipped("knowledge")


def beside(folder: Path) -> tuple[Path, ...]:
    """The files that a set's library has beside its knowledge: the frozen corpus where the set has none, planted documents."""
    frozen = () if (folder / OWN_CORPUS).is_dir() else tuple(f for f in _files(CORPUS) if f.name != _ABOUT)
    return (*frozen, *_files(folder / PLANTED))


def corpus_files(folder: Path) -> tuple[Path, ...]:
    """Every file that a set asks about."""
    return (*_files(knowledge(folder)), *beside(folder))


def _files(folder: Path) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    inside = (file for file in folder.rglob("*") if file.is_file() and file.suffix.lower() in ENDINGS)
    return tuple(sorted(f for f in inside if not any(part.startswith(".") for part in f.relative_to(folder).parts)))


def hashes(files: Iterable[Path]) -> dict[str, str]:
    """The sha-256 of each file by its external id. Raises ReadError."""
    return {file.stem: digest_of(file) for file in files}


def write_lock(name_or_path: str | Path) -> Path:
    """Writes down what a set's corpus is now, and gives the file. Raises UsageError and ReadError."""
    folder = folder_of(name_or_path)
    held = {name: {"sha256": digest} for name, digest in sorted(hashes(corpus_files(folder)).items())}
    (folder / LOCK).write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return folder / LOCK


def _locked(folder: Path) -> dict[str, str] | None:
    """The hashes that the lock tells; None where there is no lock, or none that can be read."""
    try:
        held = json.loads((folder / LOCK).read_text(encoding="utf-8"))
        return {name: str(row["sha256"]) for name, row in held.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _lock_problems(folder: Path) -> list[Problem]:
    locked = _locked(folder)
    if locked is None:
        return [Problem(code="eval_lock_missing", values={"file": f"{folder.name}/{LOCK}", "set": folder.name})]
    now = hashes(corpus_files(folder))
    differ = sorted(name for name in locked.keys() | now.keys() if locked.get(name) != now.get(name))
    if not differ:
        return []
    told = ", ".join(differ[:8]) + (" …" if len(differ) > 8 else "")
    values = {"file": f"{folder.name}/{LOCK}", "set": folder.name, "documents": told}
    return [Problem(code="eval_lock_differs", values=values)]


def documents(files: Iterable[Path]) -> dict[str, Document]:
    """The files as the product reads them, by external id. Raises ReadError."""
    return {document.external_id: document for document in _documents(tuple((file, digest_of(file)) for file in files))}


@lru_cache(maxsize=4)
def _documents(files: tuple[tuple[Path, str], ...]) -> tuple[Document, ...]:
    with ReaderProcess() as reader:
        return tuple(
            made(reading, file, str(file), digest, {})
            for file, digest in files
            for reading in reader.read(file, name=file.name)
        )


# Gold -------------------------------------------------------------------------------------------------------------------


def places(gold: Gold, document: Document) -> tuple[tuple[int, int], ...]:
    """Where the words of gold stand in the document, under its section where it names one, as offsets."""
    # Most documents do not hold the words, and most that do hold them once.
    if fold(gold.quote) not in _folded(document.text):
        return ()
    out: list[tuple[int, int]] = []
    start = 0
    while start < len(document.text):
        rest = Passage(id="", document=document, heading=(), start=start, end=len(document.text))
        found = find(gold.quote, rest)
        if found is None:
            break
        out.append((found.start, found.end))
        start = found.end
    if not gold.section:
        return tuple(out)
    return tuple(place for place in out if _under(gold.section, document, place[0]))


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    return fold(text)


def _under(section: str, document: Document, offset: int) -> bool:
    """Whether a heading over the offset is the section: its number, its words or both."""
    wanted = fold(section).casefold()
    return any(_names(wanted, fold(told).casefold()) for told in _headings(document, offset))


def _names(wanted: str, heading: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(wanted)}(?![\w]|\.\d)", heading) is not None


def _headings(document: Document, offset: int) -> Iterator[str]:
    level = 100
    for block in reversed(document.blocks):
        if block.start > offset or block.kind not in (BlockKind.HEADING, BlockKind.TITLE) or block.level >= level:
            continue
        level = block.level
        yield document.text[block.start : block.end]


# Holding a set to its corpus --------------------------------------------------------------------------------------------


def problems_of(
    held: EvalSet, corpus: Mapping[str, Document], file: str, lines: Mapping[str, int] | None = None
) -> list[Problem]:
    """All that is wrong with the samples of a set over these documents; `file` is what messages call it, `lines` where each
    sample stands, those of the set's own file unless told."""
    lines = _lines(held) if lines is None else lines
    out: list[Problem] = []
    others = _ids_of_others(held)
    for k, sample in enumerate(held.samples):
        for code, values in _wrong(sample, held, corpus, others):
            told = {"file": file, "line": str(lines.get(sample.id, k + 1)), "id": sample.id, **values}
            out.append(Problem(code=code, values=told))
    return out


def _lines(held: EvalSet) -> dict[str, int]:
    """The line of each sample in its file."""
    file = held.folder / SAMPLES
    if not file.is_file():
        return {}
    told = (line.strip() for line in file.read_text(encoding="utf-8-sig").split("\n"))
    at = [k for k, line in enumerate(told, start=1) if line]
    return {sample.id: line for sample, line in zip(held.samples, at, strict=False)}


def _wrong(
    sample: Sample, held: EvalSet, corpus: Mapping[str, Document], others: frozenset[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    for gold in sample.gold:
        code = _wrong_with(gold, corpus.get(gold.document))
        if code:
            yield code, {"document": gold.document, "quote": _short(gold.quote), "section": gold.section}
    if sample.pair and sample.pair not in others and sample.pair not in {s.id for s in held.samples}:
        yield "eval_pair_missing", {"pair": sample.pair}
    for name in sample.task.planted:
        if planted(held.folder, name) is None:
            yield "eval_planted_missing", {"name": name}
    if sample.kind is CaseKind.PROPOSALS and memo(held.folder, sample.task.memo) is None:
        yield "eval_memo_missing", {"name": sample.task.memo}
    if sample.kind in (CaseKind.STANCE, CaseKind.DRAFT) and sample.task.memo not in corpus:
        yield "eval_unknown_document", {"document": sample.task.memo}


def _wrong_with(gold: Gold, document: Document | None) -> str:
    """The code of what is wrong with gold, empty where it stands at just one place."""
    if document is None:
        return "eval_unknown_document"
    found = places(gold, document)
    if len(found) > 1:
        return "eval_quote_twice"
    if found:
        return ""
    elsewhere = gold.section and places(replace(gold, section=""), document)
    return "eval_quote_section" if elsewhere else "eval_quote_missing"


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79]}…"


@lru_cache(maxsize=64)
def _ids_in(file: Path, _stamp: int) -> frozenset[str]:
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8-sig").split("\n") if line.strip()]
        return frozenset(str(row.get("id")) for row in rows)
    except (OSError, ValueError, AttributeError):
        return frozenset()


def _ids_of_others(held: EvalSet) -> frozenset[str]:
    """The samples of shipped sets, and of sets in the same folder: what a pair may name."""
    files = {*SETS.glob(f"*/{SAMPLES}"), *held.folder.parent.glob(f"*/{SAMPLES}")}
    return frozenset(
        name
        for file in files
        if file.parent.resolve() != held.folder.resolve()
        for name in _ids_in(file, file.stat().st_mtime_ns)
    )


def planted(folder: Path, name: str) -> Path | None:
    """A planted document of a set, by its name with or without its ending."""
    return next((file for file in _files(folder / PLANTED) if name in (file.name, file.stem)), None)


def memo(folder: Path, name: str) -> Path | None:
    """A memo that lies beside a set, by its name with or without its ending; a shipped document where the set has none."""
    near = (file for place in (folder, folder / "memos") for file in sorted(place.glob("*")) if file.is_file())
    found = next((f for f in near if name in (f.name, f.stem) and f.suffix.lower() in ENDINGS - {".jsonl"}), None)
    return found or next((file for file in corpus_files(folder) if name in (file.name, file.stem)), None)


def digest(samples: Iterable[Sample]) -> str:
    """What a run was asked: the sha-256 of its samples."""
    return hashlib.sha256("".join(records.line(records.sample_row(s)) for s in samples).encode()).hexdigest()
