"""The promises of the tab Lausunto as a person meets it: check, approve and hand in, by mouse, touch and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.browser.conftest import PHONE, WIDE, Visit, visit
from tests.browser.serving import served
from tests.ui.drafted import UNFOUNDED, WISHES

NARROW = (320, 700)


@pytest.fixture
def drafted_server() -> Iterator[str]:
    """The page with three drafted sections, for one visitor: what is done here stays done."""
    with served("tests.ui.drafted") as base:
        yield base


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def drafted(browser: Any, drafted_server: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visitor of it, at both sizes."""
    yield from visit(browser, drafted_server, request.param, "statement")


@pytest.fixture
def drafted_wide(browser: Any, drafted_server: str) -> Iterator[Visit]:
    """A visitor of it with a wide screen."""
    yield from visit(browser, drafted_server, WIDE, "statement-keys")


@pytest.fixture
def drafted_narrow(browser: Any, drafted_server: str) -> Iterator[Visit]:
    """A visitor of it with the narrowest screen."""
    yield from visit(browser, drafted_server, NARROW, "statement")


def to_statement(one: Visit, language: str = "fi") -> None:
    """Opens the tab and waits until it is filled."""
    one.open(f"/?lang={language}")
    if one.page.locator("#tab-statement-button").count():
        one.page.click("#tab-statement-button")
    else:
        # On the narrowest screens Gradio puts the last tabs behind a button.
        one.page.click("#tabs .overflow-menu > button")
        one.page.click("#tabs .overflow-dropdown button >> nth=0")
    one.page.wait_for_selector(".whole-head, .whole-empty")


def told(one: Visit, words: str) -> None:
    """Waits until the line on what was done says so."""
    one.page.wait_for_selector(f"#whole-told .told:has-text('{words}')")


def test_from_findings_to_files(drafted: Visit, tmp_path: Path) -> None:
    """Preview, refusal while findings are open, each finding met, approval, files, fields: each state sound at both sizes."""
    page = drafted.page
    to_statement(drafted)
    assert "3/4 ehdotusta käsitelty" in page.inner_text(".whole-head")
    first = page.inner_text("#whole-check .position >> nth=0")
    assert first.startswith("Huomautus 1/")
    total = int(first.rpartition("/")[2])
    drafted.sound("opened")
    plain = page.inner_text(".whole-paper >> nth=0")
    assert "lainaus" not in plain
    page.check("#whole-origins")
    assert "lainaus" in page.inner_text(".whole-paper >> nth=0")
    page.locator("#whole-preview-title").scroll_into_view_if_needed()
    drafted.sound("origins")
    page.click(".whole-paper .pill >> nth=0")
    page.wait_for_selector("#column-statement .card.here")
    assert page.locator("#column-statement .card.here mark").first.is_visible()
    drafted.sound("source")
    page.keyboard.press("Escape")
    page.uncheck("#whole-origins")
    assert page.inner_text(".whole-paper >> nth=0") == plain

    page.click("#whole-files .blocked >> nth=0")
    told(drafted, "Käy ensin läpi avoimet huomautukset")
    assert page.evaluate("document.activeElement.id") == "whole-check-title"
    page.locator("#whole-files-title").scroll_into_view_if_needed()
    drafted.sound("refused")

    page.click("[data-do=accept]:visible")
    told(drafted, "Kirjoita ensin nimesi")
    assert page.evaluate("document.activeElement.closest('#whole-name') !== null")
    drafted.sound("nameless")
    page.fill("#whole-name :is(textarea, input)", "Esihenkilö")
    page.click("#whole-check [data-mend=open]:visible")
    page.fill(".mending:visible textarea", WISHES[1])
    drafted.sound("mending")
    page.click("[data-do=mend]:visible")
    told(drafted, "Korjaus tallennettu")
    assert "Huomautus 1/2" in page.inner_text("#whole-check")
    assert WISHES[1] in page.inner_text(".whole-paper >> nth=0")
    page.click("[data-do=drop]:visible")
    told(drafted, "Virke poistettu")
    assert UNFOUNDED not in page.inner_text(".whole-paper >> nth=0")
    for left in range(total - 3, -1, -1):
        page.click("[data-do=accept]:visible")
        told(drafted, f"Huomautus hyväksytty. Avoimia huomautuksia: {left}.")
    page.wait_for_selector("#whole-check-none")
    page.click("#whole-check summary:has-text('hyväksytty huomautus')")
    assert "Hyväksynyt Esihenkilö" in page.inner_text("#whole-check")
    drafted.sound("none-open")

    page.click("[data-do=move][data-way=down] >> nth=0")
    told(drafted, "2/3")
    page.click("[data-do=approve] >> nth=0")
    told(drafted, "Osio hyväksytty")
    page.click("[data-do=approve_all]")
    told(drafted, "Kaikki osiot on nyt hyväksytty")
    assert page.locator("#whole-sections .state.good").count() == 3
    page.locator("#whole-sections-title").scroll_into_view_if_needed()
    drafted.sound("approved")
    assert "tarkistettu ja hyväksytty" in page.inner_text(".whole-next")

    with page.expect_download() as coming:
        page.click("#whole-files a:has-text('DOCX') >> nth=0")
    coming.value.save_as(tmp_path / "lausunto.docx")
    told(drafted, "Tiedosto ladattu: Lausunto, DOCX")
    words = [paragraph.text for paragraph in Document(str(tmp_path / "lausunto.docx")).paragraphs]
    assert any(WISHES[1] in line for line in words)
    headings = [line for line in words if line.startswith(("1 ", "2 ", "3 "))]
    assert [line[0] for line in headings] == ["2", "1", "3"]
    page.check("#whole-marks")
    with page.expect_download() as coming:
        page.click("#whole-files a:has-text('TXT') >> nth=0")
    coming.value.save_as(tmp_path / "lausunto.txt")
    assert "[1]" in (tmp_path / "lausunto.txt").read_text(encoding="utf-8")

    page.click("#whole-form [data-copy] >> nth=0")
    told(drafted, "Kopioitu")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Kaupunki kannattaa ehdotusta.")
    assert f"Merkkejä: {len(copied)}" in page.inner_text("#whole-form li >> nth=0")
    page.click("#whole-form summary >> nth=0")
    drafted.sound("fields")
    page.click("#whole-about > summary")
    page.click("#whole-log > summary")
    assert "Esihenkilö" in page.inner_text("#whole-log")
    page.locator("#whole-afterwards-title").scroll_into_view_if_needed()
    drafted.sound("afterwards")


