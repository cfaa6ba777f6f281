"""Finds the development proposals of a memo by rules on how memos are laid out. No model, no list of known proposals.

Looked for, in this order of trust: labels ("Kehittämisehdotus 3", "Ehdotus 2.1: …") wherever they stand; under a chapter
of proposals its headings, table rows, bold lead-ins, list items or enumerated sentences, one of these for a chapter;
where there is none of that, chapters of recommendations, tables of proposals, a summary, and at last the questions of a
form. Proposals made by others, chapters about proposals and repetitions are left out. Whatever is found waits for a
person to confirm it.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.statement import FoundAs, Proposal
from assistant.text import printed
from assistant.text.outline import Outline, Unit, outline
from assistant.text.printed import Chapter, Label, Printed
from assistant.types import BlockKind, Document

_PROPOSES = re.compile(
    r"(?:[A-ZÅÄÖ]\w*\s){0,2}?(?:ehdotetaan|ehdottaa|esitetään|esittää|föreslås|föreslår|proposes?)\b", re.IGNORECASE
)
_PROPOSING = re.compile(r"ehdot|esit(?:etään|tää)|tulisi|föresl|förslag|propos|recommend|suosit", re.IGNORECASE)
_FINISHED = re.compile(r"[.!?][”\"»)\]]*$")
_COLUMN_OF_TITLES = re.compile(
    r"(?:(?:kehittämis|toimenpide-?)?ehdotus|toimenpide(?:-ehdotus)?|otsikko|suositus|aihe|ehdotuksen nimi|(?:utvecklings|åtgärds)?förslag|åtgärd"
    r"|rubrik|proposal|title)",
    re.IGNORECASE,
)
_COLUMN_OF_NUMBERS = re.compile(r"(?:nro|nr|numero|n:o|no|#|tunnus|nummer|number)\.?", re.IGNORECASE)
_CELL_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?(?=[.)]?$)|[A-ZÅÄÖ]{1,2}\d{0,2}(?=[.)]?$)")
_SET_ASIDE = (Chapter.OTHERS, Chapter.CONTENTS)
_GROUP_WORDS = 400
_LOOSE_HEADING = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A proposal before its end is known. `unit` is the index of the unit it begins in, `head_end` where its label and
    title end, `last` the index after the last unit that may be its own, `alone` tells that its own unit is all of it."""

    unit: int
    start: int
    head_end: int
    number: str
    title: str
    found_as: FoundAs
    last: int
    alone: bool = False
    word: str = ""


def proposal_id(document_id: str, start: int) -> str:
    """The id of the proposal that begins at an offset of a document: the same at every detection."""
    return "p" + hashlib.sha256(f"{document_id}:{start}".encode()).hexdigest()[:8]


def detect(document: Document) -> tuple[Proposal, ...]:
    """The proposals of a memo in its order, in state DETECTED; none where it has none.

    They do not overlap, and `document.text[start:end]` is the text of each. A number is kept as printed, "" where none is.
    """
    tree = outline(document)
    for rule in (_printed, _measures, _tables, _summaries, _questions):
        found = _without_repeats(document, tree, rule(document, tree))
        if found:
            return tuple(_proposals(document, tree, found))
    return ()


# The five places to look in ---------------------------------------------------------------------------------------------


def _printed(document: Document, tree: Outline) -> list[_Found]:
    """Labelled proposals, and what chapters of proposals hold."""
    labelled = [one for one in _labelled(document, tree) if not _in(tree, one.unit, *_SET_ASIDE, Chapter.SUMMARY)]
    chapters = [k for k, unit in enumerate(tree.units) if unit.heading and unit.chapter is Chapter.PROPOSALS]
    found: list[_Found] = []
    taken: set[int] = set()
    for index in chapters:
        inside = [one for one in labelled if index < one.unit < tree.end(index)]
        if _in(tree, index, *_SET_ASIDE, Chapter.SUMMARY) or any(
            one.number or tree.units[one.unit].heading for one in inside
        ):
            continue
        headings = _headings(document, tree, index)
        if not inside:
            found += _of_chapter(document, tree, index)
        elif _one_for_each(tree, inside, headings):
            found += headings
            taken |= {one.start for one in inside}
    return found + _without_effects(tree, [one for one in labelled if one.start not in taken], found)


