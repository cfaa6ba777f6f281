"""Finds the development proposals of a memo by rules on how memos are laid out. No model, no list of known proposals.

Looked for, in this order of trust: labels ("Kehittämisehdotus 3", "Ehdotus 2.1: …") wherever they stand; under a chapter
of proposals what `text/layouts.py` tells, one lay-out for a chapter; where there is none of that, recommendations and
their chapters, tables of proposals, lists that a line of proposing opens, a summary, and at last the questions of a form.
Proposals made by others, what is quoted or told of another paper, chapters about proposals and repetitions are left out.
Whatever is found waits for a person to confirm it.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.statement import FoundAs, Proposal
from assistant.text import layouts, printed
from assistant.text.layouts import Found
from assistant.text.outline import Outline, Unit, outline
from assistant.text.printed import Chapter, Label, Printed
from assistant.types import BlockKind, Document

RULES = 4
"""Raised when the rules change what is found, so that memos already in the library are looked at anew."""
_SET_ASIDE = (Chapter.OTHERS, Chapter.CONTENTS)


def proposal_id(document_id: str, start: int) -> str:
    """The id of the proposal that begins at an offset of a document: the same at every detection."""
    return "p" + hashlib.sha256(f"{document_id}:{start}".encode()).hexdigest()[:8]


def detect(document: Document) -> tuple[Proposal, ...]:
    """The proposals of a memo in its order, in state DETECTED; none where it has none.

    None is found either where the memo says that it makes none: what it retells is others'. They do not overlap, and `document.text[start:end]` is the text of each. A number is kept as printed, "" where none is.
    """
    if printed.proposes_nothing(document.text):
        return ()
    tree = outline(document)
    for rule in (_printed, _measures, _tables, _opened, _summaries, _questions):
        found = _without_repeats(tree, _without_told(tree, rule(tree)))
        if found:
            return tuple(_proposals(document, tree, found))
    return ()


# The places to look in --------------------------------------------------------------------------------------------------


def _printed(tree: Outline) -> list[Found]:
    """Labelled proposals, and what chapters of proposals hold. Where the headings of a chapter have one "Ehdotus: …" each,
    the headings are the proposals."""
    labelled = [one for one in _labelled(tree) if not tree.within(one.unit, *_SET_ASIDE, Chapter.SUMMARY)]
    found: list[Found] = []
    taken: set[int] = set()
    for index, unit in enumerate(tree.units):
        wanted = unit.heading and unit.chapter is Chapter.PROPOSALS
        if not wanted or tree.within(index, *_SET_ASIDE, Chapter.SUMMARY):
            continue
        inside = [one for one in labelled if index <= one.unit < tree.end(index)]
        titled = layouts.headings(tree, index)
        if not inside:
            found += layouts.of_chapter(tree, index)
        elif _one_for_each(tree, inside, titled):
            found += titled
            taken |= {one.start for one in inside}
    return found + _without_effects(tree, [one for one in labelled if one.start not in taken], found)


def _one_for_each(tree: Outline, inside: Sequence[Found], titled: Sequence[Found]) -> bool:
    """Whether every heading of a chapter has at most one label without a number under it, and most have one."""
    counts = [sum(one.unit < label.unit < tree.end(one.unit) for label in inside) for one in titled]
    plain = not any(label.number for label in inside)
    return plain and len(titled) > 1 and max(counts) == 1 and sum(counts) == len(inside) >= len(titled) / 2


def _without_effects(tree: Outline, labelled: Sequence[Found], found: Sequence[Found]) -> list[Found]:
    """Without labels in chapters about proposals ("Ehdotus 3: vaikutukset …") where the proposals themselves stand elsewhere."""
    aside = [one for one in labelled if one.number and tree.within(one.unit, Chapter.ABOUT)]
    main = [one for one in labelled if one not in aside]
    numbers = {one.number for one in main if one.number}
    covered = len(found) > 1 and not numbers
    return main + [one for one in aside if one.number not in numbers and not covered]


def _measures(tree: Outline) -> list[Found]:
    labelled = [
        one for one in _labelled(tree, Label.RECOMMENDATION) if not tree.within(one.unit, *_SET_ASIDE, Chapter.SUMMARY)
    ]
    return labelled if len(labelled) > 1 else _of_chapters(tree, lambda unit: unit.chapter is Chapter.MEASURES)


def _opened(tree: Outline) -> list[Found]:
    """What lists hold that a line of proposing opens, chapter by chapter."""
    kept = [k for k in range(len(tree.units)) if not tree.within(k, *_SET_ASIDE, Chapter.SUMMARY)]
    found = layouts.opened(tree, kept)
    return found if len(found) > 1 else []


def _summaries(tree: Outline) -> list[Found]:
    """Where proposals stand in a summary alone."""
    labelled = [one for one in _labelled(tree) if not tree.within(one.unit, *_SET_ASIDE)]
    return labelled or _of_chapters(
        tree, lambda unit: unit.chapter is Chapter.SUMMARY and bool(layouts.PROPOSING.search(unit.title))
    )


def _of_chapters(tree: Outline, wanted: Callable[[Unit], bool]) -> list[Found]:
    return [
        one
        for index, unit in enumerate(tree.units)
        if unit.heading and wanted(unit) and not tree.within(index, *_SET_ASIDE)
        for one in layouts.of_chapter(tree, index)
    ]


def _tables(tree: Outline) -> list[Found]:
    """Tables with a column of proposals, wherever they stand; each heading's tables by themselves."""
    found: list[Found] = []
    for _, own in itertools.groupby(range(len(tree.units)), key=lambda k: tree.units[k].parent):
        kept = [k for k in own if not tree.within(k, *_SET_ASIDE, Chapter.SUMMARY)]
        found += layouts.rows(tree, kept, named=True)
    return found


