"""The whole way on the real product, by the page alone: from a memo that is added to an approved statement that is handed in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from assistant.library.readers import ReaderProcess
from tests.browser.conftest import WIDE, Visit, visit
from tests.browser.serving import free_port, started
from tests.memos import PROPOSALS, numbered

SHIPPED = 6
STANCES = ("supports", "supports-with-reservations", "opposes", "no-comment")
FIRST = {
    "supports": "Kaupunki kannattaa ehdotusta.",
    "supports-with-reservations": "Kaupunki kannattaa ehdotusta varauksin.",
    "opposes": "Kaupunki ei kannata ehdotusta.",
    "no-comment": "Kaupungilla ei ole lausuttavaa tästä ehdotuksesta.",
}
WISH = "Kaupunki edellyttää, että uudet tehtävät rahoitetaan täysimääräisesti."
FACT = "Kaupungin työkokeiluissa oli vuonna 2025 yhteensä 84 henkilöä."


@pytest.fixture
def one(browser: Any, tmp_path: Path) -> Iterator[Visit]:
    """A visitor of the real product with what it ships with, started as a user starts it who wants no vectors: making those of a
    long memo takes most of a minute, and `test_real` walks with them."""
    port = free_port()
    process = started(
        [sys.executable, "app.py"],
        port,
        LAUSUNTO_DATA=str(tmp_path / "data"),
        LAUSUNTO_PORT=str(port),
        LAUSUNTO_EMBEDDING_MODEL="lexical",
    )
    yield from visit(browser, f"http://127.0.0.1:{port}", WIDE, "whole")
    process.terminate()
    process.wait(10)


def told(page: Any, place: str, words: str) -> None:
    """Waits until the tab tells that it is done."""
    page.wait_for_selector(f"{place}:has-text('{words}')", timeout=60_000)


def added(page: Any, memo: Path) -> None:
    """Adds a memo on the tab Aineisto."""
    page.click("#tab-library-button")
    page.wait_for_selector(".library")
    page.set_input_files("#files input", [memo])
    page.wait_for_selector(".chosen li")
    page.click("#add .fields input >> nth=0")
    page.click("[role=option]:has-text('muistio')")
    page.click("#add-button")
    page.wait_for_selector("#added .outcomes, #added .done, #added :text('lisätty')", timeout=180_000)


def sections(page: Any) -> list[str]:
    """Confirms the added memo's first proposal, takes a stance on it and on all that ship, and drafts each; the first sentences."""
    page.click("#tab-positions-button")
    page.wait_for_selector(".positions .entry")
    page.fill("#by", "Valmistelija")
    page.press("#by", "Tab")
    told(page, "#positions-told .told-line", "Nimi tallennettu")
    assert page.locator(".positions .entry").count() == SHIPPED + len(PROPOSALS)
    page.click("[data-do=confirm] >> nth=0")
    told(page, "#positions-told .told-line", "Ehdotus vahvistettu")
    wanted = []
    for n in range(SHIPPED + 1):
        stance = STANCES[n % len(STANCES)]
        page.click(f".row-title >> nth={n}")
        page.wait_for_selector("#proposal:focus")
        assert page.locator("[name=stance]:checked").count() == 0
        assert page.locator("#draft").count() == 0
        page.check(f"#stance-{stance}")
        told(page, "#positions-told .told-line", "Kanta tallennettu")
        if stance == "supports-with-reservations":
            page.fill("#wishes", WISH)
            told(page, "#positions-told .told-line", "Tallennettu klo")
            page.fill("#fact", FACT)
            page.press("#fact-source", "Enter")
            told(page, "#positions-told .told-line", "Tieto lisätty")
        page.click("#draft")
        page.wait_for_selector(".draft-text .claim")
        told(page, "#positions-told .told-line", "Luonnos laadittu")
        if n == 0:
            page.fill("#instruction", "lisää: Kaupunki pitää selkeää työnjakoa tärkeänä.")
            page.press("#instruction", "Enter")
            told(page, "#positions-told .told-line", "Tallennettu versioksi 2")
        wanted.append(FIRST[stance])
        page.click("#back-to-all")
        page.wait_for_selector(".register-view")
    return wanted


def test_from_a_memo_to_a_statement(one: Visit, tmp_path: Path) -> None:
    """Add, confirm, each stance, draft, instruct, accept, approve, export; the file holds every section, stance first, and
    LibreOffice makes a PDF of it that our own reader reads the same words from."""
    page = one.page
    one.open()
    added(page, numbered(tmp_path / "muistio.docx", length=1))
    wanted = sections(page)
    one.sound("drafted")

    page.click("#tab-statement-button")
    page.wait_for_selector(".whole-head")
    assert f"{SHIPPED + 1}/{SHIPPED + 1}" in page.inner_text(".whole-head")
    left = int(page.inner_text("#whole-check .position >> nth=0").rpartition("/")[2])
    one.sound("findings")
    for n in range(left - 1, -1, -1):
        page.click("[data-do=accept]:visible")
        told(page, "#whole-told .told", f"Avoimia huomautuksia: {n}.")
    page.click("[data-do=approve_all]")
    told(page, "#whole-told .told", "Kaikki osiot on nyt hyväksytty")
    one.sound("approved")
    files = {}
    for label, name in (
        ("DOCX >> nth=0", "lausunto.docx"),
        ("DOCX >> nth=1", "liite.docx"),
        ("DOCX >> nth=2", "asia.docx"),
    ):
        words, _, at = label.partition(" >> ")
        with page.expect_download() as coming:
            page.click(f"#whole-files a:has-text('{words}') >> {at}")
        coming.value.save_as(tmp_path / name)
        files[name] = [paragraph.text for paragraph in Document(str(tmp_path / name)).paragraphs]

    document = Document(str(tmp_path / "lausunto.docx"))
    bodies = [p.text for p in document.paragraphs]
    headings = [k for k, p in enumerate(document.paragraphs) if p.style is not None and p.style.name == "Heading 1"]
    assert [bodies[k + 1] for k in headings if bodies[k + 1] in FIRST.values()] == wanted
    assert WISH in "\n".join(bodies)
    assert FACT in "\n".join(bodies)
    assert "[1]" not in "\n".join(bodies)
    assert any("lausuntopalvelu.fi" in line for line in files["asia.docx"])
    if soffice := shutil.which("soffice"):
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
        subprocess.run([*command, str(tmp_path / "lausunto.docx")], check=True, capture_output=True, timeout=120)
        with ReaderProcess() as reader:
            (read,) = reader.read(tmp_path / "lausunto.pdf")
        assert WISH in " ".join(read.text.split())
