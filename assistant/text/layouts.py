"""What a chapter of proposals holds, told by how it is laid out: headings, table rows, bold lead-ins, list items, or
enumerated sentences. One lay-out is taken for a chapter, the first that fits, so that nothing is found twice.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.statement import FoundAs
from assistant.text import printed
from assistant.text.outline import Outline, Unit
from assistant.text.printed import Chapter, Printed
from assistant.types import BlockKind

PROPOSING = re.compile(r"ehdot|esit(?:etään|tää)|tulisi|föresl|förslag|propos|recommend|suosit", re.IGNORECASE)
"""Words of proposing, in the opening of a list or in a heading."""
FINISHED = re.compile(r"[.!?][”\"»)\]]*$")
"""The end of a sentence."""
_PROPOSES = re.compile(
    r"(?:[A-ZÅÄÖ]\w*\s){0,2}?(?:[a-zåäö]+\s)?(?:ehdotetaan|ehdottaa|esitetään|esittää|föreslås|föreslår|proposes?)\b",
    re.IGNORECASE,
)
# The present tense: what was proposed is another paper's. A member's own is no proposal of the memo.
_OPENS = re.compile(
    r"^(?!(?:.*\s)?(?:jäsen|jäsenet|ledamot\w*)\s)(?:.*\s)?(?:ehdottaa|esittää|suosittelee|suosittaa|ehdotetaan|esitetään|suositellaan|föreslår|föreslås"
    r"|rekommenderar|proposes|recommends)(?:\s[\w,]+){0,4}:$",
    re.IGNORECASE | re.DOTALL,
)
_COLUMN_OF_NUMBERS = r"(?:nro|nr|numero|n:o|no|#|tunnus|nummer|number)\.?"
_COLUMN_OF_TITLES = (
    r"(?:(?:kehittämis|toimenpide-?)?ehdotus|toimenpide|otsikko|suositus|aihe|ehdotuksen nimi|(?:utvecklings|åtgärds)?förslag|åtgärd"
    r"|rubrik|(?:development )?proposal|title)"
)
_TITLES = re.compile(rf"(?:{_COLUMN_OF_NUMBERS}\s+)?{_COLUMN_OF_TITLES}", re.IGNORECASE)
_NUMBERS = re.compile(_COLUMN_OF_NUMBERS, re.IGNORECASE)
_CELL_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[A-ZÅÄÖ]{1,2}\d{0,2})[.)]?$")
_LINK = re.compile(
    r"[;,]?\s+(?:ja|sekä|och|samt|and)\s*$"
)  # what joins the last member of an enumeration to the others
_GROUP_WORDS = 400
_LOOSE_HEADING = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A proposal before its end is known.

    `unit` is the index of the unit it begins in and `last` the index after the last one that may be its own; `alone` tells
    that its own unit is all of it. `word` is its label's, empty for one without a label.
    """

    unit: int
    start: int
    number: str
    title: str
    found_as: FoundAs
    last: int
    alone: bool = False
    word: str = ""


def of_chapter(tree: Outline, index: int) -> list[Found]:
    """What a chapter of proposals holds; what chapters of proposals inside it hold is left to them."""
    titled = headings(tree, index)
    if len(titled) > 1:
        return _tables_below(tree, titled) or titled
    own = [k for k in range(index + 1, tree.end(index)) if _nearest(tree, k) == index]
    for look in (rows, _leads, _loose_headings, _items, _enumerated):
        found = look(tree, own)
        if len(found) > 1:
            return found
    return titled or _said(tree, own)


def _tables_below(tree: Outline, titled: Sequence[Found]) -> list[Found]:
    """The rows of tables of proposals, where every heading of a chapter has such a table of its own."""
    below = [rows(tree, range(one.unit + 1, tree.end(one.unit)), named=True) for one in titled]
    return [row for own in below for row in own] if all(below) else []


def _nearest(tree: Outline, index: int) -> int:
    """The nearest heading above that says what sort of chapter it opens, -1 for none."""
    return next((k for k in tree.path(index) if tree.units[k].chapter is not Chapter.PLAIN), -1)


def headings(tree: Outline, index: int) -> list[Found]:
    """The headings of a chapter that are proposals, all of one depth: those below its groups where it has groups.

    A chapter with a plain "Ehdotukset" inside has them there, and headings that each proposal has ("Perustelut") are none.
    """
    under = tree.under(index)
    if any(tree.units[k].chapter is Chapter.PROPOSALS and printed.is_bare(tree.units[k].title) for k in under):
        return []
    below = [k for k in under if _may_be(tree.units[k])]
    inner = {k: tree.under(k) for k in below}
    repeated = Counter(printed.comparable(tree.units[n].title) for k in below for n in inner[k])
    groups = {
        k: [n for n in inner[k] if _may_be(tree.units[n]) and repeated[printed.comparable(tree.units[n].title)] == 1]
        for k in below
    }
    opened = [k for k in below if len(groups[k]) > 1 and _own_length(tree, k) <= _GROUP_WORDS]
    if opened and len(opened) * 2 >= len(below):
        below = [n for k in below for n in (groups[k] or [k])]
    return [_from_heading(tree, k) for k in below]


