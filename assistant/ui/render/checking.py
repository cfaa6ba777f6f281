"""The ten-minute check: findings one at a time, weakest sentences first, each with what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.export.parts import moment, section_name, worded
from assistant.statement import Acceptance, Section, Statement
from assistant.text.html import Html, icon, join, tag
from assistant.text.numbering import Source, number
from assistant.text.wording import say
from assistant.types import Claim, Finding, Language, Severity
from assistant.ui.render.answer import origin
from assistant.ui.render.cards import source_id
from assistant.ui.render.prose import marked, tidy
from assistant.ui.render.whole import TURN, Whole, part

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A finding with where it stands: `at` counts the statement's sentences from 0, None for the whole section."""

    finding: Finding
    section: Section
    at: int | None

    @property
    def claim(self) -> Claim | None:
        """The sentence it is about."""
        inside = self.finding.claim
        return None if inside is None else self.section.version.claims[inside]

    @property
    def written(self) -> str:
        """What is mended: the sentence, or the section's text."""
        return self.claim.text if self.claim else self.section.version.text


def places(statement: Statement) -> tuple[Place, ...]:
    """Every finding, accepted ones too: errors, then warnings, then hints, each in the order of the text."""
    found, first = [], 0
    for section in statement.sections:
        claims = section.version.claims
        for finding in section.findings:
            inside = finding.claim if finding.claim is not None and finding.claim < len(claims) else None
            found.append(Place(finding=finding, section=section, at=None if inside is None else first + inside))
        first += len(claims)
    return tuple(sorted(found, key=lambda one: _WEIGHT[one.finding.severity]))


def waiting(statement: Statement) -> tuple[Place, ...]:
    """The findings that stop an export, in the order of the check."""
    held = {finding.id for finding in statement.open}
    return tuple(one for one in places(statement) if one.finding.id in held)


def hints(statement: Statement) -> tuple[Place, ...]:
    """The findings that stop nothing."""
    return tuple(one for one in places(statement) if one.finding.severity is Severity.INFO)


def anchors(statement: Statement) -> Mapping[str, str]:
    """Where the check speaks of a sentence: the id of its first open finding by `section:index`."""
    led: dict[str, str] = {}
    for k, one in enumerate(waiting(statement)):
        if one.at is not None:
            led.setdefault(f"{one.section.id}:{one.finding.claim}", f"whole-check-{k}")
    return led


def told(finding: Finding, language: Language) -> str:
    """The finding in words with its advice."""
    words = worded(finding.message, language, finding.values)
    return words or say("whole.finding_untold", language, check=finding.check)


def _numbers(claim: Claim, sources: Sequence[Source], language: Language) -> Iterator[Html]:
    for source in sources:
        if any(quote in source.quotes for quote in claim.quotes):
            name = say("ui.pill", language, n=source.n, title=tidy(source.document.title))
            yield tag("a", str(source.n), class_="pill", href=f"#{source_id(TURN, source.n)}", aria_label=name)


def _words(one: Place, sources: Sequence[Source], language: Language) -> Html:
    spoken = one.section.version.language
    claim = one.claim
    if claim is None:
        return tag("p", say("whole.about_section", language), class_="small")
    # A mark over the whole sentence would tell nothing.
    words = one.finding.words if one.finding.words != claim.text else ""
    at = claim.text.find(words) if words else -1
    marks = [(at, at + len(words))] if at >= 0 else []
    return tag(
        "p",
        tag("q", marked(claim.text, marks, paragraphs=False), lang=spoken),
        " ",
        join(_numbers(claim, sources, language), " "),
        " ",
        origin(claim, language),
        class_="found-words",
    )


