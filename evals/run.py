"""A whole run: the chosen samples put to the product, everything kept in a folder of its own, and measured.

    generate   samples of each library in turn, a line on the disk as soon as an answer is there
    again      the same in fresh processes (determinism); with the cited sources taken away (does the answer depend on them?)
    score      values, figures with intervals, gates, differences from a baseline; needs no product

Generating and scoring are apart: `rescore` measures a finished or unfinished run anew. A run that was killed goes on where it was
when it is started again with the same samples, settings and code.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import filelock

from assistant.errors import LausuntoError, StoreError, UsageError
from assistant.pipeline import Assistant
from assistant.ports import OnProgress
from assistant.settings import Settings
from assistant.types import Filter, Language, Progress, Status
from assistant.writers.extractive import ExtractiveWriter
from evals import baseline as shipped
from evals import compare, folders, gates, libraries, provenance, reading, records, report, scoring, tidying
from evals.answering import respond
from evals.choosing import Asked, chosen, sampled
from evals.metrics.base import Material
from evals.types import CaseKind, Config, Difference, EvalSet, Response, Run, Sample, Split

_SCRATCH = "scratch-"
_LOOK = 0.2
"""How often a process that asks again is looked at, in seconds."""
_QUOTING = (Status.ANSWERED, Status.PARTIAL)
_ASKED = frozenset(CaseKind) - {CaseKind.DRAFT, CaseKind.PROPOSALS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run is made. `sample` is how many samples are asked of all; `repeat` how often they are asked, each time but the first in a
    fresh process, `repeat_sample` of them where it is given; `ablation` asks again without the cited sources; `resume` goes on with
    an unfinished run."""

    splits: tuple[Split, ...] = (Split.TEST,)
    sample: int | None = None
    repeat: int = 1
    repeat_sample: int | None = None
    ablation: bool = False
    resume: bool = True
    runs: Path | None = None
    baseline: Path | None = None


@dataclass(slots=True)
class _Work:
    """A run under way: what is left to ask."""

    folder: Path
    config: Config
    asked: tuple[Asked, ...]


def run(sets: Sequence[EvalSet], settings: Settings, options: Options, on_progress: OnProgress | None = None) -> Run:
    """Asks, measures and keeps a run. Raises LausuntoError where it cannot be made; a sample's fault is in its response."""
    start = time.monotonic()
    before = _baseline(options.baseline)
    asked = chosen(with_pairs(sets), options.splits, options.sample)
    with _begun(asked, settings, options, on_progress) as work:
        tidying.unfinished(work.folder.parent)
        tidying.libraries(libraries.evaluation_folder(settings.data))
        folders.mend(work.folder / folders.ANSWERS)
        for left in work.folder.glob(f"{_SCRATCH}*"):
            shutil.rmtree(left, ignore_errors=True)
        earlier = sum(held.seconds for held in folders.responses_of(work.folder))
        _generate(work, settings, folders.ANSWERS, on_progress)
        if options.ablation:
            _ablate(work, settings, on_progress)
        seconds = round(time.monotonic() - start + earlier, 2)
        repeated = work.asked if options.repeat_sample is None else sampled(work.asked, options.repeat_sample)
        for n in range(1, options.repeat):
            _again(work, repeated, settings, n, on_progress)
        made = _measured(work.folder, seconds, provenance.peak_mb(), before)
        _write(made, settings.language)
    return made


def rescore(folder: Path, *, language: str = "fi", baseline: Path | None = None, sets: Sequence[EvalSet] = ()) -> Run:
    """Measures what a run answered anew, with the samples as it asked them, or as `sets` tell them now. Raises UsageError."""
    before = _baseline(baseline)
    seconds, peak = folders.measured(folder)
    made = _measured(folder, seconds, peak, before, dict(_now(folder, sets)) if sets else None)
    _write(made, language)
    return made


def _baseline(folder: Path | None) -> Run | None:
    if folder is None:
        return None
    return shipped.read() if folder == shipped.FOLDER else folders.read_run(folder)


def _now(folder: Path, sets: Sequence[EvalSet]) -> Iterator[tuple[str, Sample]]:
    """The samples that a run asked, as the sets tell them now. Raises UsageError where the run asked another set."""
    by_id = {(held.name, sample.id): sample for held in sets for sample in held.samples}
    for name, asked in folders.samples_of(folder):
        if (name, asked.id) not in by_id:
            told = ", ".join(held.name for held in sets)
            raise UsageError("eval_other_set", run=folder.name, sets=told, id=asked.id, set=name)
        yield asked.id, by_id[name, asked.id]