def _questions(tree: Outline) -> list[Found]:
    """The questions of the request's form: numbered ones, or what ends in a question mark under a heading of questions; without
    those that ask who answers or for other remarks, where any asks for a stance."""
    labelled = list(_labelled(tree, Label.QUESTION))
    every = [replace(one, found_as=FoundAs.QUESTION) for one in labelled] or [
        layouts.at(
            tree,
            tree.number_of(k),
            printed.sentence_title(tree.text[tree.number_of(k).rest : unit.block.end]),
            FoundAs.QUESTION,
            k,
            last=_explained(tree, k),
        )
        for k, unit in enumerate(tree.units)
        if tree.within(k, Chapter.QUESTIONS) and unit.text.endswith("?") and unit.block.kind is not BlockKind.NOTE
    ]
    return [one for one in every if not printed.asks_no_stance(one.title)] or every


def _explained(tree: Outline, index: int) -> int:
    """The index after a question and the paragraphs under it that tell what is asked about; answers to tick are none."""
    after = itertools.takewhile(
        lambda unit: (
            unit.block.kind is BlockKind.PARAGRAPH
            and unit.text[:1].isalpha()
            and bool(layouts.FINISHED.search(unit.text))
            and not unit.text.endswith("?")
        ),
        tree.units[index + 1 :],
    )
    return index + 1 + sum(1 for _ in after)


# Labels -----------------------------------------------------------------------------------------------------------------


def _labelled(tree: Outline, kind: Label = Label.PROPOSAL) -> Iterator[Found]:
    """Every label that is no mention, with what it labels."""
    for index, unit in enumerate(tree.units):
        start, end = unit.block.start, unit.block.end
        if unit.block.kind in (BlockKind.TITLE, BlockKind.NOTE) or not printed.may_label(unit.text):
            continue
        words = unit.block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        for at in printed.starts(tree.text, start, end) if words else (start,):
            bare = at == start and unit.block.kind is not BlockKind.ROW and not _is_chapter(tree, index)
            begun = tree.number_of(index).rest if at == start else at
            label = printed.label(tree.text, begun, end, kind=kind, bare=bare)
            if label and (at == start or tree.text[label.rest : end].strip()):  # "… Ks.\nEhdotus 1." is a mention
                yield _from_label(tree, index, replace(label, start=at))


def _is_chapter(tree: Outline, index: int) -> bool:
    """Whether a lone "Förslag" opens a chapter of several: the word is the same for one and for many."""
    unit = tree.units[index]
    if not unit.heading or unit.chapter is not Chapter.PROPOSALS:
        return False
    inside = tree.units[index + 1 : tree.end(index)]
    several = (BlockKind.HEADING, BlockKind.ITEM, BlockKind.ROW)
    return (
        sum(one.heading or one.block.kind in several or one.block.lead > 0 or _numbered(tree, one) for one in inside)
        > 1
    )


def _numbered(tree: Outline, unit: Unit) -> bool:
    return printed.label(tree.text, unit.block.start, unit.block.end, bare=False) is not None


