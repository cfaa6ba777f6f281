"""A desk drawn: the tab's body, the line that tells what happened, the source column. No Gradio here."""

from __future__ import annotations

from assistant.errors import LausuntoError
from assistant.statement import Position, ProposalState, Version
from assistant.text.html import Html, icon, join, tag
from assistant.text.numbering import number
from assistant.text.wording import say
from assistant.types import Language
from assistant.ui.positions_desk import Desk, Work
from assistant.ui.render import conflict, grounds, position, positions, section
from assistant.ui.render.cards import source_card
from assistant.ui.render.column import side
from assistant.ui.render.fields import button
from assistant.ui.render.positions import Row


def loading(language: Language) -> Html:
    """Before the register has been read."""
    return tag("div", tag("p", say("positions.loading", language), class_="hint"), class_="positions")


def body(desk: Desk, busy: str = "") -> Html:
    """The whole tab: the register, or the opened proposal. `busy` is the key of what is being done just now.

    Raises LausuntoError when the workspace or the opened proposal cannot be read.
    """
    inside = _proposal(desk, busy) if desk.opened else _register(desk)
    return tag(
        "div",
        inside,
        class_="positions",
        data_proposal=desk.opened or None,
        data_focus=desk.focus or None,
        data_top="true" if desk.top else None,
        data_serial=str(desk.serial),
    )


def told(desk: Desk) -> Html:
    """One line on what happened last, announced as it appears."""
    line = join([icon("failed" if desk.failed else "done"), tag("span", desk.told)]) if desk.told else None
    return tag(
        "div",
        tag("p", None if desk.failed else line, class_="told-line", role="status"),
        tag("p", line if desk.failed else None, class_="told-line bad", role="alert"),
        class_="told-strip",
        data_serial=str(desk.serial),
    )


def label(desk: Desk) -> str:
    """The tab's name with its meter."""
    covered, _, total = positions.coverage(desk.rows())
    if not total:
        return say("positions.tab", desk.language)
    return say("positions.tab_count", desk.language, covered=covered, total=total)


def column(desk: Desk) -> Html:
    """The sources of the opened proposal: those the draft quotes by number, and the grounds."""
    language = desk.language
    parts: list[Html] = []
    if desk.opened:
        work = desk.work()
        numbered = number(work.newest.claims) if work else ()
        if numbered:
            cards = (source_card(one, section.TURN, language, back="positions.back_to_draft") for one in numbered)
            parts += [
                tag("h3", say("positions.sources_of", language), class_="small-head"),
                tag("ol", *cards, class_="cards"),
            ]
        found = {ground.id: ground for ground in desk.grounds().grounds}
        if found:
            near = (grounds.ground_card(ground, language) for ground in found.values())
            parts += [
                tag("h3", say("positions.sources_grounds", language), class_="small-head"),
                tag("ol", *near, class_="cards"),
            ]
    shown = [tag("section", *parts, class_="shelf", aria_label=say("positions.sources", language))] if parts else []
    return side("positions-sources", shown, say("positions.sources_empty", language), language)


def _register(desk: Desk) -> Html:
    language, rows = desk.language, desk.rows()
    memos = desk.memos()
    top = tag(
        "div",
        tag(
            "div",
            tag("h2", say("positions.heading", language), id="positions-title", tabindex=-1),
            tag("p", say("positions.lead", language), class_="hint") if rows else None,
        ),
        positions.who(desk.name, desk.wrong, language) if rows or desk.arranging else None,
        class_="positions-top",
    )
    if desk.arranging:
        splitting = None
        if desk.splitting:
            held = desk.drafting.proposal(desk.splitting)
            splitting = positions.split_form(held, "", desk.wrong, language)
        listed = positions.arranging(rows, desk.wrong, desk.stamp, language, splitting=splitting)
    else:
        listed = positions.register(rows, language, memos=memos)
    return tag("div", top, tag("div", positions.meter(rows, language)), listed, class_="register-view")


def _proposal(desk: Desk, busy: str) -> Html:
    language = desk.language
    rows = desk.rows()
    row = next((row for row in rows if row.proposal.id == desk.opened), None) or desk.row()
    stood = desk.position()
    back = button("close", say("positions.all_proposals", language), drawn="back", class_="back-link", id="back-to-all")
    return tag(
        "div",
        tag("div", back, positions.who(desk.name, desk.wrong, language), class_="positions-top"),
        position.head(row, language),
        tag("div", _clash(desk)),
        position.words(row.proposal, desk.memo(row.proposal), language),
        _step(1, "stance", tag("div", position.stances(stood, language), _contradictions(desk)), language),
        _step(2, "own", _own(desk, stood), language),
        _step(3, "grounds", grounds.groups(desk.grounds(), stood.grounds, desk.taken(), language), language),
        _step(4, "voices", grounds.voices(desk.grounds(), language), language),
        _step(5, "draft", _draft(desk, row, stood, busy), language, id=f"t{section.TURN}", tabindex=-1),
        _around(desk, rows),
        class_="proposal-view",
    )


