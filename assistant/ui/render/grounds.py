"""Grounds: quotes for and against in three groups, and what others said as counted from the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from assistant.statement import Ground, Grounds, Side, Stance
from assistant.text.html import Html, icon, tag
from assistant.text.wording import day, say
from assistant.types import Kind, Language
from assistant.ui.render.cards import digest_mark, document_href, excerpt, links
from assistant.ui.render.positions import their_stance
from assistant.ui.render.prose import shorten, tidy

FIRST = 3
"""Grounds of a group shown before the rest is folded away."""
QUOTE = 420
"""Characters of a quote shown in its group; the source column shows it whole."""

_SPEAKS = frozenset({Kind.OWN_STATEMENT, Kind.OTHER_STATEMENT, Kind.DECISION})


def card_id(ground: Ground) -> str:
    """The id of a ground's card in the source column; "n" is what the page's script takes for a card without a number."""
    return f"t0-n{int(ground.id[1:], 16)}"


def _about(ground: Ground, language: Language) -> str:
    """Who says it and when: the body where there is one, else the source's title."""
    document = ground.document
    parts = [tidy(document.body) if document.body else tidy(document.title)]
    if ground.quote.passage.heading and document.kind is Kind.STATUTE:
        parts = [shorten(document.title, 80), tidy(ground.quote.passage.heading[-1])]
    parts.append(say(f"kind.{document.kind}", language))
    if document.date:
        parts.append(day(document.date, language))
    if ground.quote.page is not None:
        parts.append(say("ui.page", language, n=ground.quote.page))
    return " · ".join(parts)


def _added_mark(ground: Ground, language: Language) -> Html | None:
    return tag("span", say("positions.added_ground", language), class_="added-mark") if ground.added else None


def _ground(ground: Ground, ticked: Collection[str], taken: Collection[str], language: Language) -> Html:
    document = ground.document
    about = _about(ground, language)
    speaks = document.kind in _SPEAKS
    default = ground.id in taken and not ticked
    show = say("positions.show_source", language)
    return tag(
        "li",
        tag("blockquote", f"”{shorten(ground.quote.text, QUOTE)}”", lang=document.language),
        tag("p", about, " ", digest_mark(document, language), _added_mark(ground, language), class_="byline"),
        tag(
            "p",
            their_stance(ground.stance, language) if speaks else None,
            tag("a", show, href=f"#{card_id(ground)}", class_="plain-link", aria_label=f"{show}: {about}"),
            class_="ground-facts",
        ),
        tag(
            "label",
            tag(
                "input",
                type="checkbox",
                data_do="ground",
                data_id=ground.id,
                id=f"use-{ground.id}",
                checked=ground.id in ticked,
            ),
            tag(
                "span",
                say("positions.use", language),
                tag("span", f": {shorten(ground.quote.text, 60)}", class_="unseen"),
                tag("span", say("positions.by_default", language), class_="by-default") if default else None,
            ),
            class_="use",
        ),
        class_="ground used" if ground.id in taken else "ground",
    )


def _group(
    side: Side, held: Sequence[Ground], ticked: Collection[str], taken: Collection[str], language: Language
) -> Html:
    drawn = [_ground(ground, ticked, taken, language) for ground in held]
    rest = None
    if len(drawn) > FIRST:
        rest = tag(
            "details",
            tag("summary", say("positions.more_grounds", language, n=len(drawn) - FIRST)),
            tag("ul", *drawn[FIRST:], class_="grounds-list"),
            id=f"more-{side}",
        )
    return tag(
        "section",
        tag(
            "h4",
            say(f"positions.side_{side}", language),
            tag("span", str(len(held)), class_="count"),
            id=f"side-{side}",
        ),
        tag("ul", *drawn[:FIRST], class_="grounds-list")
        if drawn
        else tag("p", say(f"positions.none_{side}", language), class_="hint"),
        rest,
        class_=f"side-{side}",
        aria_labelledby=f"side-{side}",
    )


def groups(found: Grounds, ticked: Collection[str], taken: Collection[str], language: Language) -> Html:
    """The three groups. `ticked` are the ids the manager chose, `taken` those that a draft would use."""
    if not found.grounds:
        return tag("p", say("positions.no_grounds", language), class_="hint")
    key = "grounds_chosen" if ticked else "grounds_default"
    return tag(
        "div",
        tag("p", say(f"positions.{key}", language, n=len(taken)), class_="hint"),
        tag("div", *(_group(side, found.side(side), ticked, taken, language) for side in Side), class_="sides"),
    )


def voices(found: Grounds, language: Language) -> Html:
    """What others said: one row a body, counted from the sources in the library alone."""
    if not found.voices:
        return tag("p", say("positions.no_voices", language), class_="hint")
    counted = Counter(voice.stance for voice in found.voices)
    order = [*Stance]
    told = ", ".join(
        say("positions.voices_of", language, stance=say(f"stance.{stance}", language), n=counted[stance])
        for stance in order
        if counted[stance]
    )
    keys = ("voice_body", "voice_stance", "voice_date", "voice_source")
    rows = [
        tag(
            "tr",
            tag("th", tidy(voice.document.body or voice.document.title), scope="row"),
            tag("td", their_stance(voice.stance, language), data_label=say("positions.voice_stance", language)),
            tag(
                "td",
                day(voice.document.date, language) if voice.document.date else "–",
                data_label=say("positions.voice_date", language),
            ),
            tag(
                "td",
                tag(
                    "a",
                    say("ui.open", language),
                    icon("page"),
                    href=document_href(voice.document, [(voice.quote.start, voice.quote.end)]),
                    target="_blank",
                    rel="noopener",
                    aria_label=f"{say('ui.open_document', language)}: {tidy(voice.document.title)}, {say('ui.new_tab', language)}",
                ),
                " ",
                digest_mark(voice.document, language),
                data_label=say("positions.voice_source", language),
            ),
        )
        for voice in found.voices
    ]
    return tag(
        "div",
        tag(
            "table",
            tag("caption", say("positions.voices_count", language, n=len(found.voices), told=told)),
            tag("thead", tag("tr", *(tag("th", say(f"positions.{key}", language), scope="col") for key in keys))),
            tag("tbody", *rows),
            class_="voices",
        ),
        tag("p", say("positions.voices_note", language), class_="hint"),
        class_="voices-part",
    )


def ground_card(ground: Ground, language: Language) -> Html:
    """A ground in the source column: its passage with the quoted words marked."""
    document = ground.document
    path = " › ".join(tidy(part) for part in ground.quote.passage.heading)
    return tag(
        "li",
        tag("h3", tag("span", tidy(document.title), lang=document.language)),
        tag("p", path, class_="heading", lang=document.language) if path else None,
        tag("p", _about(ground, language), " ", digest_mark(document, language), class_="byline"),
        excerpt(ground.quote.passage, [ground.quote], language),
        tag("p", say("ui.digest_warning", language), class_="small") if document.digest else None,
        links(document, [(ground.quote.start, ground.quote.end)], language),
        tag("a", icon("back"), say("positions.back_to_ground", language), href="#t0", class_="back"),
        id=card_id(ground),
        class_="card near",
        tabindex=-1,
    )
