"""The command `lausunto`. What a command prints as JSON is fixed; progress and remarks go to stderr.

Exit codes: 0 done, 1 it failed (a plain message with advice), 2 wrong usage, 3 refused by a check.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import typer

from assistant.cli import drafting as _drafting
from assistant.cli import evaluation as _evaluation
from assistant.cli import sources as _sources
from assistant.cli.shared import QUOTED, app, language_told, tell
from assistant.errors import LausuntoError
from assistant.text.wording import explain, say

__all__ = ["app", "main"]

_COMMANDS = (_sources, _drafting, _evaluation)  # each adds its commands to `app` when it is imported


def main() -> None:
    """Runs the command, and turns every way of failing into a message and an exit code."""
    import structlog

    # Standard output is for what was asked; a log line there would break the one JSON object.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    try:
        code = app(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except LausuntoError as fault:
        tell(explain(fault, language_told()))
        sys.exit(fault.exit_code)
    except typer.Abort:
        sys.exit(130)
    except typer.TyperException as fault:  # a call that the command line's own parser refuses
        tell(_misused(fault))
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
        reason = say("usage.no_command", language_told())
    else:
        name = next(part for part in found.groups() if part is not None)
        reason = say(f"usage.{_MISUSES.get(kind, 'other')}", language_told(), name=name)
    return say("error.usage", language_told(), reason=f"{reason}{_wanted(told)}")


def _wanted(told: str) -> str:
    """What the parser says that it would have taken, with the space before it; empty where it says nothing of that."""
    _, one_of, choices = told.partition(" not one of ")
    limit = _LIMIT.search(told)
    if one_of:
        return " " + say("setting.choice", language_told(), allowed=", ".join(QUOTED.findall(choices)))
    if limit:
        key = "setting.at_least" if limit.group(1) == "greater" else "setting.at_most"
        return " " + say(key, language_told(), limit=limit.group(2))
    return " " + say("setting.number", language_told()) if "valid integer" in told else ""


def _unforeseen(fault: Exception) -> int:
    import secrets

    import structlog

    id_ = secrets.token_hex(2)
    log = structlog.wrap_logger(structlog.PrintLogger(sys.stderr))
    log.error("unexpected", id=id_, kind=type(fault).__name__, at=_where(fault))
    tell(say("error.unexpected", language_told(), id=id_))
    return 1


def _where(fault: Exception) -> str:
    import traceback

    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
