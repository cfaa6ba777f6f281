"""The command `lausunto`. What a command prints as JSON is fixed; progress and remarks go to stderr.

Exit codes: 0 done, 1 it failed (a plain message with advice), 2 wrong usage, 3 refused by a check.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from assistant import jsonform
from assistant.errors import LausuntoError, ReadError, SettingsError, UsageError
from assistant.text.wording import explain, say
from assistant.types import Added, AddState, Answer, Filter, Kind, Language, Progress

T = TypeVar("T")
app = typer.Typer(add_completion=False, no_args_is_help=True, help="Lausuntoapuri", pretty_exceptions_enable=False)
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Data = Annotated[Path | None, typer.Option("--data", help="Folder for everything the program writes.")]

_given: dict[str, Any] = {}
_QUOTED = re.compile(r"'([^']*)'")


@app.callback()
def _common(data: Data = None) -> None:
    if data is not None:
        _given["data"] = data


def _settings(**more: Any) -> Any:
    from pydantic import ValidationError

    from assistant.settings import Settings

    try:
        return Settings(**{**_given, **{k: v for k, v in more.items() if v is not None}})
    except ValidationError as fault:
        first = fault.errors()[0]
        name = f"LAUSUNTO_{'_'.join(str(p) for p in first['loc']).upper()}"
        reason = _setting_reason(first["type"], first.get("ctx", {}))
        raise SettingsError("setting", name=name, value=first.get("input"), reason=reason) from fault


def _setting_reason(kind: str, about: Mapping[str, Any]) -> str:
    """What a setting wants, in the user's language: pydantic tells it in English alone."""
    match kind:
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return say("setting.number", _language())
        case "greater_than_equal":
            return say("setting.at_least", _language(), limit=about["ge"])
        case "less_than_equal":
            return say("setting.at_most", _language(), limit=about["le"])
        case "literal_error":
            return say("setting.choice", _language(), allowed=", ".join(_QUOTED.findall(str(about["expected"]))))
        case _:
            return say("setting.other", _language())


@contextmanager
def _assistant(data: Path | None = None, **more: Any) -> Iterator[Any]:
    from assistant.composition import build

    made = build(_settings(data=data, **more), on_progress=_bar())
    try:
        yield made
    finally:
        made.close()


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to serve at.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to serve at.")] = None,
    data: Data = None,
) -> None:
    """Serves the page."""
    with _assistant(data, host=host, port=port) as assistant:
        from assistant.ui.server import serve as serve_page

        serve_page(assistant, assistant.settings.host, assistant.settings.port)


