"""ODT and PDF through LibreOffice: the same sentences read back, and a plain message where it is missing or hangs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from assistant.errors import LausuntoError
from assistant.export import Format, What, make, office
from assistant.library.readers import ReaderProcess
from assistant.statement import Statement
from assistant.text.quotes import tidy
from assistant.text.wording import explain
from assistant.types import Language
from export.conftest import NOW
from export.reading import squeezed

installed = pytest.mark.skipif(office.find() is None, reason="LibreOffice is not installed")


@installed
@pytest.mark.parametrize("form", [Format.PDF, Format.ODT])
def test_sentences_are_read_back(statement: Statement, form: Format, tmp_path: Path) -> None:
    """Every sentence of the statement stands in the file as our own reader reads it, in order."""
    path = tmp_path / f"lausunto.{form.value}"
    path.write_bytes(make(What.STATEMENT, form, statement, now=NOW))
    with ReaderProcess() as reader:
        (reading,) = reader.read(path)
    text = squeezed(tidy(reading.text))
    at = 0
    for sentence in statement.claims:
        at = text.index(sentence.text, at)
    assert reading.meta["title"].startswith("Lausunto")


@installed
def test_pdf_is_tagged(statement: Statement) -> None:
    """The PDF has a structure for those who do not see it, its language, its title, and the mark that a program helped."""
    made = make(What.STATEMENT, Format.PDF, statement, now=NOW)
    with pypdfium2.PdfDocument(made) as held:
        assert pypdfium2.raw.FPDFCatalog_IsTagged(held)
        told = held.get_metadata_dict()
    assert told["Title"] == "Lausunto: Muistio viljelypalstojen kehittämisestä"
    assert told["Keywords"].replace("\xa0", " ") == "laadittu ohjelman avulla"
    assert b"/Lang(fi-FI)" in made


@installed
def test_odt_has_headings(statement: Statement) -> None:
    """The headings are headings in ODT too."""
    with zipfile.ZipFile(io.BytesIO(make(What.AGENDA, Format.ODT, statement, now=NOW))) as archive:
        assert b'text:outline-level="1">' in archive.read("content.xml")


def test_missing_office(statement: Statement, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where LibreOffice is not installed, that is said, with what to do; the other formats do without it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    if office.find() is not None:
        pytest.skip("LibreOffice is installed at its fixed place")
    with pytest.raises(LausuntoError) as caught:
        make(What.STATEMENT, Format.PDF, statement, now=NOW)
    assert caught.value.code == "office_missing"
    assert "LibreOffice" in explain(caught.value, Language.FI)
    assert "DOCX" in explain(caught.value, Language.FI)
    assert make(What.STATEMENT, Format.DOCX, statement, now=NOW)


def _program(folder: Path, script: str) -> Path:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "sleep 60", "kill -9 $$"])
def test_failing_office(tmp_path: Path, script: str) -> None:
    """A LibreOffice that fails, makes nothing, hangs or dies is told as one fault within its time, and may be tried again."""
    with pytest.raises(LausuntoError) as caught:
        office.convert(b"", "pdf", program=_program(tmp_path, script), seconds=0.5)
    assert caught.value.code == "office_failed"
    assert caught.value.retryable
    assert "PDF" in explain(caught.value, Language.FI)


def test_hanging_office_is_ended(tmp_path: Path) -> None:
    """What the program started is ended with it: nothing of it writes afterwards."""
    late = tmp_path / "late"
    program = _program(tmp_path, f"(sleep 1.5; touch {late}) &\nsleep 60")
    with pytest.raises(LausuntoError):
        office.convert(b"", "odt", program=program, seconds=0.3)
    import time

    time.sleep(1.6)
    assert not late.exists()


def test_program_that_cannot_start(tmp_path: Path) -> None:
    """A program that cannot be started is the same fault."""
    with pytest.raises(LausuntoError) as caught:
        office.convert(b"", "pdf", program=tmp_path / "none", seconds=1)
    assert caught.value.code == "office_failed"