def _without_effects(tree: Outline, labelled: Sequence[_Found], found: Sequence[_Found]) -> list[_Found]:
    """Without labels in chapters about proposals ("Ehdotus 3: vaikutukset …") where the proposals themselves stand elsewhere."""
    aside = [one for one in labelled if one.number and _in(tree, one.unit, Chapter.ABOUT)]
    main = [one for one in labelled if one not in aside]
    numbers = {one.number for one in main if one.number}
    covered = len(found) > 1 and not numbers
    return main + [one for one in aside if one.number not in numbers and not covered]


def _measures(document: Document, tree: Outline) -> list[_Found]:
    return _of_chapters(document, tree, lambda index: tree.units[index].chapter is Chapter.MEASURES)


def _summaries(document: Document, tree: Outline) -> list[_Found]:
    """Where proposals stand in a summary alone."""
    labelled = [one for one in _labelled(document, tree) if not _in(tree, one.unit, *_SET_ASIDE)]
    return labelled or _of_chapters(
        document,
        tree,
        lambda k: tree.units[k].chapter is Chapter.SUMMARY and bool(_PROPOSING.search(tree.units[k].title)),
    )


def _of_chapters(document: Document, tree: Outline, wanted: Callable[[int], bool]) -> list[_Found]:
    found: list[_Found] = []
    for index, unit in enumerate(tree.units):
        if unit.heading and wanted(index) and not _in(tree, index, *_SET_ASIDE):
            found += _of_chapter(document, tree, index)
    return found


def _tables(document: Document, tree: Outline) -> list[_Found]:
    """Tables with a column of proposals, wherever they stand."""
    rows = [k for k, unit in enumerate(tree.units) if unit.block.kind is BlockKind.ROW]
    rows = [k for k in rows if not _in(tree, k, *_SET_ASIDE, Chapter.SUMMARY)]
    return [one for table in _runs(rows) for one in _rows(document, tree, table, named=True)]


def _questions(document: Document, tree: Outline) -> list[_Found]:
    """The questions of the request's form: numbered ones, or what ends in a question mark under a heading of questions."""
    found = list(_labelled(document, tree, Label.QUESTION))
    for index, unit in enumerate(tree.units):
        if found or not (unit.heading and unit.chapter is Chapter.QUESTIONS):
            continue
        for k in range(index + 1, tree.end(index)):
            one = tree.units[k]
            if one.text.rstrip().endswith("?") and one.block.kind is not BlockKind.NOTE:
                number = _number_of(document.text, one)
                title = printed.sentence_title(document.text[number.rest : one.block.end])
                found.append(_found(tree, k, number, title, FoundAs.QUESTION, last=k + 1))
    return [replace(one, found_as=FoundAs.QUESTION) for one in found]


# Labels -----------------------------------------------------------------------------------------------------------------


def _labelled(document: Document, tree: Outline, kind: Label = Label.PROPOSAL) -> Iterator[_Found]:
    """Every label that is no mention, with what it labels."""
    text = document.text
    for index, unit in enumerate(tree.units):
        if unit.block.kind in (BlockKind.TITLE, BlockKind.NOTE):
            continue
        places = [unit.block.start]
        if unit.block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            places = printed.starts(text, unit.block.start, unit.block.end)
        for at in places:
            begun = _number_of(text, unit) if at == unit.block.start else None
            bare = at == unit.block.start and unit.block.kind is not BlockKind.ROW and not _swedish_chapter(tree, index)
            label = printed.label(text, begun.rest if begun else at, unit.block.end, kind=kind, bare=bare)
            if label:
                yield _from_label(document, tree, index, replace(label, start=at))


def _swedish_chapter(tree: Outline, index: int) -> bool:
    """Whether a lone "Förslag" is a chapter: the word is the same for one and for many."""
    unit = tree.units[index]
    if not unit.heading or unit.chapter is not Chapter.PROPOSALS:
        return False
    inside = [tree.units[k] for k in range(index + 1, tree.end(index))]
    return (
        sum(one.heading or one.block.kind in (BlockKind.ITEM, BlockKind.ROW) or one.block.lead > 0 for one in inside)
        > 1
    )


def _from_label(document: Document, tree: Outline, index: int, label: Printed) -> _Found:
    unit, text = tree.units[index], document.text
    row = unit.block.kind is BlockKind.ROW
    title, head_end = _label_title(document, tree, index, label)
    if unit.heading:
        found_as = FoundAs.NUMBERED if label.number else FoundAs.HEADING
    elif row:
        found_as = FoundAs.ROW
    else:
        found_as = FoundAs.NUMBERED if label.number else FoundAs.LEAD
    whole = text[label.rest : unit.block.end].strip()
    said = len(whole) > len(title) + 1 or bool(_FINISHED.search(whole))
    framed = said and not unit.heading and not _in(tree, index, Chapter.PROPOSALS)
    return _Found(
        unit=index,
        start=label.start,
        head_end=head_end,
        number=label.number,
        title=title,
        found_as=found_as,
        last=_section_end(tree, index),
        alone=row or framed or unit.block.kind is BlockKind.ITEM,
        word=label.word,
    )


