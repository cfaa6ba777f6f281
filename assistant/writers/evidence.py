"""Evidence as a model is given it: numbered passages between marks that none of them holds, as many as there is room for.

What stands between the marks is data. A source cannot end its own passage: the mark is made of what all of them say, so
nobody who wrote one could know it, and it is made anew until it occurs in none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.text.prompts import Prompt
from assistant.text.wording import say
from assistant.types import Evidence, Language, Passage

LEAST = 400
"""Characters of a passage that are worth giving where the whole does not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a model is given to go by. `passages` are numbered from 1 in this order; `mark` stands before and after each in
    `text`; `cut` tells whether anything found was left out."""

    passages: tuple[Passage, ...]
    text: str
    mark: str
    cut: bool

    def passage(self, number: int) -> Passage | None:
        """The passage of a number, None for a number that was not given."""
        return self.passages[number - 1] if 0 < number <= len(self.passages) else None


def shown(evidence: Evidence, prompt: Prompt, room: int) -> Shown:
    """The evidence in `room` characters, by rank: the first that does not fit is cut at the end of a line or of a sentence, and
    with it ends the list. No passage at all where there is no room for a part worth giving."""
    passages = [hit.passage for hit in evidence.hits]
    mark = marked(passages, evidence.question.standalone)
    language = evidence.question.language
    taken: list[str] = []
    cut = False
    for number, passage in enumerate(passages, start=1):
        whole = _written(passage, passage.text, number, mark, prompt, language)
        if len(whole) > room:
            cut = True
            part = _beginning(passage.text, room - (len(whole) - len(passage.text)))
            if part:
                taken.append(_written(passage, part, number, mark, prompt, language))
            break
        taken.append(whole)
        room -= len(whole) + 1
    return Shown(passages=tuple(passages[: len(taken)]), text="\n".join(taken), mark=mark, cut=cut)


def marked(passages: Sequence[Passage], question: str) -> str:
    """A mark that stands in none of the passages, nor in the question."""
    texts = [question, *(" ".join((p.text, p.document.title, p.document.body or "", *p.heading)) for p in passages)]
    mark = "\0".join(texts)
    while True:
        mark = "==" + hashlib.sha256(mark.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        if not any(mark in text for text in texts):
            return mark


def _written(passage: Passage, text: str, number: int, mark: str, prompt: Prompt, language: Language) -> str:
    document = passage.document
    return prompt.fill(
        "passage",
        mark=mark,
        number=number,
        title=_line(document.title),
        heading=_line(" / ".join(passage.heading)) or "–",
        kind=say("model.digest", language) if document.digest else say(f"model.{document.kind}", language),
        body=_line(document.body or "") or "–",
        date=document.date.isoformat() if document.date else "–",
        text=text,
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _beginning(text: str, room: int) -> str:
    """The beginning of a text up to the end of a line or a sentence, empty where that is too little."""
    if room < LEAST:
        return ""
    held = text[:room]
    return held[: max(held.rfind("\n"), held.rfind(". ") + 1, LEAST)]
