"""The promises of the tab Kannat as a person meets it: from a found proposal to an approved section, alone and with another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PHONE, WIDE, Visit, visit
from tests.browser.serving import served

_ENGLISH = ("Drop File", "Click to", "Loading", "Submit", "Error", "Settings", "draft", "Version ", "Save", "Restore")
_FOUR = ("supports", "supports-with-reservations", "opposes", "no-comment")


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def visitor(browser: Any, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visitor of a page whose workspace is new: what one test confirms, another must find unconfirmed."""
    with served("tests.ui.fake") as base:
        yield from visit(browser, base, request.param, "positions")


def opened(page: Any) -> None:
    """Goes to the tab and waits for the register."""
    page.click("#tab-positions-button")
    page.wait_for_selector(".positions .entry")


def told(page: Any, words: str) -> None:
    """Waits until the line that tells has the words."""
    page.wait_for_selector(f"#positions-told .told-line:has-text('{words}')", timeout=15_000)


def named(page: Any, name: str) -> None:
    """Tells who works here."""
    page.fill("#by", name)
    page.press("#by", "Tab")
    told(page, "Nimi tallennettu")


def open_row(page: Any, n: int) -> None:
    """Opens the nth proposal of the register, from 0."""
    page.click(f".row-title >> nth={n}")
    page.wait_for_selector("#proposal:focus")


def stand(page: Any, stance: str) -> None:
    """Chooses a stance."""
    page.check(f"#stance-{stance}")
    told(page, "Kanta tallennettu")


def drafted(page: Any) -> None:
    """Has a first draft made."""
    page.click("#draft")
    page.wait_for_selector(".draft-text .claim")
    told(page, "Luonnos laadittu")


