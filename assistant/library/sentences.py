"""The sentences of passages, each with the words it is found and chosen by.

A sentence alone often lacks its topic, which its heading or the opening of its list holds, so those stand before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.library.search import heading_line
from assistant.text.finnish import Sentence, sentences
from assistant.text.references import labels
from assistant.types import Passage


def sentences_of(passage: Passage) -> list[tuple[Sentence, str]]:
    """The sentences of a passage in order, each with what it is found by: title and headings, the opening of its list,
    the sentence itself, and the names of what it holds."""
    text = passage.document.text
    topic = heading_line(passage)
    out = []
    for span in sentences(text, passage.start, passage.end):
        lead = text[slice(*span.lead)] if span.lead else ""
        own = text[span.start : span.end]
        out.append((span, "\n".join(part for part in (topic, lead, own, labels(own)) if part)))
    return out


def sentence_texts(passages: Iterable[Passage]) -> Iterator[str]:
    """What every sentence of the passages is found by."""
    for passage in passages:
        for _, context in sentences_of(passage):
            yield context