def with_pairs(sets: Sequence[EvalSet]) -> tuple[EvalSet, ...]:
    """The sets, and of other shipped sets those samples that one of theirs says in other words. Raises UsageError."""
    inside = {sample.id for held in sets for sample in held.samples}
    wanted = {sample.pair for held in sets for sample in held.samples if sample.pair} - inside
    if not wanted:
        return tuple(sets)
    names = {held.name for held in sets}
    out = list(sets)
    for name in reading.all_sets():
        lines = () if name in names else reading.unchecked(reading.folder_of(name)).samples
        if wanted & {sample.id for sample in lines}:
            held = reading.read(name)
            out.append(replace(held, samples=tuple(s for s in held.samples if s.id in wanted)))
    return tuple(out)


# Beginning --------------------------------------------------------------------------------------------------------------


@contextmanager
def _begun(
    asked: tuple[Asked, ...], settings: Settings, options: Options, on_progress: OnProgress | None
) -> Iterator[_Work]:
    """The folder of a run, this process's own for as long: an unfinished one of the same config, else a new one."""
    now = dt.datetime.now(dt.UTC)
    config = _config(asked, settings, options, now, on_progress)
    base = options.runs or libraries.runs_folder(settings.data)
    with ExitStack() as stack:
        for folder in _unfinished(base, config) if options.resume else ():
            if _locked(folder, stack):
                yield _Work(folder=folder, config=folders.config_of(folder), asked=asked)
                return
        folder = base / config.run
        for n in range(2, 100):
            if not folder.exists():
                break
            folder = base / f"{config.run}-{n}"
        config = replace(config, run=folder.name)
        folders.begin(folder, config, [(held.name, sample) for held, sample in asked])
        _locked(folder, stack)
        yield _Work(folder=folder, config=config, asked=asked)


def _locked(folder: Path, stack: ExitStack) -> bool:
    """Whether a run's folder is now this process's, until the stack ends."""
    file = folder / folders.LOCK
    try:
        stack.enter_context(filelock.FileLock(file, timeout=0))
        file.touch()
    except (filelock.Timeout, OSError):
        return False
    stack.callback(lambda: file.unlink(missing_ok=True))
    return True


def _unfinished(base: Path, config: Config) -> Iterator[Path]:
    """Runs of the same config that have not come to their end, newest first."""
    for folder in folders.runs(base):
        if folders.finished(folder):
            continue
        try:
            if _same(folders.config_of(folder), config):
                yield folder
        except UsageError:
            continue


def _same(one: Config, other: Config) -> bool:
    """Whether two runs ask the same of the same program on the same machine."""
    return replace(one, run=other.run, made=other.made) == other


def _config(
    asked: tuple[Asked, ...],
    settings: Settings,
    options: Options,
    now: dt.datetime,
    on_progress: OnProgress | None,
) -> Config:
    by_set: dict[str, list[Sample]] = defaultdict(list)
    corpus: dict[str, str] = {}
    for held, sample in asked:
        by_set[held.name].append(sample)
        corpus |= held.corpus
    with libraries.opened(asked[0][0], settings, on_progress) as assistant:
        embedder = assistant.status().index.embedder
        corpus = corpus or {document.external_id: document.id for document, _ in assistant.documents()}
    revision = provenance.revision()
    return Config(
        run=f"{now:%Y%m%dT%H%M%SZ}-{revision}",
        made=now.replace(microsecond=0),
        revision=revision,
        model=settings.chat_model,
        embedder=embedder,
        prompts=provenance.prompt_ids(),
        sets={name: reading.digest(samples) for name, samples in by_set.items()},
        splits=options.splits,
        samples=len(asked),
        sample=options.sample,
        machine=provenance.machine(),
        packages=provenance.packages(),
        corpus=corpus,
    )


# Generating -------------------------------------------------------------------------------------------------------------