def test_from_a_found_proposal_to_an_approved_section(visitor: Visit) -> None:
    """Confirm, stance, wishes, facts, grounds, draft, instruction, hand, difference, restore, approval; each state is sound."""
    page = visitor.page
    visitor.open()
    opened(page)
    assert page.locator(".positions .entry").count() == 4
    visitor.sound("found")
    # Nothing is kept of nobody; what was wanted is done when the name is there.
    page.click("[data-do=confirm] >> nth=0")
    page.wait_for_selector("#by:focus")
    assert "Kirjoita ensin nimesi" in page.inner_text("#by-wrong")
    visitor.sound("nameless")
    page.fill("#by", "Esimerkkivirkailija")
    page.press("#by", "Tab")
    told(page, "Ehdotus vahvistettu")
    assert page.locator(".stage.unconfirmed").count() == 3
    page.click("[data-do=confirm_all]")
    told(page, "Vahvistettuja ehdotuksia: 3")
    page.wait_for_selector("#tab-positions-button:has-text('0/4')")
    visitor.sound("confirmed")

    open_row(page, 0)
    assert page.locator("[name=stance]:checked").count() == 0
    assert page.locator("#draft").count() == 0
    assert "valitse ensin kanta" in page.inner_text(".step-draft")
    visitor.sound("undecided")
    stand(page, "opposes")
    page.wait_for_selector(".step-stance .notice.warning")
    assert "14.8.2025" in page.inner_text(".step-stance .notice.warning")
    visitor.sound("contradiction")
    page.fill("#wishes", "Kaupunki edellyttää, että rahoitus turvataan.")
    told(page, "Tallennettu klo")
    page.fill("#fact", "Kaupungin työkokeiluissa oli vuonna 2025 yhteensä 84 henkilöä.")
    page.fill("#fact-source", "työllisyyspalvelut")
    page.fill("#fact-date", "31.2.2026")
    page.press("#fact-date", "Enter")
    page.wait_for_selector("#fact-date-wrong")
    assert page.input_value("#fact").startswith("Kaupungin työkokeiluissa")
    visitor.sound("bad-date")
    page.fill("#fact-date", "12.1.2026")
    page.press("#fact-date", "Enter")
    told(page, "Tieto lisätty")
    assert page.input_value("#fact") == ""
    assert page.input_value("#wishes") == "Kaupunki edellyttää, että rahoitus turvataan."
    assert "12.1.2026" in page.inner_text(".facts")
    assert page.locator(".sides section").count() == 3
    page.check(".side-against .use input >> nth=0")
    told(page, "Peruste otetaan luonnokseen")
    page.check(".side-neutral .use input >> nth=0")
    page.wait_for_selector(".step-grounds .hint:has-text('(2)')")
    assert page.locator(".voices tbody tr").count() >= 2
    visitor.sound("grounds")
    page.click(".side-against .ground .plain-link >> nth=0")
    page.wait_for_selector("#column-positions .card.here mark")
    visitor.sound("ground-source")
    page.keyboard.press("Escape")

    drafted(page)
    assert page.locator(".draft-text .origin svg").count() == page.locator(".draft-text .claim").count()
    origins = page.inner_text(".draft-text")
    assert all(word in origins for word in ("lainaus", "oma teksti", "vakiolause"))
    visitor.sound("drafted")
    page.click(".draft-text .pill >> nth=0")
    page.wait_for_selector("#t0-s1.here mark")
    assert page.locator("#t0-s1").is_visible()
    visitor.sound("source")
    page.keyboard.press("Escape")
    page.click("#example-shorten")
    told(page, "Tallennettu versioksi 2")
    page.fill("#instruction", "tee siitä runo")
    page.press("#instruction", "Enter")
    page.wait_for_selector("#instruction-wrong")
    assert page.input_value("#instruction") == "tee siitä runo"
    visitor.sound("not-understood")
    page.fill("#instruction", "lisää: Kaupunki esittää siirtymäaikaa.")
    page.press("#instruction", "Enter")
    told(page, "Tallennettu versioksi 3")
    assert "siirtymäaikaa" in page.inner_text(".draft-text")

    page.click("#edit")
    page.wait_for_selector("#edit-text:focus")
    before = page.input_value("#edit-text")
    page.fill("#edit-text", before + " Lisäys maksaa 55 000 euroa.")
    told(page, "Tallennettu klo")
    visitor.sound("editing")
    # What was open, and what was being typed, survive a reload.
    page.reload()
    page.wait_for_selector("#tab-positions-button[aria-selected=true]")
    page.wait_for_selector(".changing")
    assert "Työkokeilun enimmäiskeston" in page.inner_text("#proposal")
    assert "keskeneräinen" in page.inner_text(".changing")
    page.click("#edit")
    page.wait_for_selector("#edit-text:focus")
    assert page.input_value("#edit-text").endswith("55 000 euroa.")
    page.click("#edit-save")
    told(page, "Tallennettu versioksi 4")
    assert page.locator(".finding").count() >= 1
    assert "ilman lähdettä" in page.inner_text(".draft-text")
    visitor.sound("findings")

    page.click("#versions summary")
    page.select_option("#compare-first", "3")
    page.select_option("#compare-second", "4")
    page.click("#compare")
    page.wait_for_selector("#difference")
    assert "55 000" in page.inner_text(".diff ins")
    visitor.sound("difference")
    page.click("#back-3")
    told(page, "Versio 3 palautettu")
    assert "55 000" not in page.inner_text(".draft-text")
    page.click("#approve")
    told(page, "Osio hyväksytty")
    assert "Esimerkkivirkailija" in page.inner_text("#approved")
    visitor.sound("approved")
    assert not any(word in page.inner_text("body") for word in _ENGLISH)

    page.click("#back-to-all")
    page.wait_for_selector(".register-view")
    for n, stance in enumerate(_FOUR):
        if stance == "opposes":
            continue
        open_row(page, 1 + sum(other != "opposes" for other in _FOUR[:n]))
        stand(page, stance)
        drafted(page)
        page.click("#back-to-all")
        page.wait_for_selector(".register-view")
    page.wait_for_selector("#tab-positions-button:has-text('4/4')")
    assert page.locator(".stage.approved").count() == 1
    assert page.locator(".stage.draft").count() == 3
    visitor.sound("covered")


