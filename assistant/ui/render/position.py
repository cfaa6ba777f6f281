"""One proposal: its own words, the stance, and what the manager says of it."""

from __future__ import annotations

from assistant.statement import CHOICES, Contradiction, LocalFact, Position, Proposal, ProposalState, Stance
from assistant.text.html import Html, icon, join, tag
from assistant.text.wording import day, say
from assistant.types import Document, Language
from assistant.ui.render import fields
from assistant.ui.render.cards import byline, digest_mark, document_href
from assistant.ui.render.fields import Wrong, button
from assistant.ui.render.positions import Row, numbered, own_stance, stage
from assistant.ui.render.prose import marked, shorten, tidy, window

SHOWN = 700
"""Characters of a proposal's words shown before the rest is folded away."""


def _memo(held: Proposal, memo: Document | None, language: Language) -> Html:
    """Where the words are from, with the way there."""
    if memo is None:
        key = "memo_gone" if held.document else "added_by_hand"
        return tag("p", say(f"positions.{key}", language), class_="byline")
    title = tidy(memo.title)
    label = say("positions.open_digest" if memo.digest else "positions.open_memo", language)
    link = tag(
        "a",
        label,
        icon("page"),
        href=document_href(memo, [(held.start, held.end)] if held.end > held.start else ()),
        target="_blank",
        rel="noopener",
        aria_label=f"{label}: {title}, {say('ui.new_tab', language)}",
    )
    about = " · ".join(byline(memo, held.page, language)[1:])
    return join(
        [
            tag(
                "p",
                tag("span", title, lang=memo.language),
                f" · {about} " if about else " ",
                digest_mark(memo, language),
            ),
            tag("p", link, class_="links"),
        ]
    )


def words(held: Proposal, memo: Document | None, language: Language) -> Html:
    """The proposal's own words with where they are from."""
    spoken = memo.language if memo else None
    start, end = window(held.text, (), SHOWN)
    whole: Html | None = tag(
        "blockquote", marked(held.text[start:end], ()), " …" if end < len(held.text) else None, lang=spoken
    )
    rest = None
    if end < len(held.text):
        rest = tag(
            "details",
            tag("summary", say("positions.whole_proposal", language)),
            tag("blockquote", marked(held.text, ()), lang=spoken),
            id="whole-proposal",
        )
    if not held.text.strip():
        whole = tag("p", say("positions.no_words", language), class_="hint")
    return tag(
        "section",
        tag("h3", say("positions.own_words", language), class_="small-head"),
        whole,
        rest,
        _memo(held, memo, language),
        class_="own-words",
    )


def head(row: Row, language: Language) -> Html:
    """The proposal's name and state, and the question whether it is one while nobody has said so."""
    held = row.proposal
    ask = None
    if held.state is not ProposalState.CONFIRMED:
        rejected = held.state is ProposalState.REJECTED
        text = say("positions.is_rejected" if rejected else "positions.is_unconfirmed", language)
        confirm = say("positions.bring_back" if rejected else "positions.confirm", language)
        ask = tag(
            "div",
            tag("p", icon("unclear"), tag("span", text)),
            tag(
                "div",
                button("confirm", confirm, drawn="done", class_="quiet yes", data_id=held.id, id=f"c-{held.id}"),
                None
                if rejected
                else button("reject", say("positions.reject", language), data_id=held.id, id=f"r-{held.id}"),
                class_="judging",
            ),
            class_="notice",
        )
    return tag(
        "div",
        tag("h2", numbered(held), id="proposal", tabindex=-1),
        tag("p", stage(row.stage, language), own_stance(row.stance, language), class_="row-facts"),
        ask,
        class_="proposal-head",
    )


def stances(position: Position, language: Language) -> Html:
    """Four choices, none of them made beforehand."""
    choices = [
        tag(
            "label",
            tag(
                "input",
                type="radio",
                name_="stance",
                id=f"stance-{choice.value.replace('_', '-')}",
                value=choice,
                data_do="stance",
                checked=position.stance is choice,
            ),
            own_stance(choice, language),
            class_="choice",
        )
        for choice in CHOICES
    ]
    return tag(
        "fieldset",
        tag("legend", say("positions.stance_legend", language)),
        tag("p", say("positions.stance_hint", language), class_="hint"),
        tag("div", *choices, class_="choices"),
        class_="stances",
    )


def contradiction(found: Contradiction, language: Language) -> Html:
    """The city's own earlier words beside the memo's, where the chosen stance is another."""
    earlier = found.earlier
    document = earlier.document
    about = " · ".join([tidy(document.title), *byline(document, earlier.quote.page, language)[1:]])
    return tag(
        "div",
        tag("p", icon("failed"), tag("strong", say("positions.contradiction", language))),
        tag(
            "div",
            tag(
                "div",
                tag("p", say("positions.contradiction_earlier", language), class_="small-head"),
                tag("blockquote", f"”{tidy(earlier.quote.text)}”", lang=document.language),
                tag("p", about, " ", digest_mark(document, language), class_="byline"),
            ),
            tag(
                "div",
                tag("p", say("positions.contradiction_memo", language), class_="small-head"),
                tag("blockquote", f"”{shorten(found.proposal, 400)}”"),
                tag("p", say("positions.contradiction_chosen", language), " ", own_stance(found.chosen, language)),
            ),
            class_="pair",
        ),
        tag("p", say("positions.contradiction_do", language)),
        class_="notice warning",
    )


def wishes(position: Position, stamp: str, language: Language) -> Html:
    """What the manager asks for, in own words."""
    return fields.area(
        "wishes",
        say("positions.wishes", language),
        identity="wishes",
        value=position.wishes,
        hint=say("positions.wishes_hint", language),
        rows=4,
        stamp=stamp,
        data_save="wishes",
    )


def _fact(fact: LocalFact, language: Language) -> Html:
    told = ", ".join(filter(None, (tidy(fact.source), day(fact.date, language) if fact.date else "")))
    drop = say("positions.fact_drop", language)
    return tag(
        "li",
        tag(
            "div",
            tag("p", tidy(fact.text)),
            tag("p", told or say("positions.fact_no_source", language), class_="byline"),
        ),
        button("fact_drop", drop, data_id=fact.id, aria_label=f"{drop}: {shorten(fact.text, 60)}", id=f"x-{fact.id}"),
    )


def facts(position: Position, wrong: Wrong, stamp: str, language: Language) -> Html:
    """The manager's own sentences about the city, and a form for one more."""
    listed = [_fact(fact, language) for fact in position.facts]
    return tag(
        "div",
        tag("h4", say("positions.facts", language), id="facts", tabindex=-1),
        tag("p", say("positions.facts_hint", language), class_="hint"),
        tag("ul", *listed, class_="facts") if listed else None,
        fields.form(
            "fact_add",
            fields.area(
                "fact",
                say("positions.fact", language),
                identity="fact",
                rows=2,
                wrong=wrong.get("fact", ""),
                stamp=stamp,
            ),
            tag(
                "div",
                fields.line("source", say("positions.fact_source", language), identity="fact-source", stamp=stamp),
                fields.line(
                    "date",
                    say("positions.fact_date", language),
                    identity="fact-date",
                    placeholder=say("ui.date_hint", language),
                    wrong=wrong.get("fact-date", ""),
                    stamp=stamp,
                    class_="short",
                ),
                class_="pair",
            ),
            fields.submit(say("positions.fact_add", language), drawn="plus"),
        ),
        class_="facts-part",
    )


def undecided(position: Position) -> bool:
    """Whether the manager has not chosen yet."""
    return position.stance not in CHOICES or position.stance is Stance.UNDECIDED
