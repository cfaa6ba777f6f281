"""What every command needs: the assistant over the given data folder, reading files of rows, telling and showing."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from assistant.errors import ReadError, SettingsError, UsageError
from assistant.text.wording import say
from assistant.types import Added, Progress

T = TypeVar("T")
app = typer.Typer(add_completion=False, no_args_is_help=True, help="Lausuntoapuri", pretty_exceptions_enable=False)
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Data = Annotated[Path | None, typer.Option("--data", help="Folder for everything the program writes.")]

given: dict[str, Any] = {}
QUOTED = re.compile(r"'([^']*)'")


@app.callback()
def _common(data: Data = None) -> None:
    if data is not None:
        given["data"] = data


def settings(**more: Any) -> Any:
    """The settings of the environment with what the call gives. Raises SettingsError."""
    from pydantic import ValidationError

    from assistant.settings import Settings

    try:
        return Settings(**{**given, **{k: v for k, v in more.items() if v is not None}})
    except ValidationError as fault:
        first = fault.errors()[0]
        name = f"LAUSUNTO_{'_'.join(str(p) for p in first['loc']).upper()}"
        reason = _setting_reason(first["type"], first.get("ctx", {}))
        raise SettingsError("setting", name=name, value=first.get("input"), reason=reason) from fault


def _setting_reason(kind: str, about: Mapping[str, Any]) -> str:
    """What a setting wants, in the user's language: pydantic tells it in English alone."""
    match kind:
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return say("setting.number", language_told())
        case "greater_than_equal":
            return say("setting.at_least", language_told(), limit=about["ge"])
        case "less_than_equal":
            return say("setting.at_most", language_told(), limit=about["le"])
        case "literal_error":
            return say("setting.choice", language_told(), allowed=", ".join(QUOTED.findall(str(about["expected"]))))
        case _:
            return say("setting.other", language_told())


@contextmanager
def opened(data: Path | None = None, **more: Any) -> Iterator[Any]:
    """The assistant over the data folder, closed at the end."""
    from assistant.composition import build

    made = build(settings(data=data, **more), on_progress=bar())
    try:
        yield made
    finally:
        made.close()


# Reading, showing, writing


def read_text(path: Path) -> str:
    """A text file whole. Raises ReadError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as fault:
        raise ReadError("not_found", name=path) from fault
    except UnicodeDecodeError as fault:
        raise ReadError("broken", name=path.name) from fault
    except OSError as fault:
        raise ReadError("unreadable", name=path.name) from fault


def question_lines(path: Path) -> list[tuple[str, str]]:
    """(id, text) of each line of a JSONL file of questions."""
    # Lines end at \n alone: JSON may hold the other line ends of Unicode inside a string.
    raw = read_text(path).split("\n")
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


def with_bar(rows: Iterable[T]) -> Iterator[T]:
    """The rows, with a bar on stderr while they are worked through, where somebody looks."""
    if not sys.stderr.isatty():
        yield from rows
        return
    with typer.progressbar(list(rows), file=sys.stderr) as bar:
        yield from bar


def bar() -> Callable[[Progress], None]:
    """Tells how far long work is: a line that is written over on a terminal, a line every ten seconds elsewhere.

    Work comes in stretches, each with a total of its own: the time left is told by the stretch alone, and by what was done in it."""
    start = last = time.monotonic()
    stretch, begun, reached = -1, 0, 0
    terminal = sys.stderr.isatty()

    def tell(progress: Progress) -> None:
        nonlocal start, last, stretch, begun, reached
        now = time.monotonic()
        if progress.total != stretch or progress.done < reached:
            start, stretch, begun = now, progress.total, progress.done
        reached = progress.done
        if now - last < (0.2 if terminal else 10) and progress.done < progress.total:
            return
        if now - start < 1 or (not terminal and progress.done == progress.total):
            return
        last = now
        filled = 30 * progress.done // max(progress.total, 1)
        left = round((now - start) * (progress.total - progress.done) / max(progress.done - begun, 1))
        bar = f"[{'#' * filled}{'.' * (30 - filled)}] {progress.done}/{progress.total} {progress.name[:40]}"
        line = f"{bar} {say('cli.left', language_told(), seconds=left)}"
        end = "\n" if not terminal or progress.done == progress.total else ""
        print(f"\r{line:<100}" if terminal else line, end=end, file=sys.stderr, flush=True)

    return tell


def day(text: str | None) -> dt.date | None:
    """A day written 2026-02-18 or 18.2.2026. Raises UsageError."""
    if text is None:
        return None
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise UsageError("usage", reason=f"--date {text}: 2026-02-18.")


def outcome_message(outcome: Added) -> str:
    """Why a file was not taken in; empty where it was."""
    return say(f"error.{outcome.message}", language_told(), **outcome.values) if outcome.message else ""


def language_told() -> str:
    """The language in which the command speaks."""
    chosen = os.environ.get("LAUSUNTO_LANGUAGE", "fi")
    return chosen if chosen in ("fi", "sv", "en") else "fi"


def write_text(path: Path, text: str) -> None:
    """Whole or not at all. Raises ReadError."""
    write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: Path, held: bytes) -> None:
    """Whole or not at all. Raises ReadError."""
    partial = path.parent / f".{path.name}.part"
    try:
        partial.write_bytes(held)
        partial.replace(path)
    except OSError as fault:
        with suppress(OSError):
            partial.unlink()
        raise ReadError("not_written", name=path) from fault


def out(as_json: bool, held: dict[str, Any], text: str) -> None:
    """Prints the one JSON object, or the text for people."""
    if as_json:
        print_json(held)
    else:
        show(text)


def print_json(held: dict[str, Any]) -> None:
    """One JSON object on standard output."""
    show(json.dumps(held, ensure_ascii=False))


def show(text: str) -> None:
    """A text on standard output, whatever it holds."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.flush()


def tell(text: str) -> None:
    """A message on standard error."""
    print(text, file=sys.stderr)
