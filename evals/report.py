"""The report of a run: one HTML file without script and without anything fetched, and the parts that the page shows too.

Every part is a pure function from a run to markup. Questions of the test split are told in figures alone, so that reading a
report does not tune the product to them; those of the development split are shown with the places they should have rested on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from assistant.text.html import Html, join, tag
from assistant.text.wording import day, say
from assistant.types import Language, Origin
from evals import plots
from evals.metrics import base_name, metric
from evals.metrics.abstention import risk_coverage
from evals.scoring import scores
from evals.types import CaseKind, Change, Difference, GateResult, Response, Run, Sample, Score, Split

WORST = 20
"""Answers shown side by side with the places they should have rested on."""
RANKS = 10
SECONDS = (0.1, 0.2, 0.5, 1, 2, 5, 10)
"""Where the plot of answering times is cut."""
SLICED = ("span_recall_5", "citation_precision", "nuggets_vital")
"""Metrics that are also told by kind of question."""
FEWEST = 10
"""Answered questions from which the curve says something."""
STYLES = ("report.css", "report_parts.css")
"""The page around, and the parts, which the tab Arviointi has too."""


def render(run: Run, language: Language = Language.FI) -> str:
    """The whole file."""
    title = say("report.title", language, when=_when(run.config.made, language))
    body = tag(
        "main",
        tag("h1", title),
        tag("p", introduction(run, language), class_="lead"),
        tag("section", tag("h2", say("report.gates", language)), gates(run, language)),
        tag("section", tag("h2", say("report.figures", language)), figures(run, language)),
        differences(run, language),
        pictures(run, language),
        worst(run, language),
        tag("section", tag("h2", say("report.config", language)), config(run, language)),
        class_="report",
    )
    head = join(
        [
            Html('<meta charset="utf-8">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            tag("title", title),
            tag("style", Html("".join(_style(name) for name in STYLES))),
        ]
    )
    return "<!doctype html>\n" + tag("html", tag("head", head), tag("body", body), lang=language.value) + "\n"


def _style(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def introduction(run: Run, language: Language) -> str:
    """What was done, in two sentences."""
    return say("report.what", language, samples=len(run.samples), sets=len(run.config.sets))


def gates(run: Run, language: Language) -> Html:
    """Whether everything holds, and each gate with its figure."""
    broken = [gate for gate in run.gates if not gate.ok]
    verdict = say("report.gates_broken", language, n=len(broken)) if broken else say("report.gates_ok", language)
    rows = [
        [
            say(f"gate.{gate.metric}", language),
            _number(gate.value, language),
            _number(gate.bound, language),
            _wanted(gate, gate.limit, language),
            _wanted(gate, gate.aim, language),
            _outcome(gate, language),
        ]
        for gate in run.gates
    ]
    names = ("gate", "value", "bound", "limit", "aim", "outcome")
    hint = tag("p", say("report.gates_hint", language), class_="hint")
    verdict_ = tag("p", verdict, class_="verdict bad" if broken else "verdict")
    return join([verdict_, hint, _table("gates", names, rows, language)])


def _wanted(gate: GateResult, figure: float | None, language: Language) -> str:
    """What a figure is to be: the least, or the most where less is better."""
    if figure is None:
        return "–"
    return f"{'≥' if metric(gate.metric).higher else '≤'} {_number(figure, language)}"


def _outcome(gate: GateResult, language: Language) -> str:
    if not gate.judged:
        return say("report.unmeasured" if gate.bound is None else "report.unjudged", language)
    if not gate.ok:
        return say("report.broken", language)
    return say("report.reached" if _reached(gate) else "report.holds", language)


def _reached(gate: GateResult) -> bool:
    """Whether the figure is where it is to come."""
    if gate.aim is None or gate.value is None:
        return False
    return gate.value >= gate.aim - 1e-9 if metric(gate.metric).higher else gate.value <= gate.aim + 1e-9


def figures(run: Run, language: Language) -> Html:
    """Every metric with its interval; beside it the figure of the baseline where there is one."""
    before = {difference.metric: difference for difference in run.differences}
    names = ["metric", "value", "interval", "n", *(["before", "change"] if before else [])]
    rows = []
    for score in run.scores:
        row = [_title(score.metric, language), _value(score, language), _interval(score, language), str(score.n)]
        if before:
            held = before.get(score.metric)
            row += [_number(held.before, language), _change(held, language)] if held else ["", ""]
        rows.append(row)
    return join(
        [tag("p", say("report.figures_hint", language), class_="hint"), _table("figures", names, rows, language)]
    )


def differences(run: Run, language: Language) -> Html:
    """What got better and worse, and the questions that did; nothing where there was no baseline."""
    if not run.differences:
        return Html("")
    changed = [one for one in run.differences if one.change is not Change.SAME]
    rows = [
        [
            _title(one.metric, language),
            _number(one.before, language),
            _number(one.after, language),
            f"{_number(one.low, language)} … {_number(one.high, language)}",
            _change(one, language),
            ", ".join(one.flipped[:12]) + (" …" if len(one.flipped) > 12 else ""),
        ]
        for one in changed
    ]
    held = tag("p", say("report.change_same", language).capitalize() + ".")
    names = ("metric", "before", "value", "interval", "change", "flipped")
    table = _table("change", names, rows, language)
    return tag(
        "section",
        tag("h2", say("report.differences", language, run=run.baseline)),
        tag("p", say("report.differences_hint", language), class_="hint"),
        table if rows else held,
    )


# Plots


def pictures(run: Run, language: Language) -> Html:
    """By kind of question, ranks, the curve of answering only the surest, and times."""
    drawn = [*_by_kind(run, language), _ranks(run, language), _risk(run, language), _latency(run, language)]
    return join([tag("section", *(part for part in drawn if part), class_="plots")] if any(drawn) else [])


def _by_kind(run: Run, language: Language) -> Iterable[Html]:
    for name in SLICED:
        kinds = {sample.id: sample.kind for sample in run.samples}
        limit = next((gate.limit for gate in run.gates if gate.metric == name), None)
        rows = []
        for kind in CaseKind:
            held = tuple(
                value for value in run.values if base_name(value.metric) == name and kinds.get(value.sample) is kind
            )
            for score in scores(held, tuple(s for s in run.samples if s.kind is kind)) if held else ():
                label = f"{say(f'report.kind_{kind}', language)} ({score.n})"
                told = f"{_number(score.value, language)} ({_interval(score, language)})"
                rows.append(
                    plots.Bar(label=label, value=score.value, low=score.low, high=score.high, told=told, limit=limit)
                )
        if rows:
            title = say("report.of_kind", language, metric=_title(name, language))
            yield _figure(title, plots.bars(rows, title))


def _ranks(run: Run, language: Language) -> Html:
    found = [
        (response, sample)
        for sample, response in _pairs(run)
        if sample.gold and response.ranked and sample.kind is not CaseKind.DRAFT
    ]
    if not found:
        return Html("")
    counts = dict.fromkeys([str(n) for n in range(1, RANKS + 1)], 0)
    missed = say("report.rank_missed", language)
    counts[missed] = 0
    for response, sample in found:
        rank = first_right(sample, response)
        counts[str(rank) if rank and rank <= RANKS else missed] += 1
    title = say("report.ranks", language)
    return _figure(title, plots.columns(list(counts.items()), title, say("report.rank", language)))


def first_right(sample: Sample, response: Response) -> int | None:
    """The rank, from 1, of the first passage that holds words of a gold quote; None where none does."""
    for rank, ranked in enumerate(response.ranked, start=1):
        for gold in sample.gold:
            if gold.document == ranked.place.document and _told(gold.quote) in _told(ranked.place.text):
                return rank
    return None


def _risk(run: Run, language: Language) -> Html:
    points = risk_coverage(run.samples, run.responses)
    if len(points) < FEWEST:
        return Html("")
    title = say("report.risk", language)
    drawn = plots.curve(points, title, say("report.risk_across", language), say("report.risk_up", language))
    return _figure(title, drawn, say("report.risk_hint", language))


def _latency(run: Run, language: Language) -> Html:
    seconds = [response.seconds for response in run.responses if not response.error]
    if not seconds:
        return Html("")
    title = say("report.latency", language)
    counts = plots.by_size(seconds, SECONDS)
    return _figure(title, plots.columns(counts, title, say("report.latency_across", language)))


def _figure(title: str, drawn: Html, hint: str = "") -> Html:
    return tag("figure", tag("h3", title), drawn, tag("figcaption", hint, class_="hint") if hint else None)


# The weakest answers


def worst(run: Run, language: Language) -> Html:
    """The weakest answers of the development split, each beside the places that it should have rested on."""
    weak = weakest(run)
    if not weak:
        return Html("")
    return tag(
        "section",
        tag("h2", say("report.worst", language)),
        tag("p", say("report.worst_hint", language), class_="hint"),
        *(_side_by_side(sample, response, weak_in, language) for sample, response, weak_in in weak),
    )


def weakest(run: Run, most: int = WORST) -> list[tuple[Sample, Response | None, tuple[str, ...]]]:
    """Samples of the development split by how much they miss, the most first, with the metrics they miss on."""
    missed: dict[str, dict[str, float]] = {}
    for value in run.values:
        told = metric(value.metric)
        if told.bounded:
            loss = 1 - value.share if told.higher else value.share
            if loss > 0:
                missed.setdefault(value.sample, {})[told.name] = loss
    answers = {response.sample: response for response in run.responses}
    shown = [sample for sample in run.samples if sample.split is Split.DEV and sample.id in missed]
    shown.sort(key=lambda sample: (-sum(missed[sample.id].values()), sample.id))
    return [(s, answers.get(s.id), tuple(sorted(missed[s.id], key=lambda m: -missed[s.id][m]))) for s in shown[:most]]


def _side_by_side(sample: Sample, response: Response | None, weak_in: Sequence[str], language: Language) -> Html:
    metrics = ", ".join(_title(name, language) for name in weak_in)
    return tag(
        "article",
        tag("h3", tag("span", sample.id, class_="number"), " ", sample.input, lang=sample.language.value),
        tag("p", say("report.weak_in", language, metrics=metrics), class_="hint"),
        tag(
            "div",
            tag("div", tag("h4", say("report.answer", language)), _answer(response, language)),
            tag("div", tag("h4", say("report.right_place", language)), _right(sample, language)),
            class_="pair",
        ),
        class_="case",
    )


def _answer(response: Response | None, language: Language) -> Html:
    if response is None:
        return tag("p", say("report.no_answer", language))
    if response.error:
        return tag("p", say("report.failed", language, code=response.error))
    lines = (
        tag(
            "p",
            sentence.text,
            " ",
            tag("span", say(f"origin.{sentence.origin}", language), class_="origin"),
            class_="form" if sentence.origin is Origin.FORM else None,
        )
        for sentence in response.sentences
    )
    cited = (tag("li", tag("strong", place.document), " ", tag("span", place.text)) for place in response.references)
    return join([*lines, tag("ol", *cited) if response.references else Html("")])


def _right(sample: Sample, language: Language) -> Html:
    if not sample.gold:
        return tag("p", say("report.no_right_place", language))
    places = (tag("li", tag("strong", gold.document), " ", tag("q", gold.quote)) for gold in sample.gold)
    expected = (tag("p", target) for target in sample.target)
    head = tag("h4", say("report.expected", language)) if sample.target else None
    return join([tag("ul", *places), *([head] if head else []), *expected])


# How it was made


def config(run: Run, language: Language) -> Html:
    """What is needed to make the run again."""
    held = run.config
    rows = [
        ("run", held.run),
        ("revision", held.revision),
        ("model", held.model),
        ("embedder", held.embedder),
        ("prompts", ", ".join(held.prompts)),
        ("sets", ", ".join(f"{name} {sha[:8]}" for name, sha in held.sets.items())),
        ("splits", ", ".join(split.value for split in held.splits)),
        ("corpus", say("report.documents", language, n=len(held.corpus))),
        ("machine", held.machine),
        ("seconds", say("report.seconds", language, n=round(run.seconds))),
        ("memory", say("report.megabytes", language, n=round(run.peak_mb))),
    ]
    return tag("dl", *(part for name, told in rows for part in _entry(name, told, language)), class_="config")


def _entry(name: str, told: str, language: Language) -> tuple[Html, Html]:
    return tag("dt", say(f"report.config_{name}", language)), tag("dd", told)


# Small parts


def _pairs(run: Run) -> Iterable[tuple[Sample, Response]]:
    answers: Mapping[str, Response] = {response.sample: response for response in run.responses}
    for sample in run.samples:
        response = answers.get(sample.id)
        if response is not None and not response.error:
            yield sample, response


def _table(what: str, names: Sequence[str], rows: Sequence[Sequence[str]], language: Language) -> Html:
    head = tag("tr", *(tag("th", say(f"report.{name}", language), scope="col") for name in names))
    body = (tag("tr", tag("th", row[0], scope="row"), *(tag("td", cell) for cell in row[1:])) for row in rows)
    # The table scrolls on its own on a narrow screen, and can be reached by keys.
    return tag(
        "div",
        tag("table", tag("thead", head), tag("tbody", *body)),
        class_="wide",
        tabindex=0,
        role="region",
        aria_label=say(f"report.{what}", language),
    )


def _told(words: str) -> str:
    return " ".join(words.split())


def _title(name: str, language: Language) -> str:
    return say(f"metric.{base_name(name)}", language)


def _value(score: Score, language: Language) -> str:
    unit = metric(score.metric).unit
    return f"{_number(score.value, language)} {unit}".strip()


def _interval(score: Score, language: Language) -> str:
    if score.low == score.high:
        return "–"
    return f"{_number(score.low, language)}–{_number(score.high, language)}"


def _change(one: Difference, language: Language) -> str:
    return say(f"report.change_{one.change}", language)


def _number(value: float | None, language: Language) -> str:
    """Three digits after the point, with the language's own decimal mark."""
    if value is None:
        return "–"
    told = f"{value:.3f}" if abs(value) < 100 else f"{value:.0f}"
    return told if language is Language.EN else told.replace(".", ",")


def _when(moment: dt.datetime, language: Language) -> str:
    return f"{day(moment.date(), language)} {moment:%H.%M}"