@app.command()
def add(
    paths: list[Path],
    kind: Annotated[Kind | None, typer.Option(help="What sort of source it is.")] = None,
    body: Annotated[str | None, typer.Option(help="Whose it is.")] = None,
    date: Annotated[str | None, typer.Option(help="Its day, 2026-02-18.")] = None,
    url: Annotated[str | None, typer.Option(help="Address of the original.")] = None,
    language: Annotated[Language | None, typer.Option(help="Its language.")] = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Reads files or folders into the library."""
    day = _day(date)
    with _assistant(data) as assistant:
        done = assistant.add(paths, kind=kind, body=body, date=day, url=url, language=language, on_progress=_bar())
        for outcome in done:
            if outcome.state is AddState.FAILED:
                _tell(_message(outcome))
        if as_json:
            _print({"documents": [jsonform.added(outcome, _message(outcome)) for outcome in done]})
        else:
            for outcome in done:
                _show(f"{say(f'cli.{outcome.state}', _language())}: {outcome.name} ({outcome.passages})")
    if any(outcome.state is AddState.FAILED for outcome in done):
        raise typer.Exit(1)


@app.command()
def remove(ids: list[str], as_json: Json = False, data: Data = None) -> None:
    """Takes documents out of the library."""
    with _assistant(data) as assistant:
        removed = assistant.remove(ids)
    _out(as_json, {"removed": removed}, "\n".join(removed))


@app.command()
def status(
    documents: Annotated[bool, typer.Option("--documents", help="List every document with its id.")] = False,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """What is in the library, and whether its index is sound."""
    with _assistant(data) as assistant:
        held = jsonform.status(assistant.status(), assistant.settings.chat_model)
        rows = [jsonform.document(d, n) for d, n in assistant.documents()] if documents else []
    lines = [f"{name}: {value}" for name, value in held.items()]
    lines += [f"{row['id'][:12]}  {row['external_id']}  {row['title']}" for row in rows]
    _out(as_json, held | ({"list": rows} if documents else {}), "\n".join(lines))


@app.command()
def rebuild(as_json: Json = False, data: Data = None) -> None:
    """Makes the index anew beside the old one and swaps."""
    with _assistant(data) as assistant:
        held = jsonform.status(assistant.rebuild(_bar()), assistant.settings.chat_model)
    _out(as_json, held, "\n".join(f"{name}: {value}" for name, value in held.items()))


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1_000, help="How many.")] = 10,
    kind: Annotated[Kind | None, typer.Option(help="Only this sort of source.")] = None,
    queries: Annotated[Path | None, typer.Option(help="A JSONL file of queries.")] = None,
    run: Annotated[Path | None, typer.Option(help="The TREC run to write.")] = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """The search alone, for one query or a file of them."""
    where = Filter(kinds=frozenset({kind}) if kind else frozenset())
    if queries is not None and run is not None:
        with _assistant(data) as assistant:
            _out(True, _run(assistant, queries, run, k, where), "")
        return
    if queries is not None or run is not None:
        raise UsageError("usage", reason=say("usage.pair", _language(), first="--queries", second="--run"))
    if not (query or "").strip():
        raise UsageError("empty_question")
    with _assistant(data) as assistant:
        hits = assistant.search(query or "", k=k, where=where)
    told = {"hits": [jsonform.hit(hit, rank) for rank, hit in enumerate(hits, start=1)]}
    lines = (
        f"{h['rank']}. {h['title']} {h['page'] or ''}\n   {' '.join(h['text'].split())[:160]}" for h in told["hits"]
    )
    _out(as_json, told, "\n".join(lines))


def _run(assistant: Any, queries: Path, run: Path, k: int, where: Filter) -> dict[str, Any]:
    """Writes a TREC run: a line a document, its best passage counting once."""
    rows = _lines(queries)
    start = time.monotonic()
    lines: list[str] = []
    for name, text in _shown(rows):
        best: dict[str, float] = {}
        for hit in assistant.search(text, k=min(k * 4, 1_000), where=where):
            best.setdefault(hit.passage.document.external_id, hit.score)
        ranked = list(best.items())[:k]
        lines += [
            f"{_column(name)} Q0 {_column(doc)} {n} {score:.6f} lausunto"
            for n, (doc, score) in enumerate(ranked, start=1)
        ]
    seconds = time.monotonic() - start
    _write(run, "".join(f"{line}\n" for line in lines))
    each = round(1_000 * seconds / max(len(rows), 1), 2)
    return {"queries": len(rows), "seconds": round(seconds, 3), "ms_per_query": each}


def _column(name: str) -> str:
    """A name as one column: a run's columns are parted by white space, which a file's name may hold."""
    return "_".join(name.split()) or "_"


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    questions: Annotated[Path | None, typer.Option(help="A JSONL file of questions.")] = None,
    answers: Annotated[Path | None, typer.Option(help="The JSONL file of answers to write.")] = None,
    model: Annotated[str | None, typer.Option(help="Who writes: extractive.")] = None,
    language: Annotated[
        Language | None, typer.Option(help="Language of the answer where the question does not tell.")
    ] = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """One answer, or a file of them."""
    if questions is not None and answers is not None:
        with _assistant(data, chat_model=model) as assistant:
            rows = _lines(questions)
            start = time.monotonic()
            told = []
            for name, text in _shown(rows):
                told.append(json.dumps({"id": name, **_one(assistant, text, language)}, ensure_ascii=False))
            _write(answers, "".join(f"{line}\n" for line in told))
            _out(True, {"questions": len(rows), "seconds": round(time.monotonic() - start, 3)}, "")
        return
    if questions is not None or answers is not None:
        raise UsageError("usage", reason=say("usage.pair", _language(), first="--questions", second="--answers"))
    if not (question or "").strip():
        raise UsageError("empty_question")
    with _assistant(data, chat_model=model) as assistant:
        answer = assistant.ask(question or "", language=language)
    _out(as_json, jsonform.answer(answer), _readable(answer))


def _one(assistant: Any, text: str, language: Language | None) -> dict[str, Any]:
    """One answer of a batch; a question that cannot be asked tells why, and the batch goes on."""
    try:
        return jsonform.answer(assistant.ask(text, language=language))
    except UsageError as fault:
        return {
            "status": "out_of_scope",
            "language": _language(),
            "claims": [],
            "findings": [],
            "trace": [],
            "error": explain(fault, _language()),
        }


def _readable(answer: Answer) -> str:
    from assistant.text.numbering import number, number_of

    sources = number(answer.claims)
    lines = []
    for claim in answer.claims:
        marks = "".join(f" [{n}]" for n in dict.fromkeys(number_of(quote, sources) for quote in claim.quotes))
        lines.append(claim.text + marks)
    lines += ["", *(f"[{s.n}] {s.document.title}{' · ' + s.heading[-1] if s.heading else ''}" for s in sources)]
    lines += [f"– {passage.document.title}" for passage in answer.nearest]
    return "\n".join(lines).rstrip()


# Reading, showing, writing


def _lines(path: Path) -> list[tuple[str, str]]:
    """(id, text) of each line of a JSONL file of questions."""
    try:
        # Lines end at \n alone: JSON may hold the other line ends of Unicode inside a string.
        raw = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as fault:
        raise ReadError("not_found", name=path) from fault
    except UnicodeDecodeError as fault:
        raise ReadError("broken", name=path.name) from fault
    except OSError as fault:
        raise ReadError("unreadable", name=path.name) from fault
    out = []
    for at, line in enumerate(raw, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text = row["text"]
            if not isinstance(text, str):
                raise TypeError(type(text).__name__)
            out.append((str(row["id"] if "id" in row else row["_id"]), text))
        except (ValueError, KeyError, TypeError) as fault:
            raise ReadError("bad_line", name=path.name, line=at) from fault
    return out


def _shown(rows: Iterable[T]) -> Iterator[T]:
    """The rows, with a bar on stderr while they are worked through, where somebody looks."""
    if not sys.stderr.isatty():
        yield from rows
        return
    with typer.progressbar(list(rows), file=sys.stderr) as bar:
        yield from bar


def _bar() -> Callable[[Progress], None]:
    """Tells how far long work is: a line that is written over on a terminal, a line every ten seconds elsewhere."""
    start = last = time.monotonic()
    terminal = sys.stderr.isatty()

    def tell(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < (0.2 if terminal else 10) and progress.done < progress.total:
            return
        if now - start < 1 or (not terminal and progress.done == progress.total):
            return
        last = now
        filled = 30 * progress.done // max(progress.total, 1)
        left = round((now - start) * (progress.total - progress.done) / max(progress.done, 1))
        bar = f"[{'#' * filled}{'.' * (30 - filled)}] {progress.done}/{progress.total} {progress.name[:40]}"
        line = f"{bar} {say('cli.left', _language(), seconds=left)}"
        end = "\n" if not terminal or progress.done == progress.total else ""
        print(f"\r{line:<100}" if terminal else line, end=end, file=sys.stderr, flush=True)

    return tell


def _day(text: str | None) -> Any:
    import datetime as dt

    if text is None:
        return None
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise UsageError("usage", reason=f"--date {text}: 2026-02-18.")


def _message(outcome: Added) -> str:
    return say(f"error.{outcome.message}", _language(), **outcome.values) if outcome.message else ""


def _language() -> str:
    import os

    chosen = os.environ.get("LAUSUNTO_LANGUAGE", "fi")
    return chosen if chosen in ("fi", "sv", "en") else "fi"


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    partial = path.parent / f".{path.name}.part"
    try:
        partial.write_bytes(text.encode("utf-8", "replace"))
        partial.replace(path)
    except OSError as fault:
        with suppress(OSError):
            partial.unlink()
        raise ReadError("not_written", name=path) from fault


def _out(as_json: bool, held: dict[str, Any], text: str) -> None:
    if as_json:
        _print(held)
    else:
        _show(text)


def _print(held: dict[str, Any]) -> None:
    _show(json.dumps(held, ensure_ascii=False))


def _show(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.flush()


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


def main() -> None:
    """Runs the command, and turns every way of failing into a message and an exit code."""
    try:
        code = app(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except LausuntoError as fault:
        _tell(explain(fault, _language()))
        sys.exit(fault.exit_code)
    except typer.Abort:
        sys.exit(130)
    except typer.TyperException as fault:  # a call that the command line's own parser refuses
        _tell(_misused(fault))
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(1)
    except Exception as fault:  # noqa: BLE001 - the one edge where anything unforeseen becomes a plain message
        sys.exit(_unforeseen(fault))


_NAMED = re.compile(r"'([^']*)'|\(([^()]{2,})\)|(?<!\S)(--?[\w-]+)")
_LIMIT = re.compile(r"(greater|less) than or equal to (\d+)")
_MISUSES = {
    "NoSuchOption": "option",
    "MissingParameter": "missing",
    "BadOptionUsage": "no_value",
    "BadParameter": "value",
}


def _misused(fault: typer.TyperException) -> str:
    """What is wrong with the call, in the user's language: the parser tells it in English alone."""
    kind = type(fault).__name__
    told = fault.format_message()
    if kind == "NoArgsIsHelpError":
        return told
    found = _NAMED.search(told)
    if found is None:
        reason = say("usage.no_command", _language())
    else:
        name = next(part for part in found.groups() if part is not None)
        reason = say(f"usage.{_MISUSES.get(kind, 'other')}", _language(), name=name)
    return say("error.usage", _language(), reason=f"{reason}{_wanted(told)}")


def _wanted(told: str) -> str:
    """What the parser says that it would have taken, with the space before it; empty where it says nothing of that."""
    _, one_of, choices = told.partition(" not one of ")
    limit = _LIMIT.search(told)
    if one_of:
        return " " + say("setting.choice", _language(), allowed=", ".join(_QUOTED.findall(choices)))
    if limit:
        key = "setting.at_least" if limit.group(1) == "greater" else "setting.at_most"
        return " " + say(key, _language(), limit=limit.group(2))
    return " " + say("setting.number", _language()) if "valid integer" in told else ""


def _unforeseen(fault: Exception) -> int:
    import secrets

    import structlog

    id_ = secrets.token_hex(2)
    log = structlog.wrap_logger(structlog.PrintLogger(sys.stderr))
    log.error("unexpected", id=id_, kind=type(fault).__name__, at=_where(fault))
    _tell(say("error.unexpected", _language(), id=id_))
    return 1


def _where(fault: Exception) -> str:
    import traceback

    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