def _label_title(document: Document, tree: Outline, index: int, label: Printed) -> tuple[str, int]:
    """The printed title of a labelled proposal, else its first sentence; and where label and title end."""
    unit, text = tree.units[index], document.text
    end = unit.block.end
    if unit.block.kind is BlockKind.ROW:
        cells = [cell.strip() for cell in text[label.rest : end].split(" | ") if cell.strip()]
        return (printed.sentence_title(cells[0]) if cells else "", end)
    rest = text[label.rest : end]
    if unit.heading and rest.strip():
        return printed.one_line(rest).rstrip(" .:"), end
    if unit.block.lead > label.rest and label.start == unit.block.start:
        return printed.one_line(text[label.rest : unit.block.lead]).rstrip(" .:–—-"), unit.block.lead
    first, _, more = rest.partition("\n")
    if more and first.strip() and not _FINISHED.search(first.strip()) and more.lstrip()[:1].isupper():
        return printed.one_line(first).rstrip(" :"), label.rest + len(first)
    if rest.strip():
        return printed.colon_title(rest.lstrip()) or printed.sentence_title(rest), label.rest
    return _following_title(document, tree, index), end


def _following_title(document: Document, tree: Outline, index: int) -> str:
    """The title of a label that stands alone: the heading, bold words or first sentence that follow."""
    for unit in tree.units[index + 1 : _section_end(tree, index)]:
        if unit.block.kind is BlockKind.NOTE or (unit.heading and printed.is_part(unit.title)):
            continue
        if unit.heading:
            return printed.one_line(unit.title).rstrip(" .:")
        lead = document.text[unit.block.start : unit.block.lead] if unit.block.lead else ""
        if lead and not printed.is_part(lead):
            return printed.sentence_title(lead)
        return printed.sentence_title(document.text[unit.block.start : unit.block.end])
    return printed.one_line(tree.units[index].text).rstrip(" .:")


def _one_for_each(tree: Outline, inside: Sequence[_Found], headings: Sequence[_Found]) -> bool:
    """Whether every heading of a chapter has one "Ehdotus: …" under it: then the headings are the proposals' titles."""
    counts = [sum(one.unit < label.unit < tree.end(one.unit) for label in inside) for one in headings]
    return len(headings) > 1 and max(counts) == 1 and sum(counts) == len(inside) and len(inside) * 2 >= len(headings)


# Chapters ---------------------------------------------------------------------------------------------------------------


def _of_chapter(document: Document, tree: Outline, index: int) -> list[_Found]:
    """What a chapter of proposals holds, told by the first lay-out that fits; what inner chapters hold is left to them."""
    headings = _headings(document, tree, index)
    if len(headings) > 1:
        return headings
    own = [k for k in range(index + 1, tree.end(index)) if _nearest(tree, k) == index]
    rows = [k for k in own if tree.units[k].block.kind is BlockKind.ROW]
    for found in (
        [one for table in _runs(rows) for one in _rows(document, tree, table)],
        _leads(document, tree, own),
        _loose_headings(document, tree, own),
        _items(document, tree, own),
        _enumerated(document, tree, own),
    ):
        if len(found) > 1:
            return found
    return headings or _said(document, tree, own)


def _nearest(tree: Outline, index: int) -> int:
    """The nearest heading above that names a chapter of any sort, parts that any text has set aside."""
    for above in tree.path(index):
        if tree.units[above].chapter is not Chapter.PLAIN:
            return above
    return -1


def _headings(document: Document, tree: Outline, index: int) -> list[_Found]:
    """The headings of a chapter that are proposals, all of one depth: those below its groups where it has groups."""
    below = [k for k in tree.under(index) if _may_be(tree.units[k])]
    inner = [k for k in tree.under(index) if tree.units[k].chapter is Chapter.PROPOSALS]
    if any(printed.is_bare(tree.units[k].title) for k in inner):
        return []
    repeated = Counter(printed.comparable(tree.units[n].title) for k in below for n in dict.fromkeys(tree.under(k)))
    groups = {
        k: [
            n
            for n in tree.under(k)
            if _may_be(tree.units[n]) and repeated[printed.comparable(tree.units[n].title)] == 1
        ]
        for k in below
    }
    plain = [k for k in below if len(groups[k]) > 1 and _own_length(tree, k) <= _GROUP_WORDS]
    if plain and len(plain) * 2 >= len(below):
        below = [n for k in below for n in (groups[k] or [k])]
    return [_from_heading(document, tree, k) for k in below]


