"""A paper as a Word document (Office Open XML): real headings, real lists, repeated header rows, language, properties.

Written part by part, so that nothing of a template is left in it and the same paper gives the same bytes. All text passes
`_text`; the looks are in styles.xml beside this file.
"""

from __future__ import annotations

import datetime as dt
import io
import string
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from assistant.export.blocks import (
    Block,
    Fields,
    Heading,
    Items,
    Look,
    Paper,
    Paragraph,
    Run,
    Runs,
    Table,
    Title,
    clean,
)
from assistant.types import Language

_WIDTH = 9354  # twentieths of a point between the margins of an A4 page
_LOCALES = {Language.FI: "fi-FI", Language.SV: "sv-FI", Language.EN: "en-GB"}
_STYLES = {Look.PLAIN: "", Look.QUOTE: "Quote", Look.NOTE: "Note"}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACE = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships"'


def render(paper: Paper, now: dt.datetime) -> bytes:
    """The file's bytes; `now` is written as the time it was made."""
    body = _Body()
    for block in paper.blocks:
        body.add(block)
    made = now.astimezone(dt.UTC) if now.tzinfo else now.replace(tzinfo=dt.UTC)
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(_ROOT_PARTS),
        "docProps/core.xml": _core(paper, made),
        "docProps/app.xml": _HEAD + f'<Properties xmlns="{_OFFICE}/extended-properties"></Properties>',
        "docProps/custom.xml": _custom(paper),
        "word/document.xml": body.document(),
        "word/_rels/document.xml.rels": _relationships(_WORD_PARTS, body.links),
        "word/styles.xml": _styles(_LOCALES[paper.language]),
        "word/numbering.xml": _numbering(body.lists),
        "word/settings.xml": _settings(_LOCALES[paper.language]),
        "word/footer1.xml": _footer(paper),
    }
    return _packed(parts, made)


def _text(words: str) -> str:
    """Words as the content of an element."""
    return escape(clean(words))


def _attribute(words: str) -> str:
    """Words as an attribute, in quotation marks."""
    return quoteattr(clean(words).replace("\n", " "))


class _Body:
    """The document's body while it is written; counts its links and numbered lists."""

    def __init__(self) -> None:
        self.links: list[str] = []
        self.lists = 0
        self._parts: list[str] = []

    def add(self, block: Block) -> None:
        """Writes one block after the others."""
        match block:
            case Title():
                self._parts.append(_paragraph(_run(block.text), "Title"))
            case Heading():
                self._parts.append(_paragraph(_run(block.text), f"Heading{min(block.level, 3)}"))
            case Paragraph():
                self._parts.append(_paragraph(self._runs(block.runs), _STYLES[block.look]))
            case Items():
                self._items(block)
            case Fields():
                self._fields(block)
            case Table():
                self._table(block)

    def document(self) -> str:
        """The whole part."""
        page = (
            '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1304" w:right="1276" w:bottom="1304" w:left="1276" w:header="680" w:footer="624" w:gutter="0"/>'
            "</w:sectPr>"
        )
        return f"{_HEAD}<w:document {_SPACE}><w:body>{''.join(self._parts)}{page}</w:body></w:document>"

    def _items(self, block: Items) -> None:
        style, number = "ListBullet", 1
        if block.numbered:
            self.lists += 1
            style, number = "ListNumber", 1 + self.lists
        listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        self._parts.extend(_paragraph(self._runs(item), style, listed) for item in block.items)

    def _fields(self, block: Fields) -> None:
        """The rows close together, the group set apart from what stands around it."""
        last = len(block.rows) - 1
        for n, (label, runs) in enumerate(block.rows):
            before, after = 120 if n == 0 else 0, 220 if n == last else 60
            apart = f'<w:spacing w:before="{before}" w:after="{after}"/>' if n in (0, last) else ""
            self._parts.append(self._field(label, runs, apart))

    def _field(self, label: str, runs: Runs, apart: str) -> str:
        named = f'<w:r><w:rPr><w:rStyle w:val="FieldLabel"/></w:rPr><w:t>{_text(label)}</w:t></w:r>'
        return _paragraph(f"{named}<w:r><w:tab/></w:r>{self._runs(runs)}", "CaseField", apart)

    def _table(self, block: Table) -> None:
        widths = [_WIDTH * share // sum(block.shares) for share in block.shares]
        head = "".join(
            _cell(_paragraph(_run(label), "TableHead"), w) for label, w in zip(block.header, widths, strict=True)
        )
        rows = "".join(
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(self._cells(row, widths))}</w:tr>" for row in block.rows
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        self._parts.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
            f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={_attribute(block.caption)}/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
        )
        # Word joins two tables with nothing between them, and wants a paragraph last.
        self._parts.append(_paragraph("", "AfterTable"))

    def _cells(self, row: tuple[Runs, ...], widths: list[int]) -> Iterator[str]:
        for runs, width in zip(row, widths, strict=True):
            yield _cell(_paragraph(self._runs(runs), "TableText"), width)

    def _runs(self, runs: Runs) -> str:
        told = [run for run in runs if run.shown]
        return "".join(self._linked(run, " " if n < len(told) else "") for n, run in enumerate(told, start=1))

    def _linked(self, run: Run, after: str) -> str:
        if not run.url:
            return _run(run.shown + after)
        self.links.append(run.url)
        inside = _run(run.shown, '<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>')
        return f'<w:hyperlink r:id="rLink{len(self.links)}" w:history="1">{inside}</w:hyperlink>{_run(after)}'