def test_the_register_is_arranged(visitor: Visit) -> None:
    """Rename, move, split, merge, reject and add by hand, each told and sound."""
    page = visitor.page
    visitor.open()
    opened(page)
    named(page, "Esimerkkivirkailija")
    page.click("#arrange")
    page.wait_for_selector(".entry.arranged")
    visitor.sound("arranging")
    field = ".entry.arranged >> nth=0 >> input[name=title]"
    page.fill(field, "Kokeilun kesto")
    page.press(field, "Enter")
    told(page, "Otsikko tallennettu")
    page.click(".entry.arranged >> nth=0 >> [data-do=move] >> nth=1")
    told(page, "siirretty sijalle 2")
    assert "Kokeilun kesto" in page.inner_text(".entry.arranged >> nth=1")
    page.click(".entry.arranged >> nth=1 >> [data-do=split_open]")
    page.wait_for_selector("#split:focus")
    page.fill("#split-at", "Muutos koskee esimerkkilain")
    page.fill("#split-name", "Lain muutos")
    visitor.sound("splitting")
    page.press("#split-name", "Enter")
    told(page, "jaettu kahdeksi")
    assert page.locator(".entry.arranged").count() == 5
    page.check(".entry.arranged >> nth=1 >> [name=merge]")
    page.check(".entry.arranged >> nth=2 >> [name=merge]")
    page.click("form[data-do=merge] button")
    told(page, "yhdistetty")
    page.fill("#new-title", "Rahoituksen turvaaminen")
    page.fill("#new-text", "Uudet tehtävät rahoitetaan täysimääräisesti.")
    page.click("form[data-do=add] button")
    told(page, "lisätty luettelon loppuun")
    page.click("#arranged")
    page.wait_for_selector("#arrange:focus")
    assert "Rahoituksen turvaaminen" in page.inner_text(".register >> nth=0")
    page.click("[data-do=reject] >> nth=0")
    told(page, "Ehdotus hylätty")
    page.click("#rejected summary")
    visitor.sound("rejected")


def test_two_people_on_one_section(visitor: Visit) -> None:
    """The second to save is shown both texts and chooses; neither a text nor a stance is overwritten silently."""
    page = visitor.page
    visitor.open()
    opened(page)
    named(page, "Ensimmäinen")
    page.click("[data-do=confirm] >> nth=0")
    told(page, "Ehdotus vahvistettu")
    open_row(page, 0)
    stand(page, "supports")
    drafted(page)

    context = visitor.page.context.browser.new_context(viewport={"width": 1440, "height": 900})
    other = context.new_page()
    other.goto(visitor.base + "/?lang=fi")
    other.wait_for_selector(".starter")
    opened(other)
    other.fill("#by", "Toinen")
    other.press("#by", "Tab")
    told(other, "Nimi tallennettu")
    open_row(other, 0)
    other.click("#edit")
    other.wait_for_selector("#edit-text:focus")
    page.click("#edit")
    page.wait_for_selector("#edit-text:focus")
    other.fill("#edit-text", "Kaupunki kannattaa ehdotusta.\n\nToisen oma virke.")
    other.click("#edit-save")
    told(other, "Tallennettu versioksi 2")

    page.fill("#edit-text", "Kaupunki kannattaa ehdotusta.\n\nEnsimmäisen oma virke.")
    page.click("#edit-save")
    page.wait_for_selector("#conflict:focus")
    both = page.inner_text(".conflict")
    assert "Toisen oma virke." in both
    assert "Ensimmäisen oma virke." in both
    visitor.sound("conflict")
    page.click("#keep-mine")
    told(page, "Tallennettu versioksi 3")
    assert "Ensimmäisen oma virke." in page.inner_text(".draft-text")
    page.click("#versions summary")
    assert page.locator(".versions tbody tr").count() == 3

    # The other's page has not seen the third version: it is shown before anything is approved.
    other.click("#approve")
    told(other, "uudemman version")
    assert "Ensimmäisen oma virke." in other.inner_text(".draft-text")
    stand(page, "opposes")
    other.click("#stance-no-comment")  # not `check`: the answer may redraw it at once
    other.wait_for_selector("#conflict:focus")
    assert "Ei kannateta" in other.inner_text(".conflict")
    other.click("#take-theirs")
    told(other, "Tallennettu teksti on voimassa")
    assert other.is_checked("#stance-opposes")
    context.close()