def _from_label(tree: Outline, index: int, label: Printed) -> Found:
    """A labelled proposal. Its own paragraph, row or item is all of it where it says more than a title; under a heading, in
    a chapter of proposals and after a mere title what follows belongs to it."""
    unit = tree.units[index]
    kind = unit.block.kind
    unnumbered = FoundAs.HEADING if unit.heading else FoundAs.LEAD
    rest = tree.text[label.rest : unit.block.end].strip()
    title = _label_title(tree, index, label)
    said = len(rest) > len(title) + 1 or bool(layouts.FINISHED.search(rest))
    framed = said and not unit.heading and not tree.within(index, Chapter.PROPOSALS)
    return Found(
        unit=index,
        start=label.start,
        number=label.number,
        title=title,
        found_as=FoundAs.ROW if kind is BlockKind.ROW else FoundAs.NUMBERED if label.number else unnumbered,
        last=tree.section_end(index),
        alone=framed or kind in (BlockKind.ROW, BlockKind.ITEM),
        word=label.word,
    )


def _label_title(tree: Outline, index: int, label: Printed) -> str:
    """The printed title of a labelled proposal, else its first sentence."""
    block = tree.units[index].block
    rest = tree.text[label.rest : block.end].strip()
    if not rest:
        return _following_title(tree, index)
    if block.kind is BlockKind.ROW:
        return printed.sentence_title(rest.split(" | ")[0])
    if block.kind is BlockKind.HEADING:
        return printed.one_line(rest).rstrip(" .:")
    if block.lead > label.rest and label.start == block.start:
        return printed.sentence_title(tree.text[label.rest : block.lead].strip(" :–—-"))
    first, _, more = rest.partition("\n")
    if more[:1].isupper() and first and not layouts.FINISHED.search(first):
        return printed.one_line(first).rstrip(" :")
    return printed.colon_title(rest) or printed.sentence_title(rest)


def _following_title(tree: Outline, index: int) -> str:
    """The title of a label that stands alone: the heading, bold words or first sentence that follow, else the label."""
    for unit in tree.units[index + 1 : tree.section_end(index)]:
        if unit.block.kind is BlockKind.NOTE or (unit.heading and printed.is_part(unit.title)):
            continue
        if unit.heading:
            return printed.one_line(unit.title).rstrip(" .:")
        lead = tree.text[unit.block.start : unit.block.lead] if unit.block.lead else ""
        return printed.sentence_title(lead if lead and not printed.is_part(lead) else unit.text)
    return printed.one_line(tree.units[index].text).rstrip(" .:")


# Told of others ---------------------------------------------------------------------------------------------------------


def _without_told(tree: Outline, found: Sequence[Found]) -> list[Found]:
    """Without what quotes or tells another paper's proposals, where others are left. A label that merely stands in a chapter of
    background goes where the others begin with the first number or stand in a chapter of proposals."""
    own = [one for one in found if not _is_told(tree, one)] or list(found)
    first = [one for one in own if not _in_background(tree, one)]
    whole = any(one.number in ("1", "I", "A") or tree.within(one.unit, Chapter.PROPOSALS) for one in first)
    kept = first if whole else own
    return sorted([*kept, *_of_the_run(tree, found, kept)], key=lambda one: one.start)


def _of_the_run(tree: Outline, found: Sequence[Found], kept: Sequence[Found]) -> Iterator[Found]:
    """Those left out whose numbers, where they stand, are just the ones missing between two that are kept: they are of one run."""
    labelled = sorted((one for one in found if one.word and one.number.isdigit()), key=lambda one: one.start)
    for before, after in itertools.pairwise(one for one in labelled if one in kept):
        between = [one for one in labelled if before.start < one.start < after.start and not _is_quoted(tree, one)]
        if [int(one.number) for one in between] == list(range(int(before.number) + 1, int(after.number))):
            yield from between


def _is_quoted(tree: Outline, one: Found) -> bool:
    return printed.within_quotation(tree.text, tree.units[one.unit].block.start, one.start)


def _is_told(tree: Outline, one: Found) -> bool:
    """Whether it stands within quotation marks, in a chapter of another paper, or is a label after words that tell of one."""
    if _is_quoted(tree, one):
        return True
    path = tree.path(one.unit)
    for place, k in enumerate(path):
        named = printed.is_of_earlier(tree.units[k].title) and not _is_all(tree, k)
        if named and Chapter.PROPOSALS not in [tree.units[j].chapter for j in path[place + 1 :]]:
            return True
    if not one.word or tree.units[one.unit].heading or tree.within(one.unit, Chapter.PROPOSALS):
        return False
    return printed.leads_to_told(_before(tree, one))


def _is_all(tree: Outline, index: int) -> bool:
    """Whether a heading is the document's own title: everything that has a heading stands under it."""
    return tree.end(index) == len(tree.units) and not any(unit.heading for unit in tree.units[:index])


def _before(tree: Outline, one: Found) -> str:
    """The words before a label: of its own paragraph, else of what its run of labels comes after in the section."""
    unit = tree.units[one.unit]
    own = tree.text[unit.block.start : one.start]
    if own.strip():
        return own
    for before in reversed(tree.units[: one.unit]):
        if before.heading or before.parent != unit.parent:
            return ""
        if before.block.kind is not BlockKind.NOTE and not printed.label(
            tree.text, before.block.start, before.block.end, bare=False
        ):
            return before.text
    return ""


