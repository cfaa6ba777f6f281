"""Bold words that a paragraph or an item begins with are told by every format that knows bold type."""

from __future__ import annotations

import pytest

from assistant.types import Reading

from .made import Read, column, docx, kinds, odt, pdf

_RUNS = '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>'
_BOLD = '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
_SPAN = '<text:p><text:span text:style-name="B">%s</text:span>%s</text:p>'

FILES: dict[str, bytes | str] = {
    "a.md": "**Tilat.** Tilat remontoidaan.\n\nMuut **tilat** jäävät.\n\n**Kaikki on lihavaa.**",
    "a.html": "<p><b>Tilat.</b> Tilat remontoidaan.</p><p>Muut <b>tilat</b> jäävät.</p><p><strong>Kaikki on lihavaa.</strong></p>",
    "a.docx": docx(
        _RUNS % ("Tilat.", " Tilat remontoidaan.")
        + _RUNS % ("", "Muut tilat jäävät.")
        + _RUNS % ("Kaikki on lihavaa.", "")
    ),
    "a.odt": odt(
        _SPAN % ("Tilat.", " Tilat remontoidaan.")
        + "<text:p>Muut tilat jäävät.</text:p>"
        + _SPAN % ("Kaikki on lihavaa.", ""),
        styles=_BOLD,
    ),
    "a.pdf": pdf(
        [
            [
                (-11, 72, 760, "Tilat."),
                (11, 108, 760, "Tilat remontoidaan."),
                *column(["Muut tilat jäävät."], top=730),
                (-11, 72, 700, "Kaikki on lihavaa."),
            ]
        ]
    ),
}


def leads(reading: Reading) -> list[str]:
    """The bold beginnings of the blocks, empty where there is none."""
    return [reading.text[block.start : block.lead] if block.lead else "" for block in reading.blocks]


@pytest.mark.parametrize("name", FILES)
def test_bold_beginnings(read: Read, name: str) -> None:
    """The bold words before other words, and a paragraph all of which is bold; not bold words inside a sentence."""
    reading = read(name, FILES[name])
    assert leads(reading) == ["Tilat.", "", "Kaikki on lihavaa."]
    assert [kind for kind, _, _ in kinds(reading)] == ["paragraph"] * 3


def test_items(read: Read) -> None:
    """Of a list item, with its number."""
    reading = read("a.md", "1. **Tilat:** remontti\n2. muuta\n\n- **Aukiolo** illalla")
    assert leads(reading) == ["1. Tilat:", "", "Aukiolo"]
    assert leads(read("a.html", "<ol><li><b>Tilat</b> remontti</li></ol>")) == ["1. Tilat"]


def test_bold_words_cut_at_a_line_end(read: Read) -> None:
    """Bold words of a PDF that go on over a mended line end are told whole."""
    rows = [
        (-11.0, 72.0, 760.0, "Aukioloaikojen piden-"),
        (-11.0, 72.0, 746.0, "täminen."),
        (11.0, 122.0, 746.0, "Pajat avataan aamulla."),
    ]
    words = ["Pidentäminen, pidentäminen ja pidentäminen eivät ole sama asia."]
    reading = read("a.pdf", pdf([[*rows, *column(words, top=700)]]))
    (first, *_) = [lead for lead in leads(reading) if lead]
    assert reading.text.startswith(first)
    assert first.startswith("Aukioloaikojen piden")
    assert first.endswith("täminen.")


def test_cells_drawn_one_after_the_other(read: Read) -> None:
    """A table of a PDF whose cells of several lines are drawn cell by cell gives a row for each of its rows."""
    cells = [
        ("1", ["Tilat"], ["Tilat remontoidaan", "kesällä, kun pajat", "ovat kiinni."]),
        ("2", ["Aukiolo", "illalla"], ["Pajat avataan."]),
    ]
    runs, top = [], 760.0
    for number, titles, reasons in cells:
        runs.append((11.0, 72.0, top, number))
        runs += [(11.0, 160.0, top - 13 * n, words) for n, words in enumerate(titles)]
        runs += [(11.0, 300.0, top - 13 * n, words) for n, words in enumerate(reasons)]
        top -= 60
    assert kinds(read("a.pdf", pdf([runs]))) == [
        ("row", 0, "1 | Tilat | Tilat remontoidaan kesällä, kun pajat ovat kiinni."),
        ("row", 0, "2 | Aukiolo illalla | Pajat avataan."),
    ]
