"""What the tab Arviointi shows: how far a run is, and a run's figures by the same functions as its report."""

from __future__ import annotations

from assistant.text.html import Html, icon, join, tag
from assistant.text.wording import day, say
from assistant.types import Language
from assistant.ui.evaluating import State
from evals import report
from evals.types import Config, Run


def progress(state: State, language: Language, *, ended: str = "") -> Html:
    """How far the run is. `ended` is the key of what to say of one that is no longer under way."""
    if state.failed:
        told = say("evaluation.failed", language, reason=state.failed)
        return tag("p", icon("failed"), tag("span", told), class_="fault", role="alert")
    if not state.running:
        return tag("p", say(f"evaluation.{ended}", language), class_="note", role="status") if ended else Html("")
    if not state.total:
        told = say("evaluation.preparing", language)
    elif state.done < state.total:
        told = say("evaluation.asking", language, done=state.done, total=state.total)
    else:
        told = say("evaluation.measuring", language, total=state.total)
    # Without a value the bar tells that work goes on, not how far it is.
    known = {"value": state.done, "max": state.total} if state.total else {}
    return tag(
        "div",
        tag("p", told, id="evaluation-told"),
        tag("progress", aria_labelledby="evaluation-told", **known),
        class_="working-on",
        role="status",
    )


def label(config: Config, language: Language) -> str:
    """A run as it is called in a list."""
    sets = ", ".join(set_name(name, language) for name in config.sets)
    when = f"{day(config.made.date(), language)} {config.made:%H.%M} UTC"
    return say("evaluation.run", language, when=when, samples=config.samples, sets=sets)


def set_name(name: str, language: Language) -> str:
    """A shipped set in words; one that is not ours keeps its own name."""
    try:
        return say(f"evaluation.set_{name}", language)
    except KeyError:
        return name


def run(held: Run | None, language: Language) -> Html:
    """A run's gates, figures, plots and weakest answers; without a run, what this place is for."""
    if held is None:
        return tag("p", say("evaluation.empty", language), class_="note")
    return tag(
        "div",
        tag("p", report.introduction(held, language)),
        tag("h3", say("report.gates", language)),
        report.gates(held, language),
        tag("h3", say("report.figures", language)),
        report.figures(held, language),
        report.differences(held, language),
        report.pictures(held, language),
        report.worst(held, language),
        tag("h3", say("report.config", language)),
        report.config(held, language),
        class_="report",
    )


def guide(language: Language) -> Html:
    """How to read the figures: what the column beside shows."""
    told = ("share", "interval", "gate", "limits")
    return tag(
        "div",
        tag("h2", say("evaluation.reading", language)),
        join(tag("p", say(f"evaluation.reading_{name}", language)) for name in told),
        class_="guide",
    )
