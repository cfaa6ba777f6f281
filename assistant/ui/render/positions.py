"""The register of proposals: a row for each with its stance and state, and the tools that arrange it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.statement import Proposal, Stance
from assistant.text.html import Html, icon, join, tag
from assistant.text.wording import say
from assistant.types import Language
from assistant.ui.render import fields
from assistant.ui.render.fields import Wrong, button
from assistant.ui.render.prose import shorten, tidy


class Stage(StrEnum):
    """How far one proposal is."""

    UNCONFIRMED = "unconfirmed"
    REJECTED = "rejected"
    UNTOUCHED = "untouched"
    GROUNDS = "grounds"
    DRAFT = "draft"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One proposal of the register as it stands; `remarks` counts what the checks say of its newest version."""

    proposal: Proposal
    stance: Stance = Stance.UNDECIDED
    stage: Stage = Stage.UNTOUCHED
    remarks: int = 0


_STANCE_ICONS = {
    Stance.SUPPORTS: "done",
    Stance.SUPPORTS_WITH_RESERVATIONS: "partly",
    Stance.OPPOSES: "close",
    Stance.NO_COMMENT: "same",
    Stance.UNDECIDED: "circle",
    Stance.UNCLEAR: "unclear",
}
_STAGE_ICONS = {
    Stage.UNCONFIRMED: "unclear",
    Stage.REJECTED: "close",
    Stage.UNTOUCHED: "circle",
    Stage.GROUNDS: "quoted",
    Stage.DRAFT: "pen",
    Stage.APPROVED: "done",
}
COVERED = frozenset({Stage.DRAFT, Stage.APPROVED})
"""The stages in which a proposal has a text of its own."""


def coverage(rows: Sequence[Row]) -> tuple[int, int, int]:
    """Confirmed proposals that have a text, those approved, and all confirmed ones."""
    confirmed = [row for row in rows if row.stage not in (Stage.UNCONFIRMED, Stage.REJECTED)]
    return (
        sum(row.stage in COVERED for row in confirmed),
        sum(row.stage is Stage.APPROVED for row in confirmed),
        len(confirmed),
    )


def own_stance(stance: Stance, language: Language) -> Html:
    """The city's stance, as a drawing and words."""
    return tag(
        "span",
        icon(_STANCE_ICONS[stance]),
        say(f"positions.own_{stance}", language),
        class_=f"stance {stance.value.replace('_', '-')}",
    )


def their_stance(stance: Stance, language: Language) -> Html:
    """Another body's stance, as a drawing and words."""
    return tag(
        "span",
        icon(_STANCE_ICONS[stance]),
        say(f"stance.{stance}", language),
        class_=f"stance {stance.value.replace('_', '-')}",
    )


def stage(value: Stage, language: Language) -> Html:
    """How far a proposal is, as a drawing and words."""
    return tag("span", icon(_STAGE_ICONS[value]), say(f"positions.stage_{value}", language), class_=f"stage {value}")


def numbered(proposal: Proposal) -> Html:
    """A proposal's printed number and title."""
    number = tag("span", tidy(proposal.number), " ", class_="printed") if proposal.number else None
    return join(part for part in (number, tag("span", tidy(proposal.title))) if part)


def who(name: str, wrong: Wrong, language: Language) -> Html:
    """The field of one's name: what is saved, is saved by somebody."""
    return fields.line(
        "by",
        say("positions.your_name", language),
        identity="by",
        value=name,
        wrong=wrong.get("name", ""),
        stamp=name,
        class_="who",
        data_do="name",
        maxlength=120,
    )


def meter(rows: Sequence[Row], language: Language) -> Html | None:
    """How many confirmed proposals have a text and how many an approved one; nothing where there are none."""
    covered, approved, total = coverage(rows)
    if not total:
        return None
    words = say("positions.coverage", language, covered=covered, approved=approved, total=total)
    bar = tag(
        "div",
        tag("span", class_="meter-covered", style=f"width: {100 * covered / total:.1f}%"),
        tag("span", class_="meter-approved", style=f"width: {100 * approved / total:.1f}%"),
        class_="meter",
        aria_hidden="true",
    )
    return tag("div", tag("p", words, id="coverage"), bar, class_="coverage")


