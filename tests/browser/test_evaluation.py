"""The promises of the tab Arviointi on the real product: a run is started, stopped, gone on with, read and compared."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evals import folders
from tests.browser.conftest import PHONE, WIDE, Visit, visit
from tests.browser.serving import free_port, started

CHOSEN = ("Luvut, päivät ja pykälät", "Ehdotusten tunnistus muistioista")
LONG = 240_000
"""Milliseconds that a run of the two sets may take on a busy machine."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which nothing was run."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[str]:
    """The real assistant without vectors and without sources of its own."""
    port = free_port()
    process = started(
        [sys.executable, "app.py"],
        port,
        LAUSUNTO_DATA=str(data),
        LAUSUNTO_PORT=str(port),
        LAUSUNTO_EMBEDDING_MODEL="lexical",
        LAUSUNTO_KNOWLEDGE="none",
    )
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(20)


@pytest.fixture
def wide(browser: Any, server: str) -> Iterator[Visit]:
    """A visitor with a wide screen."""
    yield from visit(browser, server, WIDE, "evaluation")


@pytest.fixture
def phone(browser: Any, server: str) -> Iterator[Visit]:
    """A visitor with a narrow one."""
    yield from visit(browser, server, PHONE, "evaluation")


def go(visitor: Visit) -> None:
    """Opens the page at the tab; where tabs do not fit, behind the button that has the rest."""
    visitor.page.goto(visitor.base + "/?lang=fi")
    visitor.page.wait_for_selector("#question textarea")
    tab = visitor.page.locator("#tab-evaluation-button")
    if not tab.is_visible():
        visitor.page.click("#tabs .overflow-menu > button")
        tab = visitor.page.locator("#tabs .overflow-dropdown button", has_text="Arviointi")
    tab.click()
    visitor.page.wait_for_selector("#evaluation-head h2")


def choose(visitor: Visit, names: tuple[str, ...] = CHOSEN) -> None:
    """Leaves some sets chosen, as a person does: one click after the other, as soon as they can be made."""
    page = visitor.page
    for label in page.locator("#evaluation-sets label").all():
        box = label.locator("input")
        if box.is_checked() != (label.inner_text().strip() in names):
            box.click()
    checked = page.locator("#evaluation-sets label:has(input:checked)").all()
    assert {label.inner_text().strip() for label in checked} == set(names)


def runs(data: Path) -> tuple[Path, ...]:
    return folders.runs(data / "evals" / "runs")


def test_a_run_from_the_page(wide: Visit, data: Path) -> None:
    """Empty at first; started, it tells how far it is; stopped, it says so, and started again it goes on in the same folder; its
    figures stay over a reload; a second run is held against the first."""
    page = wide.page
    go(wide)
    assert "Arviointeja ei ole vielä tehty" in page.inner_text("#evaluation-report")
    named = [label.inner_text().strip() for label in page.locator("#evaluation-sets label").all()]
    assert (named[0], named[-1], len(named)) == ("Tosiasiat", "Ehdotusten tunnistus muistioista", 8)
    assert page.locator("#evaluation-stop").count() == 0 or not page.is_visible("#evaluation-stop")
    wide.sound("empty")

    choose(wide)
    page.click("#evaluation-start")
    page.wait_for_selector("#evaluation-status progress")
    assert page.is_disabled("#evaluation-start")
    page.wait_for_function(
        "document.querySelector('#evaluation-told')?.innerText.includes('Vastattu')", timeout=LONG, polling=50
    )
    wide.sound("running")
    page.click("#evaluation-stop")
    page.wait_for_selector("text=jatkuu siitä, mihin", timeout=LONG)
    assert page.is_enabled("#evaluation-start")
    wide.sound("stopped")
    (folder,) = runs(data)
    kept = (folder / folders.ANSWERS).read_bytes().splitlines(keepends=True)

    page.click("#evaluation-start")
    page.wait_for_selector("text=Arviointi valmistui.", timeout=LONG)
    (again,) = runs(data)
    assert (again, folders.finished(folder)) == (folder, True)
    assert (folder / folders.ANSWERS).read_bytes().splitlines(keepends=True)[: len(kept)] == kept
    told = page.inner_text("#evaluation-report")
    for words in (
        "Lainaukset ovat sanatarkkoja",
        "Tavoite",
        "ei arvioitu: liian vähän kysymyksiä",
        "Väli",
        "Ohjelman versio",
    ):
        assert words in told, words
    assert "Erot ajoon" not in told
    wide.sound("done")

    page.reload()
    page.click("#tab-evaluation-button")
    page.wait_for_selector("#evaluation-report table")
    choose(wide)
    page.click("#evaluation-start")
    page.wait_for_selector("#evaluation-status progress")
    # Whoever opens the page meanwhile sees the same run.
    page.reload()
    page.click("#tab-evaluation-button")
    page.wait_for_selector("#evaluation-status progress")
    page.wait_for_selector("text=Arviointi valmistui.", timeout=LONG)
    assert len(runs(data)) == 2
    page.wait_for_selector(f"text=Erot ajoon {folder.name}")
    # The same answers; how long they took is the machine's business.
    told = [line for line in page.inner_text("#evaluation-report").splitlines() if not line.startswith("Aika ")]
    assert not [line for line in told if "parani" in line]
    wide.sound("compared")


def test_an_earlier_run_is_shown(wide: Visit, data: Path) -> None:
    """Of the runs that are there, the one that is chosen is shown."""
    page = wide.page
    go(wide)
    page.wait_for_selector("#evaluation-report table")
    newest, first = runs(data)
    assert newest.name in page.inner_text("#evaluation-report")
    page.click("#evaluation-run input")
    page.locator("ul.options li, [role=option]").nth(1).click()
    page.wait_for_selector("#evaluation-report >> text=Erot ajoon", state="detached")
    told = page.inner_text("#evaluation-report")
    assert first.name in told
    assert newest.name not in told


def test_no_set_chosen_is_told(wide: Visit, data: Path) -> None:
    """Without a set nothing is run, and what to do is said."""
    page = wide.page
    go(wide)
    page.wait_for_selector("#evaluation-report table")
    choose(wide, ())
    page.click("#evaluation-start")
    page.wait_for_selector("#evaluation-status [role=alert]")
    assert "Valitse ainakin yksi" in page.inner_text("#evaluation-status")
    wide.sound("no-set")
    assert len(runs(data)) == 2


def test_on_a_phone(phone: Visit) -> None:
    """The figures fit a narrow screen: tables scroll within themselves."""
    go(phone)
    phone.page.wait_for_selector("#evaluation-report table")
    phone.sound("phone")
    assert phone.page.locator("#evaluation-report .wide").count() > 1