def _may_be(unit: Unit) -> bool:
    return unit.chapter in (Chapter.PLAIN, Chapter.MEASURES)


def _own_length(tree: Outline, index: int) -> int:
    """How much stands between a heading and the first heading below it."""
    own = itertools.takewhile(lambda unit: not unit.heading, tree.units[index + 1 : tree.end(index)])
    return sum(len(unit.text) for unit in own if unit.block.kind is not BlockKind.NOTE)


def _from_heading(document: Document, tree: Outline, index: int) -> _Found:
    unit = tree.units[index]
    begun = printed.heading_number(document.text, unit.block.start, unit.block.end)
    title = printed.one_line(document.text[begun.rest if begun else unit.block.start : unit.block.end]).rstrip(" .:")
    return _found(tree, index, begun, title, FoundAs.HEADING, head_end=unit.block.end)


def _rows(document: Document, tree: Outline, table: Sequence[int], *, named: bool = False) -> list[_Found]:
    """The rows of a table, by its column of titles; with `named` only of a table that says that it has proposals."""
    found: list[_Found] = []
    titles, numbers, header = -1, -1, ""
    for k in table:
        unit = tree.units[k]
        cells = [cell.strip() for cell in unit.text.split(" | ")]
        if header and printed.comparable(unit.text) == header:
            continue
        if not found and not header and (columns := _columns(cells)):
            titles, numbers, header = *columns, printed.comparable(unit.text)
            continue
        if named and not header:
            return []
        one = _from_row(tree, k, cells, titles, numbers)
        if one:
            found.append(one)
    return found


def _columns(cells: Sequence[str]) -> tuple[int, int] | None:
    """The columns of titles and of numbers, -1 where there is none, of a row that heads a table."""
    titles = next((n for n, cell in enumerate(cells) if _COLUMN_OF_TITLES.fullmatch(cell)), -1)
    numbers = next((n for n, cell in enumerate(cells) if _COLUMN_OF_NUMBERS.fullmatch(cell)), -1)
    return (titles, numbers) if titles >= 0 or numbers >= 0 else None


def _from_row(tree: Outline, index: int, cells: Sequence[str], titles: int, numbers: int) -> _Found | None:
    unit = tree.units[index]
    number = ""
    if numbers < 0 and titles != 0 and _CELL_NUMBER.match(cells[0]):
        numbers = 0
    if 0 <= numbers < len(cells) and (match := _CELL_NUMBER.match(cells[numbers])):
        number = match[0]
    if titles < 0:
        titles = next((n for n, cell in enumerate(cells) if n != numbers and cell), 0)
    title = cells[titles] if titles < len(cells) else ""
    if not title or not any(sign.isalpha() for sign in title):
        return None
    begun = printed.heading_number(title, 0, len(title))
    if begun and not number:
        number, title = begun.number, title[begun.rest :]
    title = printed.colon_title(title) or printed.sentence_title(title)
    printed_number = Printed(word="", number=number, start=unit.block.start, rest=unit.block.start)
    return replace(_found(tree, index, printed_number, title, FoundAs.ROW, last=index + 1), alone=True)


def _leads(document: Document, tree: Outline, own: Sequence[int]) -> list[_Found]:
    """Paragraphs, else items, that begin with bold words of their own."""
    text = document.text
    bold = [k for k in own if tree.units[k].block.lead]
    repeated = Counter(printed.comparable(text[tree.units[k].block.start : tree.units[k].block.lead]) for k in bold)
    found: list[_Found] = []
    for kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        for k in bold:
            unit = tree.units[k]
            lead = text[unit.block.start : unit.block.lead]
            if unit.block.kind is not kind or printed.is_part(lead) or repeated[printed.comparable(lead)] > 1:
                continue
            begun = _number_of(text, unit)
            title = printed.sentence_title(text[begun.rest : unit.block.lead].strip(" :–—-"))
            found_as = FoundAs.LEAD if kind is BlockKind.PARAGRAPH else FoundAs.ITEM
            found.append(_found(tree, k, begun, title, found_as, head_end=unit.block.lead))
        if len(found) > 1:
            return found
        found = []
    return found


