"""A section as it is worked on: sentences with their origin, findings, ways to change it, its versions and their differences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from assistant.statement import Approval, Version, VersionKind, paragraphs
from assistant.text import clock
from assistant.text.html import Html, icon, join, tag
from assistant.text.numbering import Source, number
from assistant.text.wording import day, say, texts
from assistant.types import Claim, Finding, Language, Severity
from assistant.ui.render import fields
from assistant.ui.render.answer import origin, pills, said
from assistant.ui.render.fields import button
from assistant.ui.render.prose import shorten

TURN = 0
"""Stands for the section where a conversation's answers have numbers from 1: its cards are t0-s1, t0-s2 …"""

EXAMPLES = ("shorten", "reason", "money")
"""Instructions to begin with, by their names in the wording."""


class Change(Protocol):
    """A stretch of the text that both versions have, or one of them: `same`, `added` or `removed`."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102


def moment(at: dt.datetime, language: Language) -> str:
    """Day and time by Finnish clocks."""
    here = clock.local(at)
    return say("positions.moment", language, day=day(here.date(), language), time=f"{here.hour}.{here.minute:02}")


def finding_words(found: Finding, language: Language) -> str:
    """What a finding says and how to mend it; its code where the wording lacks it."""
    section, _, name = found.message.rpartition(".")
    if name not in texts().get(section or "finding", {}):
        return found.message
    return say(f"{section or 'finding'}.{name}", language, **found.values)


def _sentence(
    claim: Claim, index: int, sources: Sequence[Source], marked: bool, language: Language, spoken: Language | None
) -> Html:
    name = f"claim {claim.origin}" + (" has-finding" if marked else "")
    return tag(
        "span",
        said(claim, pills(claim, sources, TURN, index, language), spoken),
        " ",
        origin(claim, language),
        id=f"t{TURN}-c{index}",
        class_=name,
        tabindex=-1,
    )


def text(version: Version, findings: Sequence[Finding], language: Language) -> Html:
    """The sentences by paragraph, each with its sources and where it comes from."""
    sources = number(version.claims)
    flagged = {found.claim for found in findings if found.severity is not Severity.INFO}
    spoken = version.language if version.language != language else None
    shown, at = [], 0
    for group in paragraphs(version.claims):
        lines = [
            _sentence(claim, at + n, sources, at + n in flagged, language, spoken) for n, claim in enumerate(group)
        ]
        at += len(group)
        shown.append(tag("p", join(lines, " ")))
    return tag("div", *shown, class_="draft-text")


def wrote(version: Version, chosen: str, language: Language) -> str | None:
    """Which model wrote the version; that none did, where one was chosen. Nothing of a text written by hand."""
    model = version.model.partition(":")[2]
    if model:
        return f" · {say('positions.model_wrote', language, model=model)}"
    return f" · {say('positions.model_not', language)}" if version.model and chosen else None


_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def remarks(version: Version, findings: Sequence[Finding], language: Language) -> Html:
    """What the checks say, the gravest first, each with its sentence and the way to mend it."""
    if not findings:
        return tag("p", icon("done"), tag("span", say("positions.no_findings", language)), class_="clean")
    open_ones = sum(found.severity is not Severity.INFO for found in findings)
    title = say("positions.findings", language, n=len(findings))
    hint = tag("p", say("positions.findings_hint", language), class_="hint") if open_ones else None
    return tag("div", tag("h4", title, id="findings"), hint, _rows(version, findings, language))


def model_remarks(version: Version, findings: Sequence[Finding], language: Language) -> Html | None:
    """What the model's writer said of this version as it was made: what was left out, cut or not done."""
    if not findings:
        return None
    title = tag("h4", say("positions.model_remarks", language), id="model-remarks")
    return tag("div", title, _rows(version, findings, language))


def _rows(version: Version, findings: Sequence[Finding], language: Language) -> Html:
    rows = []
    for found in sorted(findings, key=lambda one: _ORDER.index(one.severity)):
        place = None
        if found.claim is not None and 0 <= found.claim < len(version.claims):
            words = shorten(version.claims[found.claim].text, 90)
            show = say("positions.show_sentence", language)
            place = tag(
                "button",
                show,
                type="button",
                class_="plain-link",
                data_goto=f"t{TURN}-c{found.claim}",
                aria_label=f"{show}: {words}",
            )
        drawn = "same" if found.severity is Severity.INFO else "failed"
        rows.append(
            tag(
                "li",
                tag(
                    "p",
                    icon(drawn),
                    tag("strong", say(f"severity.{found.severity}", language)),
                    class_="kind",
                ),
                tag("p", finding_words(found, language)),
                tag("p", place) if place else None,
                class_=f"finding {found.severity}",
            )
        )
    return tag("ul", *rows, class_="findings")


