"""Passages: every word once, never across a heading, ids that stay."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.library.passages import LONGEST, TARGET, cut
from assistant.types import Block, BlockKind, Document
from tests.text.made import document

WORD = st.sampled_from(["palsta", "kunta", "18.2.2026", "§", "jos.", "Uusi", "maksu;", "1)", "x" * 30])
BODY = st.tuples(
    st.sampled_from([BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.NOTE]),
    st.lists(WORD, min_size=1, max_size=12),
    st.sampled_from([1, 1, 1, 8, 60]),
)
HEADING = st.tuples(st.just(BlockKind.HEADING), st.lists(WORD, min_size=1, max_size=3), st.sampled_from([1, 2, 3]))


def made(parts: list[tuple[BlockKind, str, int]]) -> Document:
    """A document of blocks a blank line apart, as the readers give them; the number is a heading's level."""
    blocks, at = [], 0
    for kind, text, level in parts:
        blocks.append(Block(kind=kind, start=at, end=at + len(text), level=level if kind is BlockKind.HEADING else 0))
        at += len(text) + 2
    return document("\n\n".join(text for _, text, _ in parts), blocks=tuple(blocks))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Random blocks, some of them far too long."""
    parts = draw(st.lists(st.one_of(BODY, BODY, HEADING), max_size=14))
    return made(
        [
            (kind, " ".join(words * (1 if kind is BlockKind.HEADING else number)), number)
            for kind, words, number in parts
        ]
    )


@given(documents())
def test_every_word_outside_headings_is_in_one_passage(held: Document) -> None:
    """Passages come in order, do not overlap, and hold together just the words that are not headings."""
    cuts = cut(held)
    assert all(a.end <= b.start for a, b in pairwise(cuts))
    inside = [word for c in cuts for word in held.text[c.start : c.end].split()]
    body = [b for b in held.blocks if b.kind is not BlockKind.HEADING]
    assert inside == [word for b in body for word in held.text[b.start : b.end].split()]


@given(documents())
def test_no_passage_crosses_a_heading(held: Document) -> None:
    """No passage touches a heading, and each stands under the headings that are open where it begins."""
    for c in cut(held):
        assert not any(b.kind is BlockKind.HEADING and b.start < c.end and c.start < b.end for b in held.blocks)
        path: dict[int, str] = {}
        for b in held.blocks:
            if b.kind is BlockKind.HEADING and b.start < c.start:
                path = {level: name for level, name in path.items() if level < b.level}
                path[b.level] = held.text[b.start : b.end]
        assert c.heading == tuple(path.values())


@given(documents())
def test_sizes_and_ids(held: Document) -> None:
    """No passage is longer than LONGEST or empty; ids are apart, and the same on cutting again."""
    cuts = cut(held)
    assert all(0 < c.end - c.start <= LONGEST for c in cuts)
    assert all(held.text[c.start : c.end].strip() for c in cuts)
    assert len({c.id for c in cuts}) == len(cuts)
    assert cut(held) == cuts


def test_ids_belong_to_the_document() -> None:
    """The same words in another document are another passage; other facts about the document change nothing."""
    held = made([(BlockKind.PARAGRAPH, "Palsta on vapaa.", 0)])
    assert cut(held)[0].id != cut(replace(held, id="d2"))[0].id
    assert cut(held) == cut(replace(held, title="Muu", body="Kuusilahden kunta"))


def test_paragraphs_are_joined_up_to_target() -> None:
    """Paragraphs share a passage while it fits TARGET; the next one begins a new passage."""
    size = (TARGET - 2) // 2
    fits = made([(BlockKind.PARAGRAPH, "a" * size, 0), (BlockKind.PARAGRAPH, "b" * size, 0)])
    over = made([(BlockKind.PARAGRAPH, "a" * size, 0), (BlockKind.PARAGRAPH, "b" * (size + 1), 0)])
    assert [(c.start, c.end) for c in cut(fits)] == [(0, TARGET)]
    assert [(c.start, c.end) for c in cut(over)] == [(0, size), (size + 2, TARGET + 1)]


def test_list_stays_with_its_opening() -> None:
    """Items may fill a passage past TARGET, up to LONGEST, so that a list is not parted from what opens it."""
    opening, item = (BlockKind.PARAGRAPH, "o" * 1_000, 0), (BlockKind.ITEM, "i" * 300, 0)
    assert len(cut(made([opening, item, item]))) == 1
    assert len(cut(made([opening, item, item, item]))) == 2


def test_long_paragraph_is_cut_between_sentences() -> None:
    """A paragraph longer than LONGEST is cut where a sentence ends."""
    held = made([(BlockKind.PARAGRAPH, " ".join(f"Virke {k:03} päättyy tähän." for k in range(120)), 0)])
    cuts = cut(held)
    assert len(cuts) > 1
    assert all(re.fullmatch(r"Virke .*tähän\.", held.text[c.start : c.end]) for c in cuts)


@given(st.integers(LONGEST - 2, 3 * LONGEST), st.sampled_from([0, 7, 700]))
def test_endless_sentence_is_cut_too(size: int, gap: int) -> None:
    """A sentence without an end, even a word without one, is cut into passages of a bearable size and loses nothing."""
    text = "".join(" " if gap and k % gap == gap - 1 else "a" for k in range(size)).strip()
    held = made([(BlockKind.PARAGRAPH, text, 0)])
    cuts = cut(held)
    assert all(c.end - c.start <= LONGEST for c in cuts)
    assert "".join("".join(held.text[c.start : c.end].split()) for c in cuts) == "".join(text.split())


def test_title_counts_where_nothing_else_tells() -> None:
    """A title is left to the headings where there are some, and is kept in the text where there are none."""
    title, body = (BlockKind.TITLE, "Palstat", 0), (BlockKind.PARAGRAPH, "Vapaa.", 0)
    alone = made([title, body])
    headed = made([title, (BlockKind.HEADING, "1 §", 1), body])
    assert [alone.text[c.start : c.end] for c in cut(alone)] == ["Palstat\n\nVapaa."]
    assert [(c.heading, headed.text[c.start : c.end]) for c in cut(headed)] == [(("1 §",), "Vapaa.")]


def test_text_without_blocks() -> None:
    """A text that no reader parted is one run; an empty one has no passages."""
    assert [(c.start, c.end) for c in cut(document("Palsta on vapaa."))] == [(0, 16)]
    assert cut(document(" \n")) == ()