def _loose_headings(document: Document, tree: Outline, own: Sequence[int]) -> list[_Found]:
    """Short lines that a plain text has for headings: no full stop, and a longer paragraph after each."""
    found = []
    for k, following in itertools.pairwise(own):
        unit, after = tree.units[k], tree.units[following]
        words = unit.text
        if unit.block.kind is BlockKind.PARAGRAPH and after.block.kind is BlockKind.PARAGRAPH and "\n" not in words:
            short = len(words) <= _LOOSE_HEADING and len(after.text) > len(words) and words[:1].isupper()
            if short and words[-1] not in ".:;,?!" and _FINISHED.search(after.text):
                found.append(_found(tree, k, None, printed.one_line(words), FoundAs.HEADING, head_end=unit.block.end))
    return [one for one in found if printed.chapter(one.title) is Chapter.PLAIN] if len(found) > 1 else []


def _items(document: Document, tree: Outline, own: Sequence[int]) -> list[_Found]:
    """List items; where some lists are opened by words of proposing and others not, those; of a numbered list only its
    numbered items, since the others are items inside them."""
    runs = _runs([k for k in own if tree.units[k].block.kind is BlockKind.ITEM])
    opened = [run for run in runs if run[0] and _PROPOSING.search(tree.units[run[0] - 1].text[-200:])]
    items = [k for run in (opened if 0 < len(opened) < len(runs) else runs) for k in run]
    numbers = [printed.item_number(document.text, tree.units[k].block.start, tree.units[k].block.end) for k in items]
    if numbers and numbers[0]:
        style = (numbers[0].word, numbers[0].number[:1].isdigit())
        items = [k for k, n in zip(items, numbers, strict=True) if n and (n.word, n.number[:1].isdigit()) == style]
    found = []
    for k in items:
        unit = tree.units[k]
        begun = _number_of(document.text, unit)
        words = document.text[begun.rest : unit.block.end]
        title = printed.colon_title(words) or printed.sentence_title(words)
        inner = itertools.takewhile(lambda n: tree.units[n].block.kind is BlockKind.ITEM, range(k + 1, len(tree.units)))
        found.append(_found(tree, k, begun, title, FoundAs.ITEM, last=k + 1 + sum(1 for _ in inner)))
    return found


def _enumerated(document: Document, tree: Outline, own: Sequence[int]) -> list[_Found]:
    """The members of an enumeration inside a paragraph: "1) … 2) …"."""
    found = []
    for k in own:
        block = tree.units[k].block
        members = printed.enumerated(document.text, block.start, block.end)
        for member, end in zip(members, [*(one.start for one in members[1:]), block.end], strict=False):
            title = printed.sentence_title(document.text[member.rest : end])
            found.append(_found(tree, k, member, title, FoundAs.ITEM, last=k + 1))
    return found


def _said(document: Document, tree: Outline, own: Sequence[int]) -> list[_Found]:
    """Paragraphs that begin by proposing: "Ehdotetaan, että …"."""
    return [
        _found(tree, k, None, printed.sentence_title(tree.units[k].text), FoundAs.LEAD, last=k + 1)
        for k in own
        if tree.units[k].block.kind is BlockKind.PARAGRAPH and _PROPOSES.match(tree.units[k].text)
    ]


# What all of them share ---------------------------------------------------------------------------------------------------


def _found(
    tree: Outline,
    index: int,
    begun: Printed | None,
    title: str,
    found_as: FoundAs,
    *,
    last: int | None = None,
    head_end: int | None = None,
) -> _Found:
    block = tree.units[index].block
    return _Found(
        unit=index,
        start=begun.start if begun else block.start,
        head_end=head_end or (begun.rest if begun else block.start),
        number=begun.number if begun else "",
        title=title,
        found_as=found_as,
        last=_section_end(tree, index) if last is None else last,
    )


def _number_of(text: str, unit: Unit) -> Printed:
    """The number a unit begins with, an empty one where it has none."""
    start, end = unit.block.start, unit.block.end
    look = printed.heading_number if unit.block.kind is BlockKind.HEADING else printed.item_number
    return look(text, start, end) or Printed(word="", number="", start=start, rest=start)


def _in(tree: Outline, index: int, *chapters: Chapter) -> bool:
    """Whether a unit stands under a chapter of these sorts, or is the heading of one."""
    return any(tree.units[k].chapter in chapters for k in (index, *tree.path(index)) if tree.units[k].heading)