def _mending(one: Place, name: str, language: Language) -> Html:
    """The field where the sentence, or the section's text, is written anew."""
    key = "mend_sentence" if one.claim else "mend_section"
    text = one.written
    rows = min(max(len(text) // 70 + 1, 2), 14)
    return tag(
        "div",
        tag("label", say(f"whole.{key}", language), for_=f"{name}-text"),
        tag(
            "textarea",
            text,
            id=f"{name}-text",
            rows=rows,
            lang=one.section.version.language,
            data_first=text,
            data_keep=f"{one.section.id}:{text}",
        ),
        tag(
            "p",
            tag("button", say("whole.save", language), type="button", class_="primary", data_do="mend", **_target(one)),
            tag("button", say("whole.cancel", language), type="button", class_="quiet", data_mend="close"),
            class_="found-actions",
        ),
        class_="mending",
        hidden=True,
    )


def _target(one: Place) -> dict[str, str | int | None]:
    return {
        "data_id": one.section.id,
        "data_n": one.section.version.n,
        "data_claim": "" if one.claim is None else one.finding.claim,
        "data_finding": one.finding.id,
    }


def _key(words: str, key: str, language: Language) -> tuple[str, ...]:
    return (tag("span", words), tag("kbd", say(f"whole.key_{key}", language), aria_hidden="true"))


def _deed(name: str, do: str, language: Language, **more: str | int | None) -> Html:
    return tag(
        "button",
        *_key(say(f"whole.{name}", language), name, language),
        type="button",
        class_="quiet strong" if name == "accept" else "quiet",
        data_key=say(f"whole.key_{name}", language).casefold(),
        aria_keyshortcuts=say(f"whole.key_{name}", language),
        **({"data_do": do} if do else {}),
        **more,
    )


def _finding(one: Place, k: int, total: int, sources: Sequence[Source], language: Language) -> Html:
    name = f"whole-check-{k}"
    finding = one.finding
    title = tidy(section_name(one.section))
    seen = one.at is not None and tag(
        "a", say("whole.see_place", language), href=f"#t{TURN}-c{one.at}", data_go=f"t{TURN}-c{one.at}", class_="see"
    )
    return tag(
        "article",
        tag(
            "p",
            tag(
                "span",
                icon("failed"),
                say(f"severity.{finding.severity}", language),
                class_=f"weight {finding.severity}",
            ),
            tag("span", title, class_="of-section", lang=one.section.version.language),
            tag("span", say("whole.position", language, k=k + 1, n=total), class_="position"),
            class_="found-head",
            id=f"{name}-head",
        ),
        _words(one, sources, language),
        tag("p", told(finding, language), " ", seen or None, class_="found-told"),
        tag(
            "p",
            _deed("accept", "accept", language, **_target(one)),
            _deed("mend", "", language, data_mend="open"),
            _deed("drop", "drop", language, **_target(one)) if one.claim else None,
            class_="found-actions",
        ),
        _mending(one, name, language),
        id=name,
        class_=f"whole-finding {finding.severity}",
        tabindex=-1,
        aria_labelledby=f"{name}-head",
        hidden=k > 0,
        data_k=k,
    )


def _walk(total: int, language: Language) -> Html | None:
    if total < 2:
        return None
    return tag(
        "p",
        _step("previous", "-1", language),
        _step("following", "1", language),
        class_="found-walk",
    )


def _step(name: str, step: str, language: Language) -> Html:
    return tag(
        "button",
        *_key(say(f"whole.{name}", language), name, language),
        type="button",
        class_="quiet",
        data_step=step,
        data_key=say(f"whole.key_{name}", language).casefold(),
        aria_keyshortcuts=say(f"whole.key_{name}", language),
    )


def _hint(one: Place, language: Language) -> Html:
    return tag(
        "li",
        tag("p", tidy(section_name(one.section)), class_="small", lang=one.section.version.language),
        tag("p", tag("q", tidy(one.claim.text), lang=one.section.version.language)) if one.claim else None,
        tag("p", told(one.finding, language)),
    )


def _hints(statement: Statement, language: Language) -> Html | None:
    held = hints(statement)
    if not held:
        return None
    title = say("whole.hints_one" if len(held) == 1 else "whole.hints", language, n=len(held))
    return tag(
        "details", tag("summary", title), tag("ul", *(_hint(one, language) for one in held), class_="whole-hints")
    )


def _acceptance(one: Place, by: Sequence[Acceptance], language: Language) -> Html:
    who = (say("whole.accepted_by", language, by=held.by, at=moment(held.at, language)) for held in by)
    return tag("li", tag("p", told(one.finding, language)), tag("p", "; ".join(who), class_="small"))


def _accepted(statement: Statement, language: Language) -> Html | None:
    by: dict[str, list[Acceptance]] = {}
    for held in statement.accepted:
        by.setdefault(held.finding, []).append(held)
    rows = [_acceptance(one, by[one.finding.id], language) for one in places(statement) if one.finding.id in by]
    if not rows:
        return None
    title = say("whole.accepted_one" if len(rows) == 1 else "whole.accepted", language, n=len(rows))
    return tag("details", tag("summary", title), tag("ul", *rows, class_="whole-hints"))


def check(whole: Whole, language: Language) -> Html:
    """The findings. All are drawn and one is shown; the script steps from one to the next."""
    statement = whole.statement
    found = waiting(statement)
    sources = number(statement.claims)
    if found:
        desk = tag(
            "div",
            *(_finding(one, k, len(found), sources, language) for k, one in enumerate(found)),
            _walk(len(found), language),
            tag("p", say("whole.keys", language), class_="small", id="whole-keys"),
            class_="desk",
            role="group",
            tabindex=0,
            aria_labelledby="whole-check-title",
            aria_describedby="whole-keys",
        )
    else:
        desk = tag(
            "p",
            icon("done"),
            tag("span", say("whole.none_open", language)),
            class_="calm",
            id="whole-check-none",
            tabindex=-1,
        )
    return part(
        "check",
        "whole-check-title",
        say("whole.check_hint", language) if found else None,
        desk,
        _hints(statement, language),
        _accepted(statement, language),
        language=language,
    )
