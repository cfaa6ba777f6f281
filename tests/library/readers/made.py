"""Makes small files of every format for the readers' tests; nothing here comes from outside."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

from assistant.types import Reading

Run = tuple[float, float, float, str]  # size, x, y, text; a minus before the size makes it bold
Read = Callable[[str, bytes | str], Reading]

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def check_offsets(reading: Reading) -> None:
    """Blocks are in order, apart by a blank line, clean at both ends, and make up the whole text."""
    parts = [reading.text[block.start : block.end] for block in reading.blocks]
    assert "\n\n".join(parts) == reading.text
    assert all(part == part.strip() and part and "\n\n" not in part for part in parts)
    if reading.pages:
        assert [page.number for page in reading.pages] == list(range(1, len(reading.pages) + 1))
        assert "".join(reading.text[page.start : page.end] for page in reading.pages) == reading.text


def kinds(reading: Reading) -> list[tuple[str, int, str]]:
    """Kind, level and text of each block."""
    return [(block.kind.value, block.level, reading.text[block.start : block.end]) for block in reading.blocks]


def pdf(pages: Sequence[Sequence[Run]], *, info: str = "", extra: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of text runs in Helvetica; `extra` goes before the text of each page, `trailer` into the trailer."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    for font in (b"Helvetica", b"Helvetica-Bold"):
        objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % font)
    objects.append(b"<< /Title (%s) >>" % info.encode("cp1252"))
    kids = []
    for runs in pages:
        content = extra + b"".join(_show(*run) for run in runs)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    head = b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R %s >>" % (size, trailer)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s\nstartxref\n%d\n%%%%EOF" % (size, table, head, len(out))


def _show(size: float, x: float, y: float, text: str) -> bytes:
    escaped = text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    font = b"F2" if size < 0 else b"F1"
    return b"BT /%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (font, abs(size), x, y, escaped)


def column(
    lines: Sequence[str], *, top: float = 760, x: float = 72, size: float = 11, leading: float = 14
) -> list[Run]:
    """Lines of text below one another; an empty one leaves a gap."""
    return [(size, x, top - index * leading, text) for index, text in enumerate(lines) if text]


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """A zip archive of the given parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word document with the given body; other parts by name: styles, numbering, footnotes, core, app."""
    wrapped = {
        "styles": f'<w:styles xmlns:w="{_WORD}">{parts.get("styles", "")}</w:styles>',
        "numbering": f'<w:numbering xmlns:w="{_WORD}">{parts.get("numbering", "")}</w:numbering>',
        "footnotes": f'<w:footnotes xmlns:w="{_WORD}">{parts.get("footnotes", "")}</w:footnotes>',
    }
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types>application/vnd.openxmlformats-officedocument.wordprocessingml.document</Types>",
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    files |= {f"word/{name}.xml": content for name, content in wrapped.items()}
    if "core" in parts:
        files["docProps/core.xml"] = parts["core"]
    if "app" in parts:
        files["docProps/app.xml"] = parts["app"]
    return zipped(files)


def odt(body: str, *, styles: str = "", manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument text with the given body and automatic styles."""
    names = {"office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing"}
    spaces = " ".join(f'xmlns:{short}="{_ODF}{name}:1.0"' for short, name in names.items())
    spaces += f' xmlns:fo="{_ODF}xsl-fo-compatible:1.0"'
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }
    )
