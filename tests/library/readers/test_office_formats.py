"""Word and OpenDocument files: the text as printed with all changes accepted, in order, with nothing hidden."""

from __future__ import annotations

import io
import zipfile

import pytest

from assistant.errors import ReadError

from .made import Read, docx, kinds, odt, zipped

HEADINGS = (
    '<w:style w:type="paragraph" w:styleId="Otsikko1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Oma"><w:name w:val="Oma"/><w:basedOn w:val="Otsikko1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="O"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="character" w:styleId="Piilo"><w:name w:val="P"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/>'
    '</w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
)


def p(*runs: str, style: str = "", more: str = "") -> str:
    """A paragraph of Word; runs that are not XML are put into one."""
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p><w:pPr>{name}{more}</w:pPr>{inner}</w:p>"


def listed(number: int, level: int = 0) -> str:
    """The mark of a list item."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def test_docx_roles_and_numbers(read: Read) -> None:
    """Styles tell title, headings (also Finnish and inherited) and items; numbers are counted as Word counts them."""
    body = p("Pää", style="O") + p("Luku", style="Oma", more=listed(1)) + p("a", more=listed(1, 1))
    body += p("b", more=listed(1, 1)) + p("Toinen", style="Otsikko1", more=listed(1)) + p("c", more=listed(1, 1))
    body += p("luoti", more=listed(2)) + p("<w:r><w:rPr><w:b/></w:rPr><w:t>Lihava</w:t></w:r>") + p("loppu")
    reading = read("a.docx", docx(body, styles=HEADINGS, numbering=NUMBERING))
    assert kinds(reading) == [
        ("title", 0, "Pää"),
        ("heading", 1, "1. Luku"),
        ("item", 0, "1.a) a"),
        ("item", 0, "1.b) b"),
        ("heading", 1, "2. Toinen"),
        ("item", 0, "2.a) c"),
        ("item", 0, "luoti"),
        ("heading", 2, "Lihava"),
        ("paragraph", 0, "loppu"),
    ]
    assert reading.meta["title"] == "Pää"


def test_docx_tables_controls_boxes(read: Read) -> None:
    """Everything comes in document order; merged cells count once, content controls and text boxes are opened."""
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>".format
    wide, merged, under = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = f"<w:tr>{cell('', p('A'))}{cell(wide, p('B'))}</w:tr>"
    rows += f"<w:tr>{cell(merged, p('C'))}{cell('', p('D') + p('E'))}</w:tr>"
    rows += f"<w:tr>{cell(under, p())}{cell('', p('F'))}{cell('', p('G'))}</w:tr>"
    box = f"<w:r><w:pict><w:txbxContent>{p('laatikko')}</w:txbxContent></w:pict></w:r>"
    body = f"{p('ennen', box)}<w:tbl>{rows}</w:tbl><w:sdt><w:sdtContent>{p('kenttä')}</w:sdtContent></w:sdt>"
    assert [text for _, _, text in kinds(read("a.docx", docx(body)))] == [
        *("ennen", "laatikko", "A | B", "C | D E", "F | G", "kenttä")
    ]


def test_docx_changes_notes_hidden(read: Read) -> None:
    """Deleted text and field codes go, insertions stay, hidden text is dropped and noted, footnotes come last."""
    run = "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>".format
    body = p(
        "alku",
        "<w:del><w:r><w:delText> pois</w:delText></w:r></w:del><w:ins><w:r><w:t> lisä</w:t></w:r></w:ins>",
        run("<w:vanish/>", " piilo") + run('<w:rStyle w:val="Piilo"/>', " piilo") + run('<w:sz w:val="2"/>', " mini"),
        run('<w:color w:val="FFFFFF"/>', " valko") + run('<w:vanish w:val="0"/>', " näkyy"),
        '<w:r><w:instrText>PAGE</w:instrText><w:footnoteReference w:id="2"/></w:r>',
        "<w:moveFrom><w:r><w:t> siirto</w:t></w:r></w:moveFrom>",
        "<w:hyperlink><w:r><w:t> linkki</w:t></w:r></w:hyperlink>",
    )
    notes = (
        f'<w:footnote w:type="separator">{p("---")}</w:footnote><w:footnote w:id="2">{p("Ks. HE 1/2026.")}</w:footnote>'
    )
    reading = read("a.docx", docx(body, styles=HEADINGS, footnotes=notes))
    assert kinds(reading) == [("paragraph", 0, "alku lisä näkyy linkki"), ("note", 0, "Ks. HE 1/2026.")]
    assert reading.notes == ("hidden_text_removed",)


def test_docx_pages(read: Read) -> None:
    """Word's own page breaks make pages, also in a paragraph; explicit ones only where Word counts no more pages."""
    rendered = p("yksi ", "<w:r><w:lastRenderedPageBreak/><w:t>kaksi</w:t></w:r>") + p("loppu")
    reading = read("a.docx", docx(rendered))
    assert [reading.text[page.start : page.end] for page in reading.pages] == ["yksi ", "kaksi\n\nloppu"]
    explicit = p("yksi", '<w:r><w:br w:type="page"/></w:r>') + p("kaksi")
    app = "<Properties><Pages>{}</Pages></Properties>".format
    assert [page.number for page in read("a.docx", docx(explicit, app=app(2))).pages] == [1, 2]
    assert read("a.docx", docx(explicit, app=app(9))).pages == ()
    assert read("a.docx", docx(p("x"))).pages == ()