def _in_background(tree: Outline, one: Found) -> bool:
    """Whether a label is in a chapter that tells how things are, not within a chapter of proposals."""
    inside = not tree.units[one.unit].heading and not tree.within(one.unit, Chapter.PROPOSALS)
    return bool(one.word) and inside and any(printed.is_background(tree.units[k].title) for k in tree.path(one.unit))


# Each once --------------------------------------------------------------------------------------------------------------


def _without_repeats(tree: Outline, found: Iterable[Found]) -> list[Found]:
    """In order, of one depth, and each once: of two with the same number or title the one in the better place, else the fuller."""
    kept = _of_one_depth(tree, sorted({one.start: one for one in found}.values(), key=lambda one: one.start))
    ends = {one.start: end for one, end in zip(kept, _ends(tree, kept), strict=True)}
    out: list[Found] = []
    for one in kept:
        rival = next((k for k, other in enumerate(out) if _same(tree, one, other)), None)
        if rival is None:
            out.append(one)
        elif _worth(tree, one, ends) > _worth(tree, out[rival], ends):
            out[rival] = one
    return sorted(out, key=lambda one: one.start)


def _of_one_depth(tree: Outline, found: Sequence[Found]) -> list[Found]:
    """Without labelled proposals that have numbered ones of their own, and without labels inside the section of a
    labelled heading."""
    inner = Counter(one.number.rpartition(".")[0] for one in found if one.word and one.number)
    kept = [one for one in found if not (one.word and one.number and inner[one.number] > 1)]
    sections = [(one.unit, tree.end(one.unit)) for one in kept if one.word and tree.units[one.unit].heading]
    return [
        one
        for one in kept
        if not one.word or tree.units[one.unit].heading or not any(a < one.unit < b for a, b in sections)
    ]


def _same(tree: Outline, one: Found, other: Found) -> bool:
    """Whether two are one proposal printed twice. Numbers may begin anew in each chapter."""
    titled = printed.comparable(one.title) == printed.comparable(other.title) != ""
    alike = one.word.endswith(other.word) or other.word.endswith(one.word)
    if not (one.number and one.number == other.number and alike):
        return titled and not (one.number and other.number and one.word and other.word)
    if titled or _place(tree, one) != _place(tree, other):
        return True
    return bool(one.word and other.word) and tree.path(one.unit)[-1:] == tree.path(other.unit)[-1:]


def _place(tree: Outline, one: Found) -> int:
    """How good a place is to be called the proposal's own: 2 for headings and chapters of proposals, 0 for other tables."""
    unit = tree.units[one.unit]
    if unit.heading or tree.within(one.unit, Chapter.PROPOSALS):
        return 2
    return 0 if unit.block.kind is BlockKind.ROW else 1


def _worth(tree: Outline, one: Found, ends: dict[int, int]) -> tuple[int, int]:
    return _place(tree, one), ends[one.start] - one.start


# Where each ends --------------------------------------------------------------------------------------------------------


def _ends(tree: Outline, found: Sequence[Found]) -> list[int]:
    """Where each of the proposals, in order, ends: with its own words, before the next one, without footnotes at its end."""
    following = [*found[1:], None]
    return [_end(tree, one, after) for one, after in zip(found, following, strict=False)]


def _end(tree: Outline, one: Found, after: Found | None) -> int:
    unit = tree.units[one.unit]
    own: Iterable[Unit] = tree.units[one.unit + 1 : one.last]
    if one.alone:
        listed = unit.text.endswith(":")
        own = itertools.takewhile(lambda unit: unit.block.kind is BlockKind.ITEM, tree.units[one.unit + 1 :])
        own = own if listed else ()
    limit = after.start if after else len(tree.text)
    ends = [inner.block.end for inner in own if inner.block.kind is not BlockKind.NOTE and inner.block.start < limit]
    end = min(max([unit.block.end, *ends]), limit)
    return one.start + len(tree.text[one.start : end].rstrip())


def _proposals(document: Document, tree: Outline, found: Sequence[Found]) -> Iterator[Proposal]:
    for one, end in zip(found, _ends(tree, found), strict=True):
        text = document.text[one.start : end]
        yield Proposal(
            id=proposal_id(document.id, one.start),
            number=one.number,
            title=one.title,
            text=text,
            document=document.id,
            page=document.page_at(one.start),
            start=one.start,
            end=end,
            references=printed.references(text),
            found_as=one.found_as,
            digest=document.digest,
        )