def _may_be(unit: Unit) -> bool:
    return unit.chapter in (Chapter.PLAIN, Chapter.MEASURES)


def _own_length(tree: Outline, index: int) -> int:
    """How much stands between a heading and the first heading below it."""
    own = itertools.takewhile(lambda unit: not unit.heading, tree.units[index + 1 : tree.end(index)])
    return sum(len(unit.text) for unit in own if unit.block.kind is not BlockKind.NOTE)


def _from_heading(tree: Outline, index: int) -> Found:
    begun = tree.number_of(index)
    title = printed.one_line(tree.text[begun.rest : tree.units[index].block.end]).rstrip(" .:")
    return at(tree, begun, title, FoundAs.HEADING, index)


# Tables ----------------------------------------------------------------------------------------------------------------


def rows(tree: Outline, own: Iterable[int], *, named: bool = False) -> list[Found]:
    """The rows of the tables among some units, by their columns of titles and numbers; with `named` only of tables that say
    that they hold proposals. A row without a number in a numbered table goes on the one before."""
    found: list[Found] = []
    titles, numbers, header = -1, -1, ""
    for k in own:
        unit = tree.units[k]
        if unit.block.kind is not BlockKind.ROW:
            continue
        cells = [cell.strip() for cell in unit.text.split(" | ")]
        columns = _columns(cells)
        if columns or printed.comparable(unit.text) == header:
            titles, numbers = columns or (titles, numbers)
            header = printed.comparable(unit.text)
        elif header or not named:
            found += _from_row(tree, k, cells, titles, numbers)
    numbered = [one for one in found if one.number]
    return numbered if len(numbered) * 2 > len(found) else found


def _columns(cells: Sequence[str]) -> tuple[int, int] | None:
    """The columns of titles and of numbers of a row that heads a table of proposals, -1 for no numbers."""
    titles = next((n for n, cell in enumerate(cells) if _TITLES.fullmatch(cell)), -1)
    numbers = next((n for n, cell in enumerate(cells) if _NUMBERS.fullmatch(cell)), -1)
    return (titles, numbers) if titles >= 0 else None


def _from_row(tree: Outline, index: int, cells: Sequence[str], titles: int, numbers: int) -> list[Found]:
    """A row as a proposal, where its title holds letters. Its number is in a cell of its own or before the title."""
    if numbers < 0 and titles != 0 and _CELL_NUMBER.match(cells[0]):
        numbers = 0
    number = _CELL_NUMBER.match(cells[numbers]) if 0 <= numbers < len(cells) else None
    if titles < 0:
        titles = next((n for n, cell in enumerate(cells) if n != numbers and cell), 0)
    title = cells[titles] if titles < len(cells) else ""
    before = printed.heading_number(title, 0, len(title)) if not number else None
    title = title[before.rest :] if before else title
    if not any(sign.isalpha() for sign in title):
        return []
    start = tree.units[index].block.start
    told = number[1] if number else before.number if before else ""
    begun = Printed(word="", number=told, start=start, rest=start)
    title = printed.colon_title(title) or printed.sentence_title(title)
    return [replace(at(tree, begun, title, FoundAs.ROW, index, last=index + 1), alone=True)]


# Paragraphs and lists ----------------------------------------------------------------------------------------------------


def _leads(tree: Outline, own: Sequence[int]) -> list[Found]:
    """Paragraphs, else items, that begin with bold words of their own."""
    leads = {
        k: tree.text[tree.units[k].block.start : tree.units[k].block.lead] for k in own if tree.units[k].block.lead
    }
    repeated = Counter(printed.comparable(lead) for lead in leads.values())
    for kind, found_as in ((BlockKind.PARAGRAPH, FoundAs.LEAD), (BlockKind.ITEM, FoundAs.ITEM)):
        found = []
        for k, lead in leads.items():
            block, begun = tree.units[k].block, tree.number_of(k)
            words = tree.text[begun.rest : block.lead].strip(" :–—-")
            if (
                block.kind is kind
                and words
                and printed.chapter(words) is not Chapter.ABOUT
                and repeated[printed.comparable(lead)] == 1
            ):
                found.append(at(tree, begun, printed.sentence_title(words), found_as, k))
        if len(found) > 1:
            return found
    return []


