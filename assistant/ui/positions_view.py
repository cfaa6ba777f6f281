"""A desk drawn: the tab's body, the line that tells what happened, the source column. No Gradio here."""

from __future__ import annotations

from assistant.errors import LausuntoError
from assistant.statement import Position, ProposalState, Stance, Version
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


def body(desk: Desk) -> Html:
    """The whole tab: the register, or the opened proposal. Raises LausuntoError when the workspace or the opened proposal cannot be
    read."""
    inside = _proposal(desk) if desk.opened else _register(desk)
    return tag(
        "div",
        inside,
        class_="positions",
        data_proposal=desk.opened or None,
        data_focus=desk.focus or None,
        data_gentle=desk.gentle or None,
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


def making(desk: Desk) -> Html:
    """The strip that tells of a text that a model is writing, for whichever proposal, with the way to stop it; else nothing."""
    job = desk.job
    if job is None or not desk.model:
        return Html("")
    return section.making(desk.model, job.proposal.name, job.seconds, job.errand.heard, desk.language)


_BUSY = {"draft": "positions.drafting", "twin": "positions.model_twinning"}


def _busy(desk: Desk) -> str:
    """The key of what is being made of the opened proposal just now."""
    job = desk.job
    return _BUSY.get(job.do, "positions.changing") if job is not None and job.proposal.id == desk.opened else ""


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


def _proposal(desk: Desk) -> Html:
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
        _step(5, "draft", _draft(desk, row, stood), language, id=f"t{section.TURN}", tabindex=-1),
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


def _draft(desk: Desk, row: Row, stood: Position) -> Html:
    work, busy = desk.work(), _busy(desk)
    if work is None:
        shown = section.working(desk.language, busy, desk.model) if busy else _first(desk, row, stood)
        return tag("div", shown, None if busy else _twin_offer(desk))
    return _section(desk, work, stood, busy)


def _first(desk: Desk, row: Row, stood: Position) -> Html:
    """Before there is a draft: the button, or why there is none yet."""
    language = desk.language
    if row.proposal.state is not ProposalState.CONFIRMED:
        return tag("p", icon("unclear"), tag("span", say("positions.why_confirm", language)), class_="notice")
    if position.undecided(stood):
        return tag(
            "div",
            tag("p", icon("unclear"), tag("span", say("positions.why_stance", language))),
            button("", say("positions.to_stance", language), drawn="up", data_goto="stance-supports"),
            class_="notice",
        )
    hint = say("positions.draft_hint", language)
    if desk.model and stood.stance is not Stance.NO_COMMENT:
        hint = say("positions.model_draft_hint", language, model=desk.model)
    return tag(
        "div",
        tag("p", hint, class_="hint"),
        button("draft", say("positions.draft", language), class_="primary", data_long=True, id="draft"),
        class_="first-draft",
    )


def _twin_offer(desk: Desk) -> Html | None:
    """The way to a Swedish text of the Finnish one, where a model was chosen that can tell it."""
    if not desk.model or desk.finnish() is None:
        return None
    again = desk.swedish() is not None
    return tag(
        "div",
        button(
            "twin",
            say("positions.twin_again" if again else "positions.twin", desk.language),
            drawn="retry" if again else "plus",
            data_long=True,
            id="make-twin",
        ),
        tag("span", say("positions.twin_hint", desk.language, model=desk.model), class_="small"),
        class_="tools twin-offer",
    )


def _twin(desk: Desk, finnish: Version) -> Html | None:
    """On a page that is written in Finnish: the Swedish version beside it."""
    swedish = desk.swedish()
    if swedish is None:
        return None
    return section.twin(swedish, finnish, desk.remarks(swedish), desk.language)


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
        tag("p", line, section.wrote(version, desk.model, language), class_="byline"),
        tag(
            "div",
            tag("p", icon("failed"), tag("span", say("positions.stale_stance", language)), class_="notice warning")
            if stale
            else None,
        ),
        tag("div", shown, class_="draft-sheet"),
        tag("div", None if desk.editing else section.model_remarks(version, desk.remarks(version), language)),
        tag("div", None if desk.editing else section.remarks(version, findings, language)),
        tag(
            "div",
            section.working(language, busy, desk.model)
            if busy
            else None
            if desk.editing
            else _tools(desk, work, stood),
        ),
        tag(
            "div", None if desk.editing or busy else section.approving(version, approval, language), class_="approving"
        ),
        tag("div", _twin(desk, version) if desk.written is Language.FI else None),
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
        section.instruct(language, desk.written, desk.instruction_stamp, wrong=desk.wrong.get("instruction", "")),
        unfinished,
        tag("div", button("edit_open", say("positions.edit", language), drawn="pen", id="edit"), again, class_="tools"),
        _twin_offer(desk),
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