@pytest.mark.parametrize(("title", "expected"), [("Lausunto muistiosta", "Lausunto muistiosta"), ("Document1", None)])
def test_docx_core_title(read: Read, title: str, expected: str | None) -> None:
    """The title in the properties is used unless a program made it up."""
    core = f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c>'
    assert read("a.docx", docx(p("teksti"), core=core)).meta.get("title") == expected


def test_odt(read: Read) -> None:
    """An OpenDocument text in order: title, numbered headings, items, merged cells, notes last, hidden text noted."""
    styles = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
        '</text:outline-style><text:list-style style:name="L"><text:list-level-style-number text:level="1"'
        ' style:num-format="a" style:num-suffix=")"/></text:list-style><style:style style:name="P" style:family='
        '"text"><style:text-properties text:display="none"/></style:style><style:style style:name="T1"'
        ' style:family="paragraph" style:parent-style-name="Title"/><style:style style:name="B" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
    )
    body = (
        "<text:tracked-changes><text:p>poistettu</text:p></text:tracked-changes>"
        '<text:p text:style-name="T1">Pää</text:p><text:h text:outline-level="1">Luku</text:h>'
        "<text:table-of-content><text:p>sisällys</text:p></text:table-of-content>"
        '<text:p>yksi<text:s text:c="3"/>kaksi<text:note><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>Viite.</text:p></text:note-body></text:note>"
        '<text:span text:style-name="P"> piilo</text:span>.</text:p>'
        '<text:list text:style-name="L"><text:list-item><text:p>eka</text:p></text:list-item><text:list-item>'
        "<text:p>toka</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:covered-table-cell>"
        "<text:p>x</text:p></table:covered-table-cell><table:table-cell><text:p>B</text:p></table:table-cell>"
        '</table:table-row></table:table><text:p><text:span text:style-name="B">Lihava</text:span></text:p>'
        "<text:p>loppu</text:p>"
    )
    reading = read("a.odt", odt(body, styles=styles))
    assert kinds(reading) == [
        ("title", 0, "Pää"),
        ("heading", 1, "1. Luku"),
        ("paragraph", 0, "yksi kaksi."),
        ("item", 0, "a) eka"),
        ("item", 0, "b) toka"),
        ("row", 0, "A | B"),
        ("heading", 2, "Lihava"),
        ("paragraph", 0, "loppu"),
        ("note", 0, "Viite."),
    ]
    assert reading.notes == ("hidden_text_removed",)


def _code(read: Read, name: str, content: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(name, content)
    assert caught.value.values["name"] == name
    return caught.value.code


def test_encrypted(read: Read) -> None:
    """Files with a password are named as such: Word's container, OpenDocument's manifest, a zip with the flag."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert _code(read, "a.docx", ole + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert _code(read, "a.docx", ole) == "mislabelled"
    assert _code(read, "a.odt", odt("", manifest="<manifest:encryption-data/>")) == "encrypted"
    flagged = bytearray(docx(p("x")))
    for sign, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = flagged.find(sign)
        flagged[start + place] |= 1
    assert _code(read, "a.docx", bytes(flagged)) == "encrypted"


def test_bombs(read: Read) -> None:
    """An archive that would unpack too far is refused before it is unpacked; entities are never expanded."""
    assert _code(read, "a.docx", zipped({"word/document.xml": bytes(30_000_000)})) == "unpacks_too_large"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(3):
            archive.writestr(f"word/{number}.xml", b"")
    liar = buffer.getvalue().replace(
        b"\0" * 12, b"\0" * 4 + (100).to_bytes(4, "little") + (99_000_000).to_bytes(4, "little")
    )
    assert _code(read, "a.docx", liar) in ("unpacks_too_large", "broken")
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    evil = zipped({"[Content_Types].xml": "wordprocessingml", "word/document.xml": f"{laughs}<x>&b;</x>"})
    assert _code(read, "a.docx", evil) == "broken"


def test_damaged(read: Read) -> None:
    """A file cut off in the middle is broken, an archive of another kind is mislabelled, an empty one has no text."""
    whole = docx(p("teksti"))
    assert _code(read, "a.docx", whole[: len(whole) // 2]) == "broken"
    assert _code(read, "a.docx", zipped({"xl/workbook.xml": "<x/>"})) == "mislabelled"
    assert _code(read, "a.odt", whole) == "mislabelled"
    assert _code(read, "a.docx", docx(p())) == "no_text"
    assert _code(read, "a.odt", odt("")) == "no_text"