def _loose_headings(tree: Outline, own: Sequence[int]) -> list[Found]:
    """Short lines that a plain text has for headings: no full stop, and a longer paragraph after each. One about proposals
    ("Vaikutukset") ends them, unless it comes again and again as a part of each."""
    lines = {
        k: tree.number_of(k) for k, after in itertools.pairwise(own) if _is_loose(tree.units[k], tree.units[after])
    }
    titles = {k: printed.one_line(tree.text[begun.rest : tree.units[k].block.end]) for k, begun in lines.items()}
    repeated = Counter(titles.values())
    found: list[Found] = []
    for k, title in titles.items():
        if printed.chapter(title) is Chapter.PLAIN:
            found.append(at(tree, lines[k], title, FoundAs.HEADING, k))
        elif repeated[title] == 1 and found:
            return [replace(one, last=min(one.last, k)) for one in found]
    return found


def _is_loose(unit: Unit, after: Unit) -> bool:
    words = unit.text
    if not unit.block.kind is after.block.kind is BlockKind.PARAGRAPH:
        return False
    short = "\n" not in words and len(words) <= _LOOSE_HEADING and len(after.text) > len(words) and words[:1].isupper()
    return short and words[-1] not in ".:;,?!" and bool(FINISHED.search(after.text))


def _items(tree: Outline, own: Sequence[int]) -> list[Found]:
    """List items; where some lists are opened by words of proposing and others not, those; of a numbered list only its
    numbered items, since the others are items inside them."""
    lists = _runs(k for k in own if tree.units[k].block.kind is BlockKind.ITEM)
    opened = [run for run in lists if run[0] and PROPOSING.search(tree.units[run[0] - 1].text[-200:])]
    items = [k for run in (opened or lists) for k in run]
    marks = {k: _mark(tree.number_of(k)) for k in items}
    if items and marks[items[0]]:
        items = [k for k in items if marks[k] == marks[items[0]]]
    found = []
    for k in items:
        begun = tree.number_of(k)
        words = tree.text[begun.rest : tree.units[k].block.end]
        title = printed.colon_title(words) or printed.sentence_title(words)
        inner = itertools.takewhile(lambda n: tree.units[n].block.kind is BlockKind.ITEM, range(k + 1, len(tree.units)))
        found.append(at(tree, begun, title, FoundAs.ITEM, k, last=k + 1 + sum(1 for _ in inner)))
    return found


def opened(tree: Outline, own: Sequence[int]) -> list[Found]:
    """The items of lists that a line of proposing opens ("Työryhmä ehdottaa:"), and the paragraphs after them that go on so."""
    found: list[Found] = []
    for k in own:
        unit = tree.units[k]
        if unit.block.kind is BlockKind.PARAGRAPH and _OPENS.search(unit.text):
            items = list(
                itertools.takewhile(lambda n: tree.units[n].block.kind is BlockKind.ITEM, range(k + 1, len(tree.units)))
            )
            listed = _items(tree, items)
            found += listed
            found += _said(tree, range(items[-1] + 1, tree.section_end(k))) if listed else []
    return found


def _mark(begun: Printed) -> str:
    """How an item is numbered: "1.", "1)", "a)" or not at all."""
    return f"{'1' if begun.number[:1].isdigit() else 'a'}{begun.word}" if begun.number else ""


def _enumerated(tree: Outline, own: Sequence[int]) -> list[Found]:
    """The members of an enumeration inside a paragraph: "1) … 2) …"."""
    found = []
    for k in own:
        block = tree.units[k].block
        members = printed.enumerated(tree.text, block.start, block.end)
        ends = [*(member.start for member in members[1:]), block.end]
        for member, end in zip(members, ends, strict=False):
            title = printed.sentence_title(_LINK.sub("", tree.text[member.rest : end]))
            found.append(at(tree, member, title, FoundAs.ITEM, k, last=k + 1))
    return found


def _said(tree: Outline, own: Iterable[int]) -> list[Found]:
    """Paragraphs that begin by proposing: "Ehdotetaan, että …"."""
    return [
        at(tree, tree.number_of(k), printed.sentence_title(tree.units[k].text), FoundAs.LEAD, k, last=k + 1)
        for k in own
        if tree.units[k].block.kind is BlockKind.PARAGRAPH and _PROPOSES.match(tree.units[k].text)
    ]


def at(tree: Outline, begun: Printed, title: str, found_as: FoundAs, index: int, *, last: int = 0) -> Found:
    """A proposal without a label that begins in a unit; it may go on to `last`, else to the end of its section."""
    return Found(
        unit=index,
        start=begun.start,
        number=begun.number,
        title=title,
        found_as=found_as,
        last=last or tree.section_end(index),
    )


def _runs(indexes: Iterable[int]) -> list[list[int]]:
    """Neighbouring indexes together."""
    out: list[list[int]] = []
    for index in indexes:
        if out and out[-1][-1] + 1 == index:
            out[-1].append(index)
        else:
            out.append([index])
    return out
