"""A paper as Markdown (CommonMark with the tables of GitHub's), in which no word that people wrote can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.export.blocks import Block, Fields, Heading, Items, Look, Paper, Paragraph, Run, Runs, Table, Title

# Signs that begin or end markup anywhere in a line; `&` only where a character reference could follow.
_SIGNS = re.compile(r"[\\`*_\[\]<>~|#$]|&(?=#?\w+;)")
# Signs that make a line a list, a rule, an underline of a heading, or a table's second row, when they begin it.
_OPENING = re.compile(r"^([-+=:]|\d{1,9}(?=[.)](?:\s|$)))")


def render(paper: Paper) -> str:
    """The text, its blocks parted by an empty line."""
    return "\n\n".join("\n".join(_block(block)) for block in paper.blocks) + "\n"


def escaped(text: str) -> str:
    """Words that read the same when the Markdown is shown; a line break stays one."""
    return "\\\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    plain = _SIGNS.sub(r"\\\g<0>", line)
    opening = _OPENING.match(plain)
    if not opening:
        return plain
    first = opening.group()
    # A digit cannot be escaped, the sign after it can.
    return f"\\{plain}" if not first.isdigit() else f"{first}\\{plain[len(first) :]}"


def _runs(runs: Runs) -> str:
    return " ".join(filter(None, map(_run, runs)))


def _run(run: Run) -> str:
    words = f"<{run.url}>" if run.url and run.url == run.text else _linked(run)
    marks = "\u00a0".join(f"[{n}]" for n in run.marks)
    return "\u00a0".join(filter(None, (words, marks)))


def _linked(run: Run) -> str:
    return f"[{escaped(run.text)}](<{run.url}>)" if run.url else escaped(run.text)


def _one_line(runs: Runs) -> str:
    return _runs(runs).replace("\\\n", " ")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title():
            yield f"# {escaped(block.text)}"
        case Heading():
            yield f"{'#' * (block.level + 1)} {escaped(block.text)}"
        case Paragraph():
            margin = "> " if block.look is Look.QUOTE else ""
            yield from (f"{margin}{line}" for line in _runs(block.runs).split("\n"))
        case Items():
            for n, item in enumerate(block.items, start=1):
                yield f"{n}. {_one_line(item)}" if block.numbered else f"- {_one_line(item)}"
        case Fields():
            yield from _fields(block)
        case Table():
            yield from _table(block)


def _fields(block: Fields) -> Iterator[str]:
    lines = [f"**{escaped(label)}:** {_one_line(runs)}".rstrip() for label, runs in block.rows]
    yield "\\\n".join(lines)


def _table(table: Table) -> Iterator[str]:
    yield _row(escaped(label) for label in table.header)
    yield _row("---" for _ in table.header)
    yield from (_row(_one_line(cell) for cell in row) for row in table.rows)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"
