"""The promises of "Lisää perusteeksi": from an answer in the tab Kysy to a chosen ground in the tab Kannat, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import PHONE, WIDE, Visit, visit
from tests.browser.serving import served

ANSWERED = "Kuinka kauan työkokeilu voi enintään kestää?"


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def visitor(browser: Any, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visitor of a page whose workspace is new."""
    with served("tests.ui.fake") as base:
        yield from visit(browser, base, request.param, "grounds")


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def unnamed(browser: Any, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visitor of a page whose proposals are confirmed, while nobody has told a name at it."""
    with served("tests.ui.drafted") as base:
        yield from visit(browser, base, request.param, "grounds")


def confirmed(page: Any) -> None:
    """Tells a name, confirms every proposal, and goes back to the answer."""
    page.click("#tab-positions-button")
    page.wait_for_selector(".positions .entry")
    page.fill("#by", "Esimerkkivirkailija")
    page.press("#by", "Tab")
    page.wait_for_selector("#positions-told .told-line:has-text('Nimi tallennettu')")
    page.click("[data-do=confirm_all]")
    page.wait_for_selector("#tab-positions-button:has-text('0/4')")
    page.click("#tab-ask-button")


def test_a_source_becomes_a_ground(visitor: Visit) -> None:
    """Nothing is offered before a proposal is confirmed; then each card and the answer offer each, and what was added is told at
    once, stands on the card, and is a chosen ground in the tab Kannat, from where it can be taken out."""
    page = visitor.page
    visitor.open()
    visitor.ask(ANSWERED)
    assert page.locator(".to-grounds").count() == 0
    confirmed(page)
    page.wait_for_selector("#t1 .to-grounds summary")
    visitor.sound("offered")
    page.click("#t1 .pill >> nth=0")
    page.wait_for_selector("#t1-s1.here")
    assert page.locator("#t1-s1 .to-grounds button").count() == 4
    assert not page.locator("#t1-s1 .to-grounds button >> nth=0").is_visible()
    page.focus("#t1-g1 summary")
    page.keyboard.press("Enter")
    page.wait_for_selector("#t1-g1[open]")
    visitor.sound("open")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#t1-s1 .is-ground:has-text('Lisätty ehdotuksen 3 perusteeksi')")
    assert page.inner_text("#ask-told [role=status]") == "Lisätty ehdotuksen 3 perusteeksi."
    page.wait_for_function("document.activeElement.closest('#t1-g1')?.open === false")
    visitor.sound("added")
    page.keyboard.press("Escape")
    page.click("#t1-g0 summary")
    page.click("#t1-g0 button >> nth=3")
    page.wait_for_selector("#t1 .actions .is-ground:has-text('Lisätty ehdotuksen 4 perusteeksi')")
    visitor.sound("all")

    page.click("#tab-positions-button")
    page.click(".row-title >> nth=2")
    page.wait_for_selector("#proposal:focus")
    ground = page.locator(".ground:has(.added-mark)")
    assert ground.count() == 2
    assert "lisätty käsin" in ground.nth(0).inner_text()
    assert page.locator(".ground:has(.added-mark) input:checked").count() == 2
    assert "valitsemiasi perusteita (2)" in page.inner_text(".step-grounds")
    ground.nth(0).scroll_into_view_if_needed()
    visitor.sound("chosen")
    page.check("#stance-supports")
    page.wait_for_selector("#positions-told .told-line:has-text('Kanta tallennettu')")
    page.click("#draft")
    page.wait_for_selector(".draft-text .claim")
    assert "enintään kuudeksi kuukaudeksi" in page.inner_text(".draft-text")
    page.locator(".ground:has(.added-mark) input").nth(0).uncheck()
    page.wait_for_selector("#positions-told .told-line:has-text('Lisätty peruste poistettu')")
    page.wait_for_selector("#step-grounds:focus")
    assert page.locator(".ground:has(.added-mark)").count() == 1


def test_nothing_is_added_by_nobody(unnamed: Visit) -> None:
    """Where nobody has told a name, it is asked for at the source; then the source is added, and no name is asked for again."""
    page = unnamed.page
    unnamed.open()
    unnamed.ask(ANSWERED)
    page.click("#t1-g0 summary")
    page.click("#t1-g0 button >> nth=0")
    page.wait_for_selector("#t1-g0[open] input[aria-invalid]:focus")
    assert "Kirjoita ensin nimesi" in page.inner_text("#t1-g0")
    unnamed.sound("nameless")
    page.keyboard.type("Esimerkkivirkailija")
    page.click("#t1-g0 button >> nth=0")
    page.wait_for_selector("#t1 .actions .is-ground:has-text('Lisätty ehdotuksen 1 perusteeksi')")
    assert page.locator(".offered input").count() == 0


def test_what_is_looked_at_stays(unnamed: Visit) -> None:
    """Adding from the card of an earlier answer, or coming back from another tab, leaves that card in view."""
    page = unnamed.page
    unnamed.open()
    unnamed.ask(ANSWERED)
    unnamed.ask("Paljonko maksetaan?", 2)
    page.click("#t1 .pill >> nth=2")
    page.wait_for_selector("#t1-s2.here")
    page.click("#t1-g2 summary")
    page.fill("#t1-g2-by", "Esimerkkivirkailija")
    page.click("#t1-g2 button >> nth=1")
    page.wait_for_selector("#t1-s2.here .is-ground")
    page.wait_for_selector("#t1-g2 summary:focus")
    page.keyboard.press("Escape")
    page.click("#tab-positions-button")
    page.wait_for_selector(".positions .entry")
    page.click("#tab-ask-button")
    page.wait_for_timeout(500)
    assert page.locator("#t1-s2.here").count() == 1
    unnamed.ask("Paljonko maksetaan nyt?", 3)
    assert page.locator("#column .shelf:not([hidden])").get_attribute("data-turn") == "3"
