"""The nouns of evaluation as JSON, there and back: samples as inspect_ai reads them, responses as TREC's records of answers.

A line that cannot be taken is a `FieldError`, which names the field; whoever reads the file adds where the line stands.
Keys are sorted everywhere, so that the same things give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import UsageError
from assistant.statement import Stance
from assistant.types import Language, Origin, Status
from evals.types import (
    CaseKind,
    Change,
    Config,
    Difference,
    GateResult,
    Gold,
    Importance,
    Nugget,
    Place,
    Ranked,
    Response,
    Sample,
    Score,
    Sentence,
    Split,
    Task,
    Value,
)

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

TIMES = ("first_s", "latency_s")
"""Fields of a record that differ from one run to the next however alike the runs are."""


class FieldError(Exception):
    """A field that cannot be taken: `code` is one of the wording file, `values` fill it but for the place."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values: dict[str, Any] = {name: str(value) for name, value in values.items()}
        super().__init__(f"{code} {self.values}")

    @property
    def error(self) -> UsageError:
        """The same as an error for people; all its values must be there."""
        return UsageError(self.code, **self.values)


class Fields:
    """The fields of one JSON object, each taken by what it must be. `end` raises for one that nobody took."""

    def __init__(self, held: object, inside: str = "") -> None:
        if not isinstance(held, dict):
            raise FieldError("eval_wrong_type", field=inside.rstrip(".") or "{}", wanted="{…}")
        self._held: dict[str, Any] = held
        self._inside = inside
        self._taken: set[str] = set()

    def _take(self, name: str, kinds: tuple[type, ...], wanted: str, *, needed: bool) -> Any:
        self._taken.add(name)
        value = self._held.get(name)
        if value is None:
            if needed:
                raise FieldError("eval_missing_field", field=self._inside + name)
            return None
        # True is an int to Python, and no number to whoever writes a set.
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise FieldError("eval_wrong_type", field=self._inside + name, wanted=wanted)
        return value

    def text(self, name: str, *, needed: bool = False) -> str:
        """A string; one that is needed has words in it."""
        value: str = self._take(name, (str,), '"…"', needed=needed) or ""
        if needed and not value.strip():
            raise FieldError("eval_missing_field", field=self._inside + name)
        return value

    def flag(self, name: str, *, otherwise: bool) -> bool:
        """True or false."""
        value = self._take(name, (bool,), "true, false", needed=False)
        return otherwise if value is None else bool(value)

    def number(self, name: str) -> float | None:
        """A number, None where there is none."""
        value: float | None = self._take(name, (int, float), "1.0", needed=False)
        return value

    def whole(self, name: str) -> int | None:
        """A whole number, None where there is none."""
        value: int | None = self._take(name, (int,), "1", needed=False)
        return value

    def one_of(self, name: str, kind: type[E], *, needed: bool = False) -> E | None:
        """A code of an enum, None where there is none."""
        value = self.text(name, needed=needed)
        if not value:
            return None
        if value not in set(kind):
            raise FieldError(
                "eval_unknown_value", field=self._inside + name, value=value, allowed=", ".join(list(kind))
            )
        return kind(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Strings; a lone one counts as one of them."""
        value = self._take(name, (str, list), '["…"]', needed=False)
        rows = [value] if isinstance(value, str) else value or []
        return tuple(self._text(name, row) for row in rows)

    def lists(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Lists of strings; a lone string is a list of its own."""
        rows = self._take(name, (list,), '[["…"]]', needed=False) or []
        return tuple(
            tuple(self._text(name, word) for word in row) if isinstance(row, list) else (self._text(name, row),)
            for row in rows
        )

    def rows(self, name: str, names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Rows of so many strings, given as lists or as objects with those names."""
        rows = self._take(name, (list,), f"[[{', '.join(names)}]]", needed=False) or []
        out = []
        for row in rows:
            told = [row.get(part, "") for part in names] if isinstance(row, dict) else row
            if not isinstance(told, list) or len(told) != len(names):
                raise FieldError("eval_wrong_type", field=self._inside + name, wanted=f"[[{', '.join(names)}]]")
            out.append(tuple(self._text(name, part or "") for part in told))
        return tuple(out)

    def indices(self, name: str) -> tuple[int, ...]:
        """Whole numbers."""
        rows = self._take(name, (list,), "[0]", needed=False) or []
        if not all(isinstance(row, int) and not isinstance(row, bool) for row in rows):
            raise FieldError("eval_wrong_type", field=self._inside + name, wanted="[0]")
        return tuple(rows)

    def numbers(self, name: str, count: int) -> tuple[float, ...]:
        """So many numbers."""
        rows = self._take(name, (list,), "[1.0]", needed=True)
        if len(rows) != count or not all(isinstance(row, int | float) and not isinstance(row, bool) for row in rows):
            raise FieldError("eval_wrong_type", field=self._inside + name, wanted=f"[1.0] × {count}")
        return tuple(map(float, rows))

    def objects(self, name: str) -> tuple[Fields, ...]:
        """Objects in a list."""
        rows = self._take(name, (list,), "[{…}]", needed=False) or []
        return tuple(Fields(row, f"{self._inside}{name}[{k}].") for k, row in enumerate(rows))

    def inner(self, name: str, *, needed: bool = False) -> Fields:
        """An object, an empty one where there is none."""
        return Fields(self._take(name, (dict,), "{…}", needed=needed) or {}, f"{self._inside}{name}.")

    def names(self) -> tuple[str, ...]:
        """The names of the fields, in their order."""
        return tuple(self._held)

    def all_texts(self) -> dict[str, str]:
        """Every field, each a string."""
        self._taken |= self._held.keys()
        return {name: self._text(name, value) for name, value in self._held.items()}

    def day(self, name: str) -> dt.date | None:
        """An ISO day, None where there is none."""
        value = self.text(name)
        try:
            return dt.date.fromisoformat(value) if value else None
        except ValueError as fault:
            raise FieldError("eval_wrong_type", field=self._inside + name, wanted='"2026-11-20"') from fault

    def _text(self, name: str, value: object) -> str:
        if not isinstance(value, str):
            raise FieldError("eval_wrong_type", field=self._inside + name, wanted='"…"')
        return value

    def end(self, *, instead: str = "") -> None:
        """Raises for the first field that nobody took; `instead` tells which there are."""
        unknown = sorted(self._held.keys() - self._taken)
        if unknown:
            allowed = instead or ", ".join(sorted(self._taken))
            raise FieldError("eval_unknown_field", field=self._inside + unknown[0], allowed=allowed)


def line(row: Mapping[str, Any]) -> str:
    """A JSON object on a line of its own, its keys sorted."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"


def lines(path: Path, take: Callable[[Fields], T]) -> list[T]:
    """Each line of a file of our own, taken. Raises FieldError with the file's name and the line; an unfinished last line,
    as a run that was killed leaves, is left out."""
    raw = path.read_text(encoding="utf-8").split("\n")
    out = []
    for at, text in enumerate(raw, start=1):
        if not text.strip():
            continue
        try:
            out.append(take(Fields(json.loads(text))))
        except json.JSONDecodeError as fault:
            if at == len(raw):
                break
            raise FieldError("eval_bad_record", file=path.name, line=at, reason="JSON") from fault
        except FieldError as fault:
            told = fault.values.get("field", fault.code)
            raise FieldError("eval_bad_record", file=path.name, line=at, reason=told) from fault
    return out


# Samples ----------------------------------------------------------------------------------------------------------------

_ANSWERABLE_NEEDS_GOLD = (CaseKind.FACT, CaseKind.NUMBERS)


def sample(row: Fields) -> Sample:
    """A sample from its line. Raises FieldError."""
    about = row.inner("metadata", needed=True)
    kind = about.one_of("kind", CaseKind, needed=True)
    split = about.one_of("split", Split, needed=True)
    assert kind is not None
    assert split is not None
    held = Sample(
        id=row.text("id", needed=True),
        input=row.text("input", needed=True),
        target=row.texts("target"),
        kind=kind,
        split=split,
        answerable=about.flag("answerable", otherwise=kind is not CaseKind.UNANSWERABLE),
        language=about.one_of("lang", Language) or Language.FI,
        gold=tuple(map(_gold, about.objects("gold"))),
        nuggets=tuple(map(_nugget, about.objects("nuggets"))),
        facts=about.texts("facts"),
        stance=about.one_of("stance", Stance),
        forbidden=about.texts("forbidden"),
        pair=about.text("pair"),
        slice=about.text("slice"),
        task=_task(about.inner("task")),
        annotators=about.texts("annotators"),
        source_read=about.day("source_read"),
    )
    about.end()
    row.end()
    _fitting(held)
    return held


def _gold(row: Fields) -> Gold:
    held = Gold(
        document=row.text("doc", needed=True), quote=row.text("quote", needed=True), section=row.text("section")
    )
    row.end()
    return held


def _nugget(row: Fields) -> Nugget:
    held = Nugget(
        text=row.text("text", needed=True),
        any_of=row.lists("any_of"),
        none_of=row.lists("none_of"),
        importance=row.one_of("importance", Importance) or Importance.VITAL,
    )
    row.end()
    if not held.any_of or not all(held.any_of):
        raise FieldError("eval_missing_field", field="metadata.nuggets.any_of")
    return held


def _task(row: Fields) -> Task:
    held = Task(
        memo=row.text("memo"),
        proposal=row.text("proposal"),
        body=row.text("body"),
        stance=row.one_of("stance", Stance),
        wishes=row.text("wishes"),
        facts=tuple((text, source, day) for text, source, day in row.rows("facts", ("text", "source", "date"))),
        planted=row.texts("planted"),
        proposals=tuple((number, title) for number, title in row.rows("proposals", ("number", "title"))),
    )
    row.end()
    return held


def _fitting(held: Sample) -> None:
    """Raises FieldError where a sample lacks what its kind is measured by."""
    needed = {
        CaseKind.STANCE: ("memo", "proposal", "body"),
        CaseKind.DRAFT: ("memo", "proposal", "stance"),
        CaseKind.PROPOSALS: ("memo",),
    }
    for name in needed.get(held.kind, ()):
        if not getattr(held.task, name):
            raise FieldError("eval_missing_field", field=f"metadata.task.{name}")
    if held.kind in _ANSWERABLE_NEEDS_GOLD and held.answerable and not held.gold:
        raise FieldError("eval_missing_field", field="metadata.gold")
    if held.kind is CaseKind.UNANSWERABLE and held.answerable:
        raise FieldError("eval_unknown_value", field="metadata.answerable", value="true", allowed="false")


def sample_row(held: Sample) -> dict[str, Any]:
    """A sample as its line; empty fields are left out."""
    task = {
        "memo": held.task.memo,
        "proposal": held.task.proposal,
        "body": held.task.body,
        "stance": held.task.stance,
        "wishes": held.task.wishes,
        "facts": [list(row) for row in held.task.facts],
        "planted": list(held.task.planted),
        "proposals": [list(row) for row in held.task.proposals],
    }
    about: dict[str, Any] = {
        "gold": [_full({"doc": g.document, "quote": g.quote, "section": g.section}) for g in held.gold],
        "nuggets": [
            _full(
                {
                    "text": n.text,
                    "any_of": [list(words) for words in n.any_of],
                    "none_of": [list(words) for words in n.none_of],
                    "importance": n.importance,
                }
            )
            for n in held.nuggets
        ],
        "facts": list(held.facts),
        "stance": held.stance,
        "forbidden": list(held.forbidden),
        "pair": held.pair,
        "slice": held.slice,
        "task": _full(task),
        "annotators": list(held.annotators),
        "source_read": held.source_read.isoformat() if held.source_read else None,
    }
    first = {"kind": held.kind, "split": held.split, "answerable": held.answerable, "lang": held.language}
    return {"id": held.id, "input": held.input, "target": list(held.target), "metadata": {**first, **_full(about)}}


def _full(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in (None, "", [], {})}


# Responses --------------------------------------------------------------------------------------------------------------


def response_row(held: Response, run: str) -> dict[str, Any]:
    """A response as its record."""
    return {
        "metadata": {"run_id": run, "narrative_id": held.sample, "set": held.set},
        "references": [place.id for place in held.references],
        "places": [asdict(place) for place in held.references],
        "answer": [
            {
                "text": sentence.text,
                "citations": list(sentence.citations),
                "quotes": [held.references[n].text for n in sentence.citations],
                "origin": sentence.origin.value,
                "role": sentence.role,
            }
            for sentence in held.sentences
        ],
        "ranked": [{**asdict(found.place), "score": found.score} for found in held.ranked],
        "status": held.status.value if held.status else None,
        "language": held.language.value,
        "stance": held.stance.value if held.stance else None,
        "known": held.known,
        "proposals": [list(row) for row in held.proposals],
        "findings": list(held.findings),
        "missing": list(held.missing),
        "latency_s": held.seconds,
        "first_s": held.first,
        "model": held.model,
        "prompts": list(held.prompts),
        "usage": {} if held.tokens is None else {"tokens": held.tokens},
        "error": held.error,
    }


def canonical(held: Response) -> str:
    """All that a response says, without its times: two runs that are alike give the same bytes."""
    row = response_row(held, "")
    return line({name: value for name, value in row.items() if name not in TIMES})


def response(row: Fields) -> Response:
    """A response from its record. Raises FieldError, also for a citation that names no reference, or one twice."""
    about = row.inner("metadata", needed=True)
    references = tuple(map(_place, row.objects("places")))
    sentences = []
    for told in row.objects("answer"):
        origin = told.one_of("origin", Origin, needed=True)
        assert origin is not None
        cited = told.indices("citations")
        if len(set(cited)) != len(cited) or not all(0 <= n < len(references) for n in cited):
            raise FieldError("eval_citation", field="answer.citations", citations=list(cited), last=len(references) - 1)
        sentences.append(Sentence(text=told.text("text"), origin=origin, citations=cited, role=told.text("role")))
    return Response(
        sample=about.text("narrative_id", needed=True),
        set=about.text("set"),
        status=row.one_of("status", Status),
        language=row.one_of("language", Language) or Language.FI,
        sentences=tuple(sentences),
        references=references,
        ranked=tuple(
            Ranked(place=_place(found), score=found.number("score") or 0.0) for found in row.objects("ranked")
        ),
        stance=row.one_of("stance", Stance),
        known=row.text("known"),
        proposals=tuple((number, title) for number, title in row.rows("proposals", ("number", "title"))),
        findings=row.texts("findings"),
        missing=row.texts("missing"),
        seconds=row.number("latency_s") or 0.0,
        first=row.number("first_s"),
        model=row.text("model"),
        prompts=row.texts("prompts"),
        tokens=row.inner("usage").whole("tokens"),
        error=row.text("error"),
    )


def _place(row: Fields) -> Place:
    return Place(
        document=row.text("document", needed=True),
        start=row.whole("start") or 0,
        end=row.whole("end") or 0,
        text=row.text("text"),
        page=row.whole("page"),
        source=row.text("source"),
    )


# Runs -------------------------------------------------------------------------------------------------------------------


def config_row(held: Config) -> dict[str, Any]:
    """What a run was made with."""
    return {**asdict(held), "made": held.made.isoformat(), "splits": [split.value for split in held.splits]}


def config(row: Fields) -> Config:
    """What a run was made with, from its JSON. Raises FieldError."""
    try:
        made = dt.datetime.fromisoformat(row.text("made", needed=True))
        splits = tuple(Split(split) for split in row.texts("splits"))
    except ValueError as fault:
        raise FieldError("eval_wrong_type", field="made, splits", wanted='"2026-11-20T12:00:00+00:00"') from fault
    return Config(
        run=row.text("run", needed=True),
        made=made,
        revision=row.text("revision"),
        model=row.text("model"),
        embedder=row.text("embedder"),
        prompts=row.texts("prompts"),
        sets=row.inner("sets").all_texts(),
        splits=splits,
        samples=row.whole("samples") or 0,
        sample=row.whole("sample"),
        machine=row.text("machine"),
        packages=row.inner("packages").all_texts(),
        corpus=row.inner("corpus").all_texts(),
    )


def value_row(held: Value) -> dict[str, Any]:
    """A metric on one sample."""
    return asdict(held)


def value(row: Fields) -> Value:
    """A metric on one sample, from its line; a figure of the whole run has no sample. Raises FieldError."""
    of = row.number("of")
    return Value(
        sample=row.text("sample"),
        metric=row.text("metric", needed=True),
        hit=row.number("hit") or 0.0,
        of=1.0 if of is None else of,
    )


def score_row(held: Score) -> dict[str, Any]:
    """A metric over a run, as the command line shows it under its name."""
    return {"value": held.value, "low": held.low, "high": held.high, "n": held.n}


def score(metric: str, row: Fields) -> Score:
    """A metric over a run, from its JSON. Raises FieldError."""
    held = {name: row.number(name) or 0.0 for name in ("value", "low", "high")}
    return Score(metric=metric, n=row.whole("n") or 0, **held)


def gate_row(held: GateResult) -> dict[str, Any]:
    """One gate."""
    return asdict(held)


def gate(row: Fields) -> GateResult:
    """One gate, from its JSON. Raises FieldError."""
    return GateResult(
        name=row.text("name", needed=True),
        metric=row.text("metric"),
        bound=row.number("bound"),
        limit=row.number("limit") or 0.0,
        ok=row.flag("ok", otherwise=False),
        hard=row.flag("hard", otherwise=False),
        reason=row.text("reason"),
        value=row.number("value"),
        aim=row.number("aim"),
        judged=row.flag("judged", otherwise=True),
    )


def difference_row(held: Difference) -> dict[str, Any]:
    """A metric of two runs."""
    return {**asdict(held), "change": held.change.value, "flipped": list(held.flipped)}


def difference(row: Fields) -> Difference:
    """A metric of two runs, from its JSON. Raises FieldError."""
    held = {name: row.number(name) or 0.0 for name in ("before", "after", "low", "high", "p")}
    return Difference(
        metric=row.text("metric", needed=True),
        n=row.whole("n") or 0,
        change=row.one_of("change", Change) or Change.SAME,
        regression=row.flag("regression", otherwise=False),
        flipped=row.texts("flipped"),
        **held,
    )