def _section_end(tree: Outline, index: int) -> int:
    """Where what belongs to a unit ends: of a heading its section; elsewhere the next heading that is no part of the section
    that the unit stands in ("Perustelut")."""
    unit = tree.units[index]
    if unit.heading:
        return tree.end(index)
    for k in range(index + 1, len(tree.units)):
        one = tree.units[k]
        if one.heading and not (unit.parent >= 0 and unit.parent in tree.path(k) and printed.is_part(one.title)):
            return k
    return len(tree.units)


def _runs(indexes: Iterable[int]) -> list[list[int]]:
    """Neighbouring indexes together."""
    out: list[list[int]] = []
    for index in indexes:
        if out and out[-1][-1] + 1 == index:
            out[-1].append(index)
        else:
            out.append([index])
    return out


def _without_repeats(document: Document, tree: Outline, found: Iterable[_Found]) -> list[_Found]:
    """In order, of one depth, and each once: of two with the same number or title the one in the better place, else the fuller."""
    first: dict[int, _Found] = {}
    for one in found:
        first.setdefault(one.start, one)
    kept = _of_one_depth(tree, [first[start] for start in sorted(first)])
    spans = dict(zip([one.start for one in kept], _ends(document, tree, kept), strict=True))
    out: list[_Found] = []
    for one in kept:
        rival = next((k for k, other in enumerate(out) if _same(tree, one, other)), None)
        if rival is None:
            out.append(one)
        elif _worth(tree, one, spans[one.start]) > _worth(tree, out[rival], spans[out[rival].start]):
            out[rival] = one
    return sorted(out, key=lambda one: one.start)


def _of_one_depth(tree: Outline, found: Sequence[_Found]) -> list[_Found]:
    """Without labelled proposals that have numbered ones of their own, and without labels inside the section of a
    labelled heading that has none."""
    numbers = Counter(one.number.rpartition(".")[0] for one in found if one.word and one.number)
    kept = [one for one in found if not (one.word and one.number and numbers[one.number] > 1)]
    sections = [(one.unit, tree.end(one.unit)) for one in kept if one.word and tree.units[one.unit].heading]
    return [
        one
        for one in kept
        if not any(a < one.unit < b for a, b in sections) or not one.word or tree.units[one.unit].heading
    ]


def _same(tree: Outline, one: _Found, other: _Found) -> bool:
    """Whether two are one proposal printed twice."""
    titled = printed.comparable(one.title) == printed.comparable(other.title) != ""
    alike = one.word.endswith(other.word) or other.word.endswith(one.word)
    if not (one.number and one.number == other.number and alike):
        return titled and not (one.number and other.number and one.word and other.word)
    if titled or _place(tree, one) != _place(tree, other):
        return True
    # Numbers may begin anew in each chapter.
    return bool(one.word and other.word) and tree.path(one.unit)[-1:] == tree.path(other.unit)[-1:]


def _place(tree: Outline, one: _Found) -> int:
    """How good a place is to be called the proposal's own: 2 for headings and chapters of proposals, 0 for tables."""
    if tree.units[one.unit].block.kind is BlockKind.ROW and not _in(tree, one.unit, Chapter.PROPOSALS):
        return 0
    return 2 if tree.units[one.unit].heading or _in(tree, one.unit, Chapter.PROPOSALS) else 1


def _worth(tree: Outline, one: _Found, end: int) -> tuple[int, int]:
    return _place(tree, one), end - one.start


def _ends(document: Document, tree: Outline, found: Sequence[_Found]) -> list[int]:
    """Where each of the proposals, in order, ends: with its own words, before the next one, without footnotes at its end."""
    starts = [*(one.start for one in found[1:]), len(document.text)]
    return [
        min(_end(tree, one), _trimmed(document.text, one.start, limit))
        for one, limit in zip(found, starts, strict=False)
    ]


def _end(tree: Outline, one: _Found) -> int:
    block = tree.units[one.unit].block
    end = block.end
    following: Iterable[Unit]
    if one.alone:
        if not tree.units[one.unit].text.rstrip().endswith(":"):
            return end
        following = itertools.takewhile(lambda unit: unit.block.kind is BlockKind.ITEM, tree.units[one.unit + 1 :])
    else:
        following = tree.units[one.unit + 1 : one.last]
    return max((unit.block.end for unit in following if unit.block.kind is not BlockKind.NOTE), default=end)


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _proposals(document: Document, tree: Outline, found: Sequence[_Found]) -> Iterator[Proposal]:
    for one, end in zip(found, _ends(document, tree, found), strict=True):
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