def test_a_reload_comes_back(visitor: Visit) -> None:
    """A reload opens the tab and the proposal that were open; one that has gone is passed over without a word; a closed one stays
    closed, and a new visit begins at the beginning."""
    page = visitor.page
    visitor.open()
    opened(page)
    open_row(page, 1)
    title = page.inner_text("#proposal")
    page.reload()
    page.wait_for_selector("#tab-positions-button[aria-selected=true]")
    page.wait_for_selector("#proposal")
    assert page.inner_text("#proposal") == title
    visitor.sound("reloaded")
    page.click("#tab-ask-button")
    page.reload()
    page.wait_for_selector(".starter")
    page.click("#tab-positions-button")
    page.wait_for_selector("#proposal")
    page.click("#back-to-all")
    page.wait_for_selector(".positions .entry")
    page.reload()
    page.wait_for_selector(".positions .entry")
    page.wait_for_timeout(500)
    assert page.locator("#proposal").count() == 0
    visitor.open()
    page.evaluate("sessionStorage.setItem('lausuntoapuri.proposal', 'p00000000')")
    opened(page)
    page.wait_for_timeout(500)
    assert page.locator("#proposal").count() == 0
    assert page.inner_text("#positions-told").strip() == ""


def test_the_keyboard_is_enough(browser: Any, fake_server: str) -> None:
    """A row opens with Enter, a stance is chosen with the arrows, and the focus stays where the work is."""
    for one in visit(browser, fake_server, WIDE, "keys"):
        page = one.page
        one.open()
        opened(page)
        named(page, "Esimerkkivirkailija")
        page.focus("[data-do=confirm] >> nth=0")
        page.keyboard.press("Enter")
        told(page, "Ehdotus vahvistettu")
        page.focus(".row-title >> nth=0")
        page.keyboard.press("Enter")
        page.wait_for_selector("#proposal:focus")
        page.focus("#stance-supports")
        page.keyboard.press("Space")
        told(page, "Kannatetaan.")
        page.keyboard.press("ArrowDown")
        told(page, "Kannatetaan varauksin.")
        assert page.evaluate("document.activeElement.id") == "stance-supports-with-reservations"
        page.focus("#wishes")
        page.keyboard.type("Kaupunki edellyttää")
        page.keyboard.press("Tab")
        told(page, "Tallennettu klo")
        assert page.evaluate("document.activeElement.id") == "fact"
        page.focus("#draft")
        page.keyboard.press("Enter")
        page.wait_for_selector("#t0:focus")
        page.focus("#back-to-all")
        page.keyboard.press("Enter")
        page.wait_for_selector(".row-title:focus")


@pytest.mark.parametrize(("language", "word"), [("sv", "Utvecklingsförslag"), ("en", "Development proposals")])
def test_other_languages(browser: Any, fake_server: str, language: str, word: str) -> None:
    """The tab speaks the language of the page, down to the smallest screen."""
    for one in visit(browser, fake_server, (320, 640), language):
        one.open(f"/?lang={language}")
        opened(one.page)
        assert one.page.inner_text("#positions-title") == word
        one.sound("register")
        open_row(one.page, 0)
        one.sound("proposal")


def test_before_there_is_a_memo(browser: Any, tmp_path: Path) -> None:
    """An empty place says what it is for and what to do."""
    with served("tests.ui.fake", "empty") as base:
        for one in visit(browser, base, WIDE, "empty"):
            one.open()
            one.page.click("#tab-positions-button")
            one.page.wait_for_selector(".teach")
            one.sound("no-memo")
            one.page.click(".teach [data-tab]")
            one.page.wait_for_selector("#tab-library-button[aria-selected=true]")