def test_the_check_by_keys_alone(drafted_wide: Visit) -> None:
    """Letters and arrows walk the check while the focus is in it, and write in a field without doing anything."""
    page = drafted_wide.page
    to_statement(drafted_wide)
    page.fill("#whole-name :is(textarea, input)", "Hakkapeliitta")
    assert "Huomautus 1/3" in page.inner_text("#whole-check")
    page.focus(".whole-next .primary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('desk')")
    page.keyboard.press("s")
    assert "Huomautus 2/3" in page.inner_text("#whole-check")
    page.keyboard.press("ArrowLeft")
    assert "Huomautus 1/3" in page.inner_text("#whole-check")
    page.keyboard.press("k")
    page.keyboard.press("End")
    page.keyboard.type(" hks")
    assert page.input_value(".mending:visible textarea").endswith(" hks")
    drafted_wide.sound("typing")
    page.reload()
    to_statement(drafted_wide)
    assert page.input_value(".mending:visible textarea").endswith(" hks")
    page.focus(".mending:visible textarea")
    page.keyboard.press("Escape")
    assert page.locator(".mending:visible").count() == 0
    page.keyboard.press("p")
    told(drafted_wide, "Virke poistettu")
    page.keyboard.press("h")
    told(drafted_wide, "Avoimia huomautuksia: 1.")
    page.keyboard.press("h")
    told(drafted_wide, "Avoimia huomautuksia: 0.")
    assert page.evaluate("document.activeElement.id") == "whole-check-none"
    # What went well goes by itself; it would cover what is scrolled under it.
    page.wait_for_selector("#whole-told .told", state="detached", timeout=20_000)


def test_the_narrowest_screen(drafted_narrow: Visit) -> None:
    """At 320 pixels nothing needs sideways scrolling, with origins shown and everything unfolded."""
    to_statement(drafted_narrow)
    drafted_narrow.page.check("#whole-origins")
    drafted_narrow.page.evaluate("document.querySelectorAll('#tab-statement details').forEach(one => one.open = true)")
    drafted_narrow.sound("narrow")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_other_languages(drafted_wide: Visit, language: str) -> None:
    """The tab is whole in Swedish and English; the Finnish statement in it says that it is Finnish."""
    to_statement(drafted_wide, language)
    assert drafted_wide.page.get_attribute(".whole-paper >> nth=0", "lang") == "fi"
    assert "Huomautus" not in drafted_wide.page.inner_text("#whole-check .found-head >> nth=0")
    drafted_wide.sound(language)


def test_a_language_without_sections_leads_back(drafted_wide: Visit) -> None:
    """Where the statement has sections in another language, the empty one says so and has the way back to it."""
    page = drafted_wide.page
    to_statement(drafted_wide, "sv")
    page.click("[data-language=sv]")
    page.wait_for_selector(".whole-empty")
    assert "finska" in page.inner_text(".whole-empty")
    assert page.get_attribute(".whole-empty [data-language=sv]", "aria-pressed") == "true"
    drafted_wide.sound("other-language")
    page.focus(".whole-empty [data-language=fi]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".whole-paper")
    assert page.get_attribute(".whole-paper", "lang") == "fi"


def test_before_the_first_section(wide: Visit) -> None:
    """An empty tab says what it is for and leads to Kannat."""
    to_statement(wide)
    wide.page.wait_for_selector(".whole-empty")
    assert wide.page.locator("#whole-name").is_hidden()
    wide.sound("empty")
    wide.page.click(".whole-empty button")
    wide.page.wait_for_selector("#tab-positions-button[aria-selected=true]")