def _run(words: str, properties: str = "") -> str:
    """A run; a line break of the words is one in the document. A space at its end stays, `_text` would trim it."""
    if not words:
        return ""
    after = " " if words.endswith(" ") else ""
    lines = [_text(line) for line in words.split("\n")]
    inside = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in (*lines[:-1], lines[-1] + after))
    return f"<w:r>{properties}{inside}</w:r>"


def _paragraph(inside: str, style: str = "", more: str = "") -> str:
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{styled}{more}</w:pPr>" if styled or more else ""
    return f"<w:p>{properties}{inside}</w:p>"


def _cell(inside: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


_ROOT_PARTS = (
    (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
    (f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
)
_WORD_PARTS = (
    (f"{_OFFICE}/relationships/styles", "styles.xml"),
    (f"{_OFFICE}/relationships/numbering", "numbering.xml"),
    (f"{_OFFICE}/relationships/settings", "settings.xml"),
    (f"{_OFFICE}/relationships/footer", "footer1.xml"),
)


def _relationships(parts: Iterable[tuple[str, str]], links: Iterable[str] = ()) -> str:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(parts, start=1)
    )
    outside = "".join(
        f'<Relationship Id="rLink{n}" Type="{_OFFICE}/relationships/hyperlink" Target={quoteattr(url)} TargetMode="External"/>'
        for n, url in enumerate(links, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}{outside}</Relationships>'


def _content_types() -> str:
    kinds = {
        "/word/document.xml": f"{_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_TYPE}.styles+xml",
        "/word/numbering.xml": f"{_TYPE}.numbering+xml",
        "/word/settings.xml": f"{_TYPE}.settings+xml",
        "/word/footer1.xml": f"{_TYPE}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
    told = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _core(paper: Paper, made: dt.datetime) -> str:
    """The core properties. No person is named: the author is the body, or nobody."""
    at = made.strftime("%Y-%m-%dT%H:%M:%SZ")
    whole = paper.keywords.replace(" ", "\u00a0")  # LibreOffice takes each word between spaces for a keyword
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_text(paper.name)}</dc:title><dc:subject>{_text(paper.subject)}</dc:subject>"
        f"<dc:creator>{_text(paper.author)}</dc:creator><cp:keywords>{_text(whole)}</cp:keywords>"
        f"<dc:description>{_text(paper.keywords)}</dc:description>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified>'
        f"<dc:language>{_LOCALES[paper.language]}</dc:language></cp:coreProperties>"
    )


def _custom(paper: Paper) -> str:
    """Marks that machines read."""
    told = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{n}" name={_attribute(name)}>'
        f"<vt:lpwstr>{_text(value)}</vt:lpwstr></property>"
        for n, (name, value) in enumerate(paper.properties.items(), start=2)
    )
    return f'{_HEAD}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{told}</Properties>'


@cache
def _styles(locale: str) -> str:
    file = Path(__file__).with_name("styles.xml").read_text(encoding="utf-8")
    return string.Template(file).substitute(language=locale)


def _numbering(lists: int) -> str:
    """Bullets are list 1; each numbered list is one of its own, so that it begins from 1."""

    def abstract(n: int, form: str, sign: str) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>'
        )

    numbered = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for n in range(2, 2 + max(lists, 1))
    )
    return (
        f"{_HEAD}<w:numbering {_SPACE}>{abstract(0, 'bullet', '•')}{abstract(1, 'decimal', '%1.')}"
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{numbered}</w:numbering>'
    )


def _settings(locale: str) -> str:
    return (
        f'{_HEAD}<w:settings {_SPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="1304"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{locale}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _footer(paper: Paper) -> str:
    """The register number on the left, page (pages) on the right."""

    def field(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    inside = f"{_run(paper.running)}<w:r><w:tab/></w:r>{field('PAGE')}{_run(' ')}<w:r><w:t>(</w:t></w:r>{field('NUMPAGES')}<w:r><w:t>)</w:t></w:r>"
    return f"{_HEAD}<w:ftr {_SPACE}>{_paragraph(inside, 'Footer')}</w:ftr>"


def _packed(parts: dict[str, str], made: dt.datetime) -> bytes:
    """The parts as a zip whose bytes depend on nothing but them and `made`."""
    at = max(made, dt.datetime(1980, 1, 1, tzinfo=dt.UTC))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, words in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(at.year, at.month, at.day, at.hour, at.minute, at.second))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # the same on every system
            archive.writestr(entry, words.encode("utf-8"))
    return out.getvalue()