def twin(swedish: Version, finnish: Version, remarks: Sequence[Finding], language: Language) -> Html:
    """The Swedish version beside the Finnish one: its text, who wrote it, and whether the Finnish text has changed since."""
    line = say("positions.twin_line", language, n=swedish.n, by=swedish.by or "–", at=moment(swedish.at, language))
    older = None
    if swedish.at < finnish.at:
        words = tag("span", say("positions.twin_older", language))
        older = tag("p", icon("unclear"), words, class_="notice")
    lines = (tag("p", part, lang=Language.SV) for part in swedish.text.split("\n\n"))
    return tag(
        "details",
        tag("summary", say("positions.twin_title", language)),
        tag("p", line, wrote(swedish, "", language), class_="byline"),
        older,
        tag("div", *lines, class_="draft-text"),
        # Its sentences are not among the section's own on this page, so that none of them can be gone to.
        tag("ul", *(tag("li", finding_words(found, language), class_="note") for found in remarks), class_="plain-list")
        if remarks
        else None,
        tag("p", say("positions.twin_where", language), class_="hint"),
        id="twin",
        tabindex=-1,
    )


def making(model: str, title: str, seconds: int, heard: int, language: Language) -> Html:
    """The strip while a model writes: of what, how long and how much, and the button that stops it."""
    key = "positions.model_writes" if heard else "positions.model_waited"
    told = say(key, language, model=model, title=shorten(title, 60))
    figures = say("positions.model_so_far", language, seconds=seconds, heard=heard)
    stop = button("halt", say("ui.stop", language), drawn="close", id="halt-strip")
    return tag(
        "div",
        tag("span", class_="pulse", aria_hidden="true"),
        tag("p", told, " ", tag("span", figures, class_="small")),
        stop,
        class_="making-strip",
    )


def instruct(language: Language, written: Language, stamp: str, *, wrong: str = "") -> Html:
    """The field for an instruction, and examples that can be sent at once, in the language `written` of the section."""
    examples = [
        button(
            "revise",
            say(f"positions.example_{name}", language),
            data_instruction=say(f"positions.example_{name}", written),
            data_long=True,
            id=f"example-{name}",
        )
        for name in EXAMPLES
    ]
    return tag(
        "div",
        fields.form(
            "revise",
            fields.line(
                "instruction",
                say("positions.instruction", language),
                identity="instruction",
                hint=say("positions.instruction_hint", language),
                wrong=wrong,
                stamp=stamp,
                maxlength=500,
            ),
            fields.submit(say("positions.revise", language), id="revise"),
            class_="beside",
            data_long=True,
        ),
        tag("div", *examples, class_="tools", role="group", aria_label=say("positions.examples", language)),
    )


def editor(written: str, stamp: str, language: Language, *, restored: bool, wrong: str = "") -> Html:
    """The section's text to be edited by hand; it is saved while it is typed."""
    return fields.form(
        "edit",
        tag("p", say("positions.restored_typing", language), class_="note") if restored else None,
        fields.area(
            "text",
            say("positions.edit_label", language),
            identity="edit-text",
            value=written,
            hint=say("positions.edit_hint", language),
            wrong=wrong,
            rows=14,
            stamp=stamp,
            data_save="typing",
        ),
        tag(
            "div",
            fields.submit(say("positions.edit_save", language), class_="primary", id="edit-save"),
            button("edit_cancel", say("positions.edit_cancel", language), id="edit-cancel"),
            class_="tools",
        ),
        class_="editor",
        data_long=True,
    )


def approving(version: Version, approval: Approval | None, language: Language) -> Html:
    """Who approved this version and when, or the button to do so."""
    if approval is not None and approval.version == version.n:
        words = say(
            "positions.approved_by",
            language,
            by=approval.by,
            at=moment(approval.at, language),
            n=approval.version,
        )
        return tag("p", icon("done"), tag("span", words), class_="approved-by", id="approved", tabindex=-1)
    old = None
    if approval is not None:
        old = tag("p", say("positions.approved_older", language, n=approval.version, by=approval.by), class_="note")
    return tag(
        "div",
        old,
        tag(
            "div",
            button("approve", say("positions.approve", language), drawn="done", class_="primary", id="approve"),
            tag("p", say("positions.approve_hint", language, n=version.n), class_="hint"),
            class_="approve-row",
        ),
    )