def _judging(row: Row, language: Language) -> Html:
    """The two answers to a proposal that code found."""
    held = row.proposal
    title = shorten(held.name, 80)
    confirm, reject = say("positions.confirm", language), say("positions.reject", language)
    rejecting = None
    if row.stage is Stage.UNCONFIRMED:
        rejecting = button("reject", reject, data_id=held.id, id=f"r-{held.id}", aria_label=f"{reject}: {title}")
    label = confirm if row.stage is Stage.UNCONFIRMED else say("positions.bring_back", language)
    return tag(
        "div",
        button(
            "confirm",
            label,
            drawn="done",
            class_="quiet yes",
            data_id=held.id,
            id=f"c-{held.id}",
            aria_label=f"{label}: {title}",
        ),
        rejecting,
        class_="judging",
    )


def _row(row: Row, language: Language) -> Html:
    held = row.proposal
    where = say("ui.page", language, n=held.page) if held.page is not None else ""
    judged = row.stage in (Stage.UNCONFIRMED, Stage.REJECTED)
    remarks = say("positions.row_remarks", language, n=row.remarks) if row.remarks else None
    return tag(
        "li",
        tag(
            "div",
            tag(
                "h3",
                tag(
                    "button",
                    numbered(held),
                    type="button",
                    class_="row-title",
                    id=f"o-{held.id}",
                    data_do="open",
                    data_id=held.id,
                ),
            ),
            tag(
                "p",
                tag("span", where, class_="where") if where else None,
                None if judged else own_stance(row.stance, language),
                stage(row.stage, language),
                tag("span", icon("failed"), remarks, class_="remarks") if remarks else None,
                class_="row-facts",
            ),
            class_="row-main",
        ),
        _judging(row, language) if judged else tag("span", icon("next"), class_="row-go"),
        class_="entry",
    )


def _arranged(row: Row, place: int, last: int, wrong: Wrong, language: Language) -> Html:
    """A row with its tools."""
    held = row.proposal
    title = shorten(held.name, 60)

    def tool(do: str, key: str, drawn: str, mark: str, *, to: int | None = None, off: bool = False) -> Html:
        label = say(f"positions.{key}", language)
        return button(
            do,
            label,
            drawn=drawn,
            data_id=held.id,
            data_to=to,
            id=f"{mark}-{held.id}",
            disabled=off,
            aria_label=f"{label}: {title}",
        )

    choose = say("positions.choose_to_merge", language, title=title)
    merging = row.stage is not Stage.REJECTED
    rename = fields.form(
        "rename",
        fields.line(
            "title",
            say("positions.title", language),
            identity=f"n-{held.id}",
            value=held.title,
            stamp=held.title,
            wrong=wrong.get(f"n-{held.id}", ""),
        ),
        fields.submit(say("positions.rename", language), aria_label=f"{say('positions.rename', language)}: {title}"),
        class_="beside",
        data_id=held.id,
    )
    return tag(
        "li",
        tag(
            "div",
            tag(
                "label",
                tag("input", type="checkbox", value=held.id, name_="merge", id=f"m-{held.id}", disabled=not merging),
                tag("span", choose, class_="unseen"),
                numbered(held),
            ),
            stage(row.stage, language),
            class_="arranged-head",
        ),
        rename,
        tag(
            "div",
            tool("move", "up", "up", "u", to=place - 1, off=place == 1),
            tool("move", "down", "down", "d", to=place + 1, off=place == last),
            tool("split_open", "split", "same", "s") if held.text.strip() else None,
            tool("reject", "reject", "close", "r") if row.stage is not Stage.REJECTED else None,
            tool("confirm", "bring_back", "done", "c") if row.stage is Stage.REJECTED else None,
            class_="tools",
        ),
        class_="entry arranged",
    )


