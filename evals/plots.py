"""Plots of a run as inline SVG: no script, no outside asset, readable without colour, with a title for screen readers.

Every plot is a pure function from figures to markup. Lengths are in the plot's own units, one a CSS pixel at full width.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.text.html import Html, join, text

WIDTH = 640
_LABELS = 210
_FIGURES = 172
_ROW = 30
_INK, _SOFT, _LINE, _BLUE, _PALE = "#0f172a", "#475569", "#cbd5e1", "#1d4ed8", "#dbeafe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row of a bar plot: a share with its interval, and where the gate is (None: no gate)."""

    label: str
    value: float
    low: float
    high: float
    told: str
    limit: float | None = None


def bars(rows: Sequence[Bar], title: str) -> Html:
    """A bar a row from 0 to 1, the interval as a whisker, a gate as a dashed mark. The figure stands in words at the end."""
    height = _ROW * len(rows) + 26
    span = WIDTH - _LABELS - _FIGURES
    parts: list[str] = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = _LABELS + span * tick
        parts += [_line(x, 4, x, height - 22, _LINE), _text(x, height - 6, f"{tick:.2f}".replace(".", ","), "middle")]
    for n, row in enumerate(rows):
        y = 8 + _ROW * n
        end = _LABELS + span * _within(row.value)
        low, high = _LABELS + span * _within(row.low), _LABELS + span * _within(row.high)
        middle = y + 10
        parts += [
            _text(_LABELS - 10, middle + 5, row.label, "end", _INK),
            f'<rect x="{_LABELS}" y="{y}" width="{max(end - _LABELS, 0):.1f}" height="20" fill="{_PALE}" stroke="{_BLUE}"/>',
            _line(low, middle, high, middle, _INK, 2),
            _line(low, middle - 5, low, middle + 5, _INK, 2),
            _line(high, middle - 5, high, middle + 5, _INK, 2),
            _text(_LABELS + span + 12, middle + 5, row.told, "start", _INK),
        ]
        if row.limit is not None:
            at = _LABELS + span * _within(row.limit)
            parts.append(_line(at, y - 4, at, y + 24, "#b91c1c", 2, dashed=True))
    return _svg(parts, height, title)


def curve(points: Sequence[tuple[float, float]], title: str, across: str, up: str) -> Html:
    """A line through points (x, y), both from 0 to 1, in the order of x."""
    left, bottom, size = 56, 236, 220
    wide = WIDTH - left - 24
    parts: list[str] = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = left + wide * tick, bottom - size * tick
        shown = f"{tick:.2f}".replace(".", ",")
        parts += [_line(left, y, left + wide, y, _LINE), _text(left - 8, y + 4, shown, "end")]
        parts.append(_text(x, bottom + 18, shown, "middle"))
    placed = " ".join(f"{left + wide * _within(x):.1f},{bottom - size * _within(y):.1f}" for x, y in points)
    if points:
        parts.append(f'<polyline points="{placed}" fill="none" stroke="{_BLUE}" stroke-width="2.5"/>')
    parts += [_text(left + wide / 2, bottom + 38, across, "middle", _INK), _text(left - 46, 10, up, "start", _INK)]
    return _svg(parts, bottom + 46, title)


def columns(counts: Sequence[tuple[str, int]], title: str, across: str) -> Html:
    """A column a label, as high as its count, with the count above it."""
    left, bottom, size = 16, 196, 160
    wide = (WIDTH - left * 2) / max(len(counts), 1)
    most = max((count for _, count in counts), default=0) or 1
    parts: list[str] = [_line(left, bottom, WIDTH - left, bottom, _LINE)]
    for n, (label, count) in enumerate(counts):
        high = size * count / most
        x = left + wide * n
        parts += [
            f'<rect x="{x + wide * 0.15:.1f}" y="{bottom - high:.1f}" width="{wide * 0.7:.1f}" height="{high:.1f}" '
            f'fill="{_PALE}" stroke="{_BLUE}"/>',
            _text(x + wide / 2, bottom - high - 6, str(count), "middle", _INK),
            _text(x + wide / 2, bottom + 18, label, "middle"),
        ]
    parts.append(_text(WIDTH / 2, bottom + 38, across, "middle", _INK))
    return _svg(parts, bottom + 46, title)


def by_size(amounts: Iterable[float], edges: Sequence[float], *, unit: str = "") -> list[tuple[str, int]]:
    """Amounts counted between edges: up to the first, up to the next …, above the last. Numbers are written as in Finnish."""
    held = sorted(amounts)
    labels = [f"≤ {_told(edge)}{unit}" for edge in edges] + [f"> {_told(edges[-1])}{unit}"]
    counts = [0] * len(labels)
    for amount in held:
        counts[next((n for n, edge in enumerate(edges) if amount <= edge), len(edges))] += 1
    return list(zip(labels, counts, strict=True))


def _told(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def _within(value: float) -> float:
    return 0.0 if math.isnan(value) else min(max(value, 0.0), 1.0)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"{dash}/>'


def _text(x: float, y: float, words: str, anchor: str, colour: str = _SOFT) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-size="14">{text(words)}</text>'


def _svg(parts: Sequence[str], height: float, title: str) -> Html:
    # `viewBox` has an upper-case letter, which `tag` does not write; every word inside went through `text`.
    opening = f'<svg class="plot" viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{text(title)}">'
    return join([Html(opening), Html("".join(parts)), Html("</svg>")])