def _what(version: Version, language: Language) -> str:
    kind = say(f"version_kind.{version.kind}", language)
    if version.kind is VersionKind.RESTORE and version.instruction:
        return say("positions.restored_from", language, n=version.instruction)
    return f"{kind}: ”{shorten(version.instruction, 80)}”" if version.instruction else kind


def versions(
    held: Sequence[Version],
    compared: tuple[int, int] | None,
    changes: Sequence[Change],
    language: Language,
) -> Html:
    """Every version, newest first, with the way back to each; and the difference of two."""
    newest = held[-1].n
    rows = []
    for version in reversed(held):
        label = say("positions.restore", language)
        back = None
        if version.n != newest:
            back = button(
                "restore",
                label,
                drawn="retry",
                data_n=str(version.n),
                data_long=True,
                id=f"back-{version.n}",
                aria_label=say("positions.restore_n", language, n=version.n),
            )
        rows.append(
            tag(
                "tr",
                tag("th", str(version.n), scope="row"),
                tag("td", _what(version, language), data_label=say("positions.version_what", language)),
                tag("td", version.by or "–", data_label=say("positions.version_by", language)),
                tag("td", moment(version.at, language), data_label=say("positions.version_at", language)),
                tag("td", back or tag("span", say("positions.newest", language), class_="small")),
            )
        )
    keys = ("version_n", "version_what", "version_by", "version_at")
    heads = [tag("th", say(f"positions.{key}", language), scope="col") for key in keys]
    heads.append(tag("th", tag("span", say("ui.actions", language), class_="unseen"), scope="col"))
    return tag(
        "details",
        tag("summary", say("positions.versions", language, n=len(held))),
        tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="voices versions"),
        _comparing(held, compared, language) if len(held) > 1 else None,
        difference(compared, changes, language) if compared else None,
        id="versions",
    )


def _comparing(held: Sequence[Version], compared: tuple[int, int] | None, language: Language) -> Html:
    first, second = compared or (held[-2].n, held[-1].n)

    def choice(name: str, chosen: int) -> Html:
        options = (
            tag("option", f"{version.n} – {_what(version, language)}", value=version.n, selected=version.n == chosen)
            for version in held
        )
        label = say(f"positions.compare_{name}", language)
        return tag(
            "div",
            tag("label", label, for_=f"compare-{name}"),
            tag("select", *options, id=f"compare-{name}", name_=name, data_stamp=str(chosen)),
            class_="field",
        )

    return fields.form(
        "compare",
        choice("first", first),
        choice("second", second),
        fields.submit(say("positions.compare", language), id="compare"),
        class_="beside comparing",
    )


def difference(compared: tuple[int, int], changes: Sequence[Change], language: Language) -> Html:
    """What changed, told by signs and words as well as by colour."""
    added, removed = say("positions.added_words", language), say("positions.removed_words", language)
    parts: list[Html] = []
    for change in changes:
        if change.kind == "same":
            parts.append(tag("span", change.text))
            continue
        new = change.kind == "added"
        words = change.text.strip()
        before, _, after = change.text.partition(words)
        parts += [
            tag("span", before),
            tag(
                "ins" if new else "del",
                tag("span", f"{added if new else removed}: ", class_="unseen"),
                tag("span", "+" if new else "−", class_="sign", aria_hidden="true"),
                words,
            ),
            tag("span", after),
        ]
    same = all(change.kind == "same" for change in changes)
    return tag(
        "section",
        tag(
            "h4",
            say("positions.difference", language, first=compared[0], second=compared[1]),
            id="difference",
            tabindex=-1,
        ),
        tag("p", say("positions.no_difference", language))
        if same
        else join(
            [
                tag(
                    "p",
                    tag("ins", tag("span", "+", class_="sign"), added),
                    " ",
                    tag("del", tag("span", "−", class_="sign"), removed),
                    class_="legend",
                ),
                tag("div", *parts, class_="diff"),
            ]
        ),
        class_="panel",
        aria_labelledby="difference",
    )


def working(language: Language, key: str, model: str = "") -> Html:
    """Shown while a text is being made; where a model makes it, it can be stopped here too."""
    stop = button("halt", say("ui.stop", language), drawn="close", id="halt") if model else None
    return tag(
        "div",
        tag(
            "div",
            tag("p", say(key, language), id="working-words"),
            tag("progress", aria_labelledby="working-words"),
            class_="adding",
            role="status",
        ),
        stop,
        class_="working-box",
    )