def split_form(held: Proposal, title: str, wrong: Wrong, language: Language) -> Html:
    """The proposal's words to be cut: the second part begins with the words written into the field."""
    return tag(
        "section",
        tag("h3", say("positions.split_title", language, title=shorten(held.name, 80)), id="split", tabindex=-1),
        tag("blockquote", tidy(held.text)),
        fields.form(
            "split",
            fields.line(
                "at",
                say("positions.split_at", language),
                identity="split-at",
                hint=say("positions.split_hint", language),
                wrong=wrong.get("split-at", ""),
            ),
            fields.line(
                "title",
                say("positions.split_name", language),
                identity="split-name",
                value=title,
                wrong=wrong.get("split-name", ""),
            ),
            tag(
                "div",
                fields.submit(say("positions.split_do", language), class_="quiet yes"),
                button("split_close", say("positions.cancel", language)),
                class_="tools",
            ),
            data_id=held.id,
        ),
        class_="panel",
        aria_labelledby="split",
    )


def add_form(wrong: Wrong, stamp: str, language: Language) -> Html:
    """A proposal added by hand."""
    return tag(
        "section",
        tag("h3", say("positions.add_title", language), id="add-proposal"),
        fields.form(
            "add",
            tag(
                "div",
                fields.line(
                    "number", say("positions.number", language), identity="new-number", stamp=stamp, class_="short"
                ),
                fields.line(
                    "title",
                    say("positions.title", language),
                    identity="new-title",
                    wrong=wrong.get("new-title", ""),
                    stamp=stamp,
                ),
                class_="pair",
            ),
            fields.area("text", say("positions.own_words", language), identity="new-text", rows=3, stamp=stamp),
            fields.submit(say("positions.add", language), drawn="plus", class_="quiet yes"),
        ),
        class_="panel",
        aria_labelledby="add-proposal",
    )


def empty(*, memos: bool, language: Language) -> Html:
    """What this place is for, and the one thing to do."""
    key = "empty_memo" if memos else "empty"
    go = tag("button", say("ui.to_library", language), type="button", class_="quiet", data_tab="library")
    return tag(
        "div",
        tag("p", say(f"positions.{key}_what", language)),
        tag("p", say(f"positions.{key}_do", language), class_="hint"),
        tag("p", None if memos else go, button("arrange", say("positions.add_title", language), drawn="plus")),
        class_="teach",
    )


def arranging(rows: Sequence[Row], wrong: Wrong, stamp: str, language: Language, *, splitting: Html | None) -> Html:
    """The register with the tools that arrange it."""
    listed = [_arranged(row, n, len(rows), wrong, language) for n, row in enumerate(rows, start=1)]
    merge = tag(
        "div",
        tag("p", say("positions.merge_hint", language), class_="hint"),
        fields.submit(say("positions.merge", language)),
        class_="merging",
    )
    return tag(
        "div",
        tag(
            "div",
            tag("p", say("positions.arrange_hint", language), class_="hint"),
            button("arranged", say("positions.arranged", language), drawn="done", class_="quiet yes", id="arranged"),
            class_="arrange-head",
        ),
        splitting,
        tag("div", tag("ol", *listed, class_="register"), id="chosen-to-merge") if listed else None,
        fields.form("merge", merge, data_with="chosen-to-merge") if len(listed) > 1 else None,
        add_form(wrong, stamp, language),
        class_="arranging",
    )


def register(rows: Sequence[Row], language: Language, *, memos: bool) -> Html:
    """The register: rows to open, those that wait for confirming with their two answers, rejected ones folded away."""
    live = [row for row in rows if row.stage is not Stage.REJECTED]
    gone = [row for row in rows if row.stage is Stage.REJECTED]
    waiting = sum(row.stage is Stage.UNCONFIRMED for row in live)
    notice = None
    if waiting:
        notice = tag(
            "div",
            tag("p", icon("unclear"), tag("span", say("positions.waiting", language, n=waiting))),
            button("confirm_all", say("positions.confirm_all", language), class_="quiet yes") if waiting > 1 else None,
            class_="notice",
        )
    rejected = None
    if gone:
        rejected = tag(
            "details",
            tag("summary", say("positions.rejected", language, n=len(gone))),
            tag("ol", *(_row(row, language) for row in gone), class_="register"),
            id="rejected",
        )
    return tag(
        "div",
        notice,
        tag("ol", *(_row(row, language) for row in live), class_="register")
        if live
        else empty(memos=memos, language=language),
        rejected,
        tag(
            "p",
            button("arrange", say("positions.arrange", language), drawn="pen", id="arrange"),
            class_="tools below",
        )
        if rows
        else None,
    )