def _generate(work: _Work, settings: Settings, name: str, on_progress: OnProgress | None) -> None:
    """Asks every sample that has no answer yet in the file, library by library."""
    file = work.folder / name
    done = {held.sample for held in folders.responses_of(work.folder, name)}
    total, count = len(work.asked), len(done)

    def keep(response: Response) -> None:
        nonlocal count
        folders.append(file, response, work.config.run)
        count += 1
        if on_progress:
            on_progress(Progress(name=response.sample, done=count, total=total))

    for group in _by_library(work.asked, settings):
        held = group[0][0]
        left = [one for one in group if one[1].id not in done]
        with libraries.opened(held, settings, on_progress) as assistant:
            asking = [one for one in left if one[1].kind is not CaseKind.DRAFT]
            for response in _responses(assistant, asking, settings):
                keep(response)
        drafting = [one for one in left if one[1].kind is CaseKind.DRAFT]
        if drafting:
            with (
                tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=work.folder) as scratch,
                libraries.copied(held, settings, Path(scratch), on_progress) as assistant,
            ):
                for owner, sample in drafting:
                    keep(respond(assistant, sample, owner))


def _by_library(asked: Sequence[Asked], settings: Settings) -> list[list[Asked]]:
    groups: dict[Path, list[Asked]] = defaultdict(list)
    for held, sample in asked:
        groups[libraries.library_folder(held, settings)].append((held, sample))
    return list(groups.values())


def _responses(assistant: Assistant, asked: Sequence[Asked], settings: Settings) -> Iterator[Response]:
    """Responses as they come: one after another without a model, as many at once as the settings allow with one."""
    if not asked:
        return
    # The first question pays for what is loaded once; it is not what a question takes.
    with suppress(LausuntoError):
        assistant.search(asked[0][1].input, k=1)
    if settings.chat_model == ExtractiveWriter.name:
        for held, sample in asked:
            yield respond(assistant, sample, held)
        return
    with ThreadPoolExecutor(max_workers=settings.chat_concurrency) as pool:
        for future in as_completed([pool.submit(respond, assistant, sample, held) for held, sample in asked]):
            yield future.result()


# Again ------------------------------------------------------------------------------------------------------------------


def _ablate(work: _Work, settings: Settings, on_progress: OnProgress | None) -> None:
    """Asks each answered question again over the library without the documents that its answer quoted."""
    folders.mend(work.folder / folders.ABLATED)
    answered = {r.sample: r for r in folders.responses_of(work.folder) if r.status in _QUOTING}
    done = {held.sample for held in folders.responses_of(work.folder, folders.ABLATED)}
    left = [one for one in work.asked if one[1].id in answered and one[1].id not in done and one[1].kind in _ASKED]
    for n, group in enumerate(_by_library(left, settings)):
        with libraries.opened(group[0][0], settings, on_progress) as assistant:
            ids = {document.external_id: document.id for document, _ in assistant.documents()}
            for k, (held, sample) in enumerate(group, start=1):
                cited = {place.document for place in answered[sample.id].references}
                kept = frozenset(id_ for name, id_ in ids.items() if name not in cited)
                # An empty set would restrict nothing.
                where = Filter(documents=kept or frozenset({"-"}))
                folders.append(work.folder / folders.ABLATED, respond(assistant, sample, held, where), work.config.run)
                if on_progress:
                    on_progress(Progress(name=f"ablation {n + 1}: {sample.id}", done=k, total=len(group)))


def _again(
    work: _Work, asked: Sequence[Asked], settings: Settings, n: int, on_progress: OnProgress | None = None
) -> None:
    """Asks some samples again in a fresh process whose hashes of strings begin elsewhere. Raises StoreError."""
    sets = {held.name: held for held, _ in asked}
    told = {
        "folder": str(work.folder.resolve()),
        "file": folders.repeat_file(n),
        "samples": [sample.id for _, sample in asked],
        # Keys are not told: the new process has them from the same environment.
        "settings": settings.model_dump(mode="json", exclude={"chat_api_key", "embedding_api_key"}),
        "sets": [
            {"name": held.name, "folder": str(held.folder.resolve()), "corpus": dict(held.corpus)}
            for held in sets.values()
        ],
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "evals.run"],
        env={**os.environ, "PYTHONHASHSEED": str(n)},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    try:
        with process.stdin, suppress(BrokenPipeError):
            process.stdin.write(json.dumps(told).encode())
        while process.poll() is None:
            time.sleep(_LOOK)
            if on_progress:
                count = folders.counted(work.folder / folders.repeat_file(n))
                on_progress(Progress(name=f"repeat {n + 1}", done=count, total=len(asked)))
    finally:
        # Nothing goes on behind the back of whoever ends this process.
        process.kill()
        process.wait()
    # A fresh process runs the code as it is now: other answers of other code would tell nothing of the same question asked twice.
    if provenance.packages() != work.config.packages:
        raise StoreError("eval_code_changed", folder=work.folder)
    if process.returncode:
        raise StoreError("eval_repeat_failed", n=n + 1, folder=work.folder)


