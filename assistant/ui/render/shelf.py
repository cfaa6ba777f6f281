"""The library on screen: the table of sources, what became of each file, progress, what the search sees."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text.html import Html, icon, join, tag
from assistant.text.wording import day, say
from assistant.types import Added, AddState, Document, Hit, Language, Progress
from assistant.ui.render.answer import remark
from assistant.ui.render.cards import byline, digest_mark, document_href, links
from assistant.ui.render.prose import marked, tidy, window

SHOWN = 200
"""Rows of the table at once; the filter reaches the rest."""

_OUTCOME_ICONS = {
    AddState.ADDED: "done",
    AddState.REPLACED: "done",
    AddState.UNCHANGED: "same",
    AddState.FAILED: "failed",
}


def matches(document: Document, wanted: str) -> bool:
    """Whether every word of the filter is in the document's title, body, date, kind or original address."""
    text = f"{document.title} {document.body or ''} {document.date or ''} {document.external_id}".casefold()
    return all(word in text for word in wanted.casefold().split())


def _row(document: Document, passages: int, language: Language) -> Html:
    def cell(key: str, *inside: str | None) -> Html:
        return tag("td", *inside, data_label=say(f"ui.{key}", language))

    title = tidy(document.title)
    name = tag("a", title, href=document_href(document), target="_blank", rel="noopener", lang=document.language)
    remarks = filter(None, (remark(code, language) for code in document.notes))
    notes = [tag("p", note, class_="small") for note in remarks]
    really = tag(
        "details",
        tag("summary", say("ui.remove", language), aria_label=f"{say('ui.remove', language)}: {title}"),
        tag(
            "p",
            say("ui.remove_sure", language),
            " ",
            tag(
                "button",
                say("ui.remove_yes", language),
                type="button",
                class_="quiet danger",
                data_remove=document.id,
                aria_label=f"{say('ui.remove_yes', language)}: {title}",
            ),
        ),
        class_="remove",
    )
    return tag(
        "tr",
        tag("th", name, " ", digest_mark(document, language), *notes, scope="row"),
        cell("kind", say(f"kind.{document.kind}", language)),
        cell("body", tidy(document.body) if document.body else "–"),
        cell("date", day(document.date, language) if document.date else "–"),
        cell("pages", str(len(document.pages)) if document.pages else "–"),
        cell("language", say(f"ui.language_{document.language}", language)),
        cell("passages", str(passages)),
        tag("td", really),
    )


def table(documents: Sequence[tuple[Document, int]], wanted: str, language: Language) -> Html:
    """Every source that passes the filter, the first 200 of them."""
    if not documents:
        return tag("p", say("ui.library_empty", language), class_="hint")
    held = [(document, passages) for document, passages in documents if matches(document, wanted)]
    if not held:
        return tag("p", say("ui.filter_none", language, wanted=tidy(wanted)), class_="hint", role="status")
    keys = ("title_column", "kind", "body", "date", "pages", "language", "passages")
    head = [tag("th", say(f"ui.{key}", language), scope="col") for key in keys]
    head.append(tag("th", tag("span", say("ui.actions", language), class_="unseen"), scope="col"))
    count = say("ui.library_count", language, shown=min(len(held), SHOWN), total=len(documents))
    return tag(
        "table",
        tag("caption", count),
        tag("thead", tag("tr", *head)),
        tag("tbody", *(_row(document, passages, language) for document, passages in held[:SHOWN])),
        class_="library",
    )


def duration(seconds: float, language: Language) -> str:
    """A rough time left, in words."""
    if seconds < 60:
        return say("ui.seconds", language, n=max(round(seconds), 1))
    return say("ui.minutes", language, n=round(seconds / 60))


def progress(now: Progress, seconds: float, language: Language) -> Html:
    """How far the reading is, `seconds` after it began; the time left once there is something to reckon it from."""
    share = now.done / now.total if now.total else 0.0
    left = duration(seconds * (1 - share) / share, language) if share > 0.02 and seconds > 1 else ""
    words = say(
        "ui.progress", language, name=tidy(now.name) or say("ui.indexing", language), done=now.done, total=now.total
    )
    return tag(
        "div",
        tag("p", words, say("ui.time_left", language, left=left) if left else None, id="adding-words"),
        tag("progress", max=max(now.total, 1), value=now.done, aria_labelledby="adding-words"),
        class_="adding",
        role="status",
    )


def starting(names: Sequence[str], language: Language) -> Html:
    """Shown from the moment files are given until the first passage is done."""
    return tag(
        "div",
        tag("p", say("ui.reading", language, names=", ".join(tidy(name) for name in names)), id="adding-words"),
        tag("progress", aria_labelledby="adding-words"),
        class_="adding",
        role="status",
    )


def _outcome(added: Added, language: Language) -> Html:
    words = say(f"ui.outcome_{added.state}", language, name=tidy(added.name), passages=added.passages)
    if added.state is AddState.FAILED:
        code = added.message if "." in added.message else f"error.{added.message}"
        words = remark(code, language, {"name": added.name, **added.values}) or words
    notes = [remark(code, language) for code in (added.document.notes if added.document else ())]
    return tag(
        "li",
        icon(_OUTCOME_ICONS[added.state]),
        tag("span", " ".join([words, *filter(None, notes)])),
        class_=f"outcome {added.state}",
    )


def outcomes(added: Sequence[Added], language: Language) -> Html:
    """What became of each file: failures first, with what to do."""
    ordered = sorted(added, key=lambda one: one.state is not AddState.FAILED)
    good = sum(one.state is not AddState.FAILED for one in added)
    summary = say("ui.outcomes", language, good=good, total=len(added))
    rows = (_outcome(one, language) for one in ordered[:SHOWN])
    return tag("div", tag("p", summary), tag("ul", *rows), class_="outcomes", role="status")


def message(words: str, *, failed: bool = False) -> Html:
    """One line of text where something happened; empty words take it away."""
    if not words:
        return Html("")
    if failed:
        return tag("p", icon("failed"), tag("span", words), class_="fault", role="alert")
    return tag("p", words, class_="note", role="status")


def hits(found: Sequence[Hit], query: str, language: Language) -> Html:
    """What the search sees, best first."""
    if not found:
        return tag("p", say("ui.search_none", language, query=tidy(query)), class_="hint", role="status")
    rows = []
    for hit in found:
        passage = hit.passage
        document = passage.document
        start, end = window(passage.text, (), 320)
        head = [tag("strong", tidy(document.title), lang=document.language)]
        head += [tag("span", " › ".join(tidy(part) for part in passage.heading), lang=document.language)]
        rows.append(
            tag(
                "li",
                tag("p", join(head, " "), class_="hit-head"),
                tag("p", " · ".join(byline(document, passage.page, language)), " ", digest_mark(document, language)),
                tag("blockquote", marked(passage.text[start:end], ()), lang=document.language),
                links(document, [(passage.start, passage.end)], language),
            )
        )
    count = say("ui.search_count", language, n=len(rows), query=tidy(query))
    return tag("div", tag("p", count, role="status"), tag("ol", *rows, class_="hits"))


def heading(title: str, hint: str, language: Language) -> Html:
    """The title of a part of the page and one line on what it is for, by their keys."""
    return tag("div", tag("h2", say(title, language)), tag("p", say(hint, language), class_="hint"), class_="heading")
