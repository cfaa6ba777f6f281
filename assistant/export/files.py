"""From a frozen statement to a file's bytes. Whether it may leave at all is not decided here: who calls sees to open findings."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from assistant.export import agenda, ai_use, annex, docx, form, jsonfile, markdown, office, plain, statement
from assistant.export.ai_use import History
from assistant.export.blocks import Format, Paper, What
from assistant.export.parts import tell
from assistant.statement import Statement

LONGEST_NAME = 100
"""Characters of a suggested file name without its ending."""


def make(
    what: What,
    format: Format,
    statement: Statement,
    *,
    marks: bool = False,
    library_documents: frozenset[str] | None = None,
    history: History | None = None,
    now: dt.datetime,
) -> bytes:
    """One of the statement's papers in one of the formats.

    `marks` puts the numbers of sources into the statement. `library_documents` are the ids of the documents held now: the annex
    says which source is gone (None: nothing is said). `history` are sections' kept versions for the page on AI, which else goes by the log.
    The same arguments give the same bytes, but for ODT and PDF, which LibreOffice writes.
    Raises LausuntoError: office_missing, office_failed.
    """
    paper = build(what, statement, marks=marks, library_documents=library_documents, history=history, now=now)
    match format:
        case Format.MD:
            return markdown.render(paper).encode("utf-8")
        case Format.TXT:
            return plain.render(paper).encode("utf-8")
        case Format.JSON:
            return jsonfile.render(paper, now).encode("utf-8")
        case Format.DOCX:
            return docx.render(paper, now)
        case Format.ODT | Format.PDF:
            return office.convert(docx.render(paper, now), format.value)


def build(
    what: What,
    held: Statement,
    *,
    marks: bool = False,
    library_documents: frozenset[str] | None = None,
    history: History | None = None,
    now: dt.datetime,
) -> Paper:
    """The paper before it has a format: the blocks that every format renders."""
    match what:
        case What.STATEMENT:
            return statement.build(held, marks=marks, now=now)
        case What.ANNEX:
            return annex.build(held, library_documents=library_documents, now=now)
        case What.AGENDA:
            return agenda.build(held, now=now)
        case What.FORM:
            return form.build(held)
        case What.AI_USE:
            return ai_use.build(held, history=history, now=now)


def suggested_name(what: What, format: Format, statement: Statement) -> str:
    """A file name that every system takes: what it is and the case's number (889/14.00.01/2026 gives 889-14.00.01-2026), else
    the case's name. ASCII letters, digits, points and hyphens alone."""
    case = statement.case
    kind = tell(f"file_{what.value.replace('-', '_')}", statement.language)
    name = f"{kind}-{_safe(case.register_number) or _safe(case.name) or _safe(case.title)}"
    return f"{name[:LONGEST_NAME].strip('-.')}.{format.value}"


def _safe(text: str) -> str:
    plain_letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"\.{2,}", ".", re.sub(r"[^a-zA-Z0-9.]+", "-", plain_letters)).strip("-.").lower()