def _ask_again(told: Mapping[str, object], on_progress: OnProgress | None = None) -> None:
    """What the fresh process does."""
    row = records.Fields(dict(told))
    folder = Path(row.text("folder", needed=True))
    sets = {
        held.text("name"): EvalSet(
            name=held.text("name"),
            folder=Path(held.text("folder")),
            samples=(),
            corpus=held.inner("corpus").all_texts(),
        )
        for held in row.objects("sets")
    }
    wanted = set(row.texts("samples"))
    asked = tuple((sets[name], sample) for name, sample in folders.samples_of(folder) if sample.id in wanted)
    given = {name: value for name, value in dict(told)["settings"].items() if value is not None}  # type: ignore[attr-defined]
    work = _Work(folder=folder, config=folders.config_of(folder), asked=asked)
    file = row.text("file", needed=True)
    folders.mend(folder / file)
    _generate(work, Settings(**given), file, on_progress)


# Measuring --------------------------------------------------------------------------------------------------------------


def _measured(
    folder: Path,
    seconds: float,
    peak_mb: float,
    baseline: Run | None,
    now: Mapping[str, Sample] | None = None,
) -> Run:
    """What a run's folder holds, measured. Raises UsageError where its answers are not those of its samples."""
    config = folders.config_of(folder)
    samples = tuple((now or {}).get(sample.id, sample) for _, sample in folders.samples_of(folder))
    responses = _fitting(folder, samples, folders.responses_of(folder))
    repeats = tuple(_fitting(folder, samples, held) for held in folders.repeats_of(folder))
    ablated = folders.responses_of(folder, folders.ABLATED)
    material = Material(
        repeats=tuple({held.sample: held for held in again} for again in repeats),
        ablated={held.sample: held for held in ablated} if ablated else None,
        peak_mb=peak_mb or None,
    )
    values = scoring.values(samples, responses, material)
    scores = scoring.scores(values, samples)
    made = Run(
        folder=folder,
        config=config,
        samples=samples,
        responses=responses,
        values=values,
        scores=scores,
        gates=gates.judge(scores, gates.load(), samples),
        seconds=seconds,
        peak_mb=peak_mb,
    )
    if baseline is None:
        return made
    return replace(made, differences=_differences(made, baseline), baseline=baseline.config.run)


def _differences(made: Run, baseline: Run) -> tuple[Difference, ...]:
    """What changed. Another writer or embedder is no regression of the program: its differences are told, and break nothing."""
    same = all(getattr(made.config, name) == getattr(baseline.config, name) for name in ("model", "embedder"))
    try:
        told = compare.compare(made, baseline)
        return told if same else tuple(replace(one, regression=False) for one in told)
    except compare.NothingSharedError as fault:
        raise UsageError("eval_nothing_shared", run=made.folder.name, baseline=baseline.folder.name) from fault


def _fitting(folder: Path, samples: Sequence[Sample], responses: Sequence[Response]) -> tuple[Response, ...]:
    """The responses in the order of their samples. Raises UsageError for one to a sample that was not asked."""
    by_id = {held.sample: held for held in responses}
    strange = sorted(by_id.keys() - {sample.id for sample in samples})
    if strange:
        told = next(held.set for held in responses if held.sample == strange[0])
        raise UsageError("eval_other_set", run=folder.name, sets=folders.SAMPLES, id=strange[0], set=told or "?")
    return tuple(by_id[sample.id] for sample in samples if sample.id in by_id)


def _write(made: Run, language: str) -> None:
    (made.folder / folders.REPORT).write_text(report.render(made, Language(language)), encoding="utf-8")
    folders.finish(made)


def exit_code(made: Run, *, strict: bool = False) -> int:
    """0 where all holds, 3 for a broken gate or a regression, `strict` also for a gate that was not judged; 1 where a sample has no
    record."""
    if len(made.responses) < len(made.samples):
        return 1
    broken = any(not gate.ok or (strict and not gate.judged) for gate in made.gates)
    return 3 if broken or any(held.regression for held in made.differences) else 0


if __name__ == "__main__":
    _ask_again(json.load(sys.stdin))