def _step(n: int, name: str, inside: Html, language: Language, **more: str | int) -> Html:
    return tag(
        "section",
        tag(
            "h3",
            tag("span", str(n), class_="step-number", aria_hidden="true"),
            tag("span", say(f"positions.step_{name}", language)),
            id=f"step-{name}",
            tabindex=-1,
        ),
        inside,
        class_=f"step step-{name}",
        aria_labelledby=f"step-{name}",
        **more,
    )


def _own(desk: Desk, stood: Position) -> Html:
    return tag(
        "div",
        position.wishes(stood, f"{desk.opened}:{desk.whole}", desk.language),
        position.facts(stood, desk.wrong, f"{desk.opened}:{desk.stamp}", desk.language),
    )


def _clash(desk: Desk) -> Html | None:
    clash = desk.clash
    if clash is None:
        return None
    if isinstance(clash.theirs, Version):
        return conflict.sections(clash.theirs, clash.text or clash.instruction, desk.language)
    return conflict.positions(clash.theirs, clash.position or clash.theirs, desk.language)


def _contradictions(desk: Desk) -> Html:
    found = () if position.undecided(desk.position()) else desk.grounds().contradictions
    return tag("div", *(position.contradiction(one, desk.language) for one in found[:2]))


def _draft(desk: Desk, row: Row, stood: Position, busy: str) -> Html:
    work = desk.work()
    if work is None:
        return tag("div", section.working(desk.language, busy) if busy else _first(row, stood, desk.language))
    return _section(desk, work, stood, busy)


def _first(row: Row, stood: Position, language: Language) -> Html:
    """Before there is a draft: the button, or why there is none yet."""
    if row.proposal.state is not ProposalState.CONFIRMED:
        return tag("p", icon("unclear"), tag("span", say("positions.why_confirm", language)), class_="notice")
    if position.undecided(stood):
        return tag(
            "div",
            tag("p", icon("unclear"), tag("span", say("positions.why_stance", language))),
            button("", say("positions.to_stance", language), drawn="up", data_goto="stance-supports"),
            class_="notice",
        )
    return tag(
        "div",
        tag("p", say("positions.draft_hint", language), class_="hint"),
        button("draft", say("positions.draft", language), class_="primary", data_long=True, id="draft"),
        class_="first-draft",
    )


def _section(desk: Desk, work: Work, stood: Position, busy: str) -> Html:
    language, version = desk.language, work.newest
    findings = desk.drafting.findings(version)
    stale = version.stance is not stood.stance
    approval = desk.drafting.workspace.approval(version.section)
    line = say(
        "positions.version_line",
        language,
        n=version.n,
        what=say(f"version_kind.{version.kind}", language),
        by=version.by or "–",
        at=section.moment(version.at, language),
    )
    shown = section.text(version, findings, language)
    if desk.editing:
        written = work.typed if desk.restored and work.typed is not None else version.text
        shown = section.editor(
            written, desk.stamp, language, restored=desk.restored, wrong=desk.wrong.get("edit-text", "")
        )
    return tag(
        "div",
        tag("p", line, class_="byline"),
        tag(
            "div",
            tag("p", icon("failed"), tag("span", say("positions.stale_stance", language)), class_="notice warning")
            if stale
            else None,
        ),
        tag("div", shown, class_="draft-sheet"),
        tag("div", None if desk.editing else section.remarks(version, findings, language)),
        tag("div", section.working(language, busy) if busy else None if desk.editing else _tools(desk, work, stood)),
        tag(
            "div", None if desk.editing or busy else section.approving(version, approval, language), class_="approving"
        ),
        section.versions(work.versions, desk.compared, _changes(desk), language),
        class_="section",
    )


def _tools(desk: Desk, work: Work, stood: Position) -> Html:
    language = desk.language
    unfinished = tag("p", say("positions.unfinished", language), class_="note") if work.typed is not None else None
    again = None
    if not position.undecided(stood):
        again = join(
            [
                button("draft", say("positions.draft_again", language), drawn="retry", data_long=True, id="draft"),
                tag("span", say("positions.draft_again_hint", language), class_="small"),
            ]
        )
    return tag(
        "div",
        section.instruct(language, desk.written, desk.stamp, wrong=desk.wrong.get("instruction", "")),
        unfinished,
        tag("div", button("edit_open", say("positions.edit", language), drawn="pen", id="edit"), again, class_="tools"),
        class_="changing",
    )


def _changes(desk: Desk) -> tuple[section.Change, ...]:
    if desk.compared is None:
        return ()
    try:
        return desk.drafting.difference(desk.section(desk.opened), *desk.compared)
    except LausuntoError:
        desk.compared = None
        return ()


def _around(desk: Desk, rows: list[Row]) -> Html:
    """The way to the proposals before and after."""
    before, after = desk.neighbours(rows)
    language = desk.language

    def way(key: str, drawn: str, id: str, name: str) -> Html:
        title = say(f"positions.{key}", language)
        return tag(
            "button",
            tag("span", icon(drawn), title, class_="way-head"),
            tag("span", name, class_="way-name"),
            type="button",
            class_=f"way way-{key}",
            data_do="open",
            data_id=id,
        )

    return tag(
        "nav",
        way("previous", "back", before.id, before.name) if before else tag("span"),
        way("next", "next", after.id, after.name) if after else tag("span"),
        class_="around",
        aria_label=say("positions.heading", language),
    )
