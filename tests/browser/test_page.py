"""The promises of the page as a person meets it: each state is sound, everything works by mouse, touch and keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PHONE, Visit, visit
from tests.ui.fake import HOSTILE

_ENGLISH = ("Drop File", "Click to", "Loading", "Submit", "Error", "Settings", "Built with", "Upload", "Clear")
_HEADS = """[...document.querySelectorAll('.library thead th:not(:has(.unseen))')].every((head) => {
  const words = document.createRange();
  words.selectNodeContents(head);
  return words.getClientRects().length === 1 && head.scrollWidth <= head.clientWidth;
})"""


def at_hand(visitor: Visit) -> bool:
    """Whether the question field is on the screen without scrolling."""
    box = visitor.page.locator("#question textarea").bounding_box()
    return bool(box["y"] >= 0 and box["y"] + box["height"] <= visitor.size[1])


def test_asking(visitor: Visit) -> None:
    """First visit, an answer with pills, its sources, a partial answer, none, a fault: each sound at both sizes."""
    page = visitor.page
    visitor.open()
    assert page.locator(".starter").count() == 4
    assert page.evaluate("document.documentElement.lang") == "fi"
    visitor.sound("empty")
    assert at_hand(visitor)
    page.click(".starter >> nth=0")
    page.wait_for_selector("#stop")
    page.wait_for_selector("#t1[data-stage=done]")
    assert page.locator("#send").is_visible()
    assert page.locator("#t1 .pill").count() == 3
    visitor.sound("answered")
    assert at_hand(visitor)
    page.click("#t1 .pill >> nth=2")
    page.wait_for_selector("#t1-s2.here")
    assert page.locator("#t1-s2 mark").inner_text().startswith("kokeilun ja valmennusten")
    assert page.locator("#t1-s2").is_visible()
    visitor.sound("source")
    page.keyboard.press("Escape")
    if visitor.size == PHONE:
        page.wait_for_selector("#t1-s2", state="hidden")
        assert page.evaluate("document.activeElement.className") == "pill"
    visitor.ask("Paljonko maksetaan ja kuinka moni osallistui?", 2)
    assert "ei ole tietoa" in page.inner_text("#t2")
    visitor.sound("partial")
    visitor.ask("Mitä Kuntaliitto lausui?", 3)
    visitor.sound("not-found")
    page.click("#t3 .open >> nth=1")
    page.wait_for_selector("#t3-n2.here")
    page.keyboard.press("Escape")
    visitor.ask("lukittu", 4)
    assert "Toinen ohjelma muokkaa" in page.inner_text("#t4")
    visitor.sound("fault")
    page.click("#t4 [data-edit]")
    assert page.input_value("#question textarea") == "lukittu"
    # It fails again; a mark on the first failure tells the two apart.
    page.evaluate("document.getElementById('t4').dataset.first = ''")
    page.click("#t4 [data-retry]")
    page.wait_for_selector("#t4[data-stage=failed]:not([data-first])")
    page.click("[data-fresh]")
    page.wait_for_selector(".starter")
    assert not any(word in page.inner_text("body") for word in _ENGLISH)


def test_library(visitor: Visit, tmp_path: Path) -> None:
    """Files are chosen, added with progress, told of, listed, found, and taken out; each state is sound."""
    page = visitor.page
    name = f"oma tieto ä {visitor.size[0]}"
    (tmp_path / f"{name}.txt").write_text("Oma tieto.", encoding="utf-8")
    (tmp_path / "salattu.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "ohjelma.exe").write_bytes(b"MZ")
    visitor.open()
    page.click("#tab-library-button")
    page.wait_for_selector(".library")
    visitor.sound("library")
    if visitor.size[0] > 640:
        assert page.evaluate(_HEADS), "the head of a column is broken within a word or runs over"
    page.click("#add-button")
    page.wait_for_selector("#added .fault")
    page.set_input_files("#files input", [tmp_path / f"{name}.txt", tmp_path / "salattu.pdf", tmp_path / "ohjelma.exe"])
    page.wait_for_selector(".drop-status.bad")
    assert "ohjelma.exe" in page.inner_text(".drop-status")
    assert page.locator(".chosen li").count() == 2
    page.wait_for_selector("#added .fault", state="detached")
    page.fill("#add .fields textarea >> nth=1", "31.2.2026")
    visitor.sound("chosen")
    page.click("#add-button")
    page.wait_for_selector("#added .fault:has-text('31.2.2026')")
    page.fill("#add .fields textarea >> nth=1", "12.1.2026")
    page.click("#add-button")
    page.wait_for_selector(".adding progress[value]")
    visitor.sound("adding")
    page.wait_for_selector(".outcomes")
    assert "suojattu salasanalla" in page.inner_text(".outcomes")
    assert page.locator(".chosen li").count() == 0
    date = page.locator("#add .fields textarea >> nth=1")
    assert date.input_value() == "12.1.2026", "one of the files failed: what was said of it stays"
    visitor.sound("added")
    (tmp_path / "toinen.txt").write_text("Toinen tieto.", encoding="utf-8")
    page.set_input_files("#files input", [tmp_path / "toinen.txt"])
    page.wait_for_selector(".chosen li")
    page.click("#add-button")
    page.wait_for_function("document.querySelectorAll('#add .fields textarea')[1].value === ''")
    page.fill("#filter textarea", name)
    page.wait_for_selector("caption:has-text('Näytetään 1 /')")
    assert "12.1.2026" in page.inner_text(".library")
    page.click(".remove summary")
    visitor.sound("remove")
    page.click("[data-remove]")
    page.wait_for_selector("#removed .note")
    page.fill("#search-words textarea", "työkokeilu")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hits li")
    visitor.sound("search")
    assert not any(word in page.inner_text("body") for word in _ENGLISH)


@pytest.mark.parametrize(("language", "word"), [("sv", "Fråga"), ("en", "Ask")])
def test_language_is_switched_and_remembered(wide: Visit, language: str, word: str) -> None:
    """The switch takes the typed question along, and the next visit opens in the chosen language."""
    wide.open()
    wide.page.fill("#question textarea", "Entä nämä: åäö?")
    wide.page.click(f".languages a[hreflang={language}]")
    wide.page.wait_for_url(f"**/{language}/**")
    wide.page.wait_for_selector(".starter")
    wide.page.wait_for_function("document.querySelector('#question textarea')?.value.includes('åäö')")
    assert wide.page.inner_text("#send").strip() == word
    wide.sound(language)
    wide.open("/")
    assert wide.page.url.endswith(f"/{language}/")
    assert wide.page.evaluate("document.documentElement.lang") == language


def test_a_quote_shows_on_hover_and_focus_and_goes_on_escape(wide: Visit) -> None:
    """The quote behind a number is there for mouse and keyboard alike, and can be sent away."""
    wide.open()
    wide.ask("Kuinka kauan?")
    wide.page.hover("#t1 .pill >> nth=0")
    assert wide.page.locator("#t1 .tip >> nth=0").is_visible()
    wide.sound("tip")
    wide.page.keyboard.press("Escape")
    assert wide.page.locator("#t1 .tip >> nth=0").is_hidden()
    wide.page.mouse.move(5, 500)
    wide.page.focus("#t1 .pill >> nth=1")
    assert wide.page.locator("#t1 .tip >> nth=1").is_visible()


def test_the_keyboard_alone_is_enough(wide: Visit) -> None:
    """Skip link, question, pill, card and back, without a mouse."""
    wide.open()
    page = wide.page
    page.keyboard.press("Tab")
    assert page.inner_text(":focus") == "Siirry kysymyskenttään"
    page.keyboard.press("Enter")
    page.keyboard.type("Kuinka kauan?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#t1[data-stage=done]")
    page.focus("#t1")
    page.keyboard.press("Tab")
    assert page.get_attribute(":focus", "class") == "pill"
    page.keyboard.press("Enter")
    page.wait_for_selector("#t1-s1.here:focus")
    for _ in range(4):  # two links, where a proposal is confirmed the fold, and the way back
        page.keyboard.press("Tab")
        if page.inner_text(":focus").strip() == "Takaisin vastaukseen":
            break
    assert page.inner_text(":focus").strip() == "Takaisin vastaukseen"
    page.keyboard.press("Enter")
    assert page.get_attribute(":focus", "class") == "pill"


def test_copying_takes_the_sources_along(wide: Visit) -> None:
    """The clipboard holds plain text with numbers and sources, and the button says that it is done."""
    wide.open()
    wide.ask("Kuinka kauan?")
    wide.page.click("[data-copy]")
    wide.page.wait_for_selector("[data-copy]:has-text('Kopioitu')")
    copied = wide.page.evaluate("navigator.clipboard.readText()")
    assert "[1] Laki työvoimapalveluiden järjestämisestä (380/2023), 55 § Työkokeilun enimmäiskesto." in copied


def test_an_answer_can_be_stopped(wide: Visit) -> None:
    """What was said stays, nothing more comes, and the question can be asked again."""
    wide.open()
    wide.page.fill("#question textarea", "hidas kysymys")
    wide.page.click("#send")
    wide.page.wait_for_selector("#t1 .claim", timeout=10_000)
    wide.page.click("#stop")
    wide.page.wait_for_selector("#t1[data-stage=stopped]")
    wide.sound("stopped")
    wide.page.wait_for_timeout(4500)
    assert wide.page.locator("#t1 .claim").count() == 1
    wide.page.click("#t1 [data-retry]")
    wide.page.wait_for_selector("#t1[data-stage=running]")


def test_an_unforeseen_fault_shows_no_inside(wide: Visit) -> None:
    """A short id, what is safe, what to do; nothing of the program's inside."""
    wide.open()
    wide.ask("kaatuu")
    words = wide.page.inner_text("#t1")
    assert "tunnus" in words
    assert "Traceback" not in words
    assert "KAATUU" not in words


def test_a_hostile_source_runs_nothing(wide: Visit) -> None:
    """A document made of markup and template signs is shown as its characters, on the page and on its own."""
    wide.open()
    wide.ask("vihamielinen")
    assert HOSTILE in wide.page.inner_text("#t1 .words")
    wide.sound("hostile")
    with wide.page.context.expect_page() as opened:
        wide.page.click("#column .links a")
    document = opened.value
    document.wait_for_selector("mark")
    wide.page.click("#tab-library-button")
    wide.page.wait_for_selector(".library")
    for page in (wide.page, document):
        assert page.evaluate("typeof window.hacked") == "undefined"


def test_the_whole_document_opens_at_the_words(wide: Visit) -> None:
    """The document's page boxes the quoted words and brings them into view."""
    wide.open()
    wide.ask("Paljonko maksetaan?")
    href = wide.page.get_attribute("#t1-s1 .links a", "href")
    wide.page.goto(f"{wide.base}/fi/{href}")
    assert wide.page.locator("#m1").inner_text() == "Kulukorvausta maksetaan 9 euroa päivässä."
    wide.sound("document")


@pytest.mark.parametrize("size", [(320, 640), (720, 450)], ids=["320", "zoomed"])
def test_small_screens_lose_nothing(browser: Any, fake_server: str, size: tuple[int, int]) -> None:
    """At 320 pixels, and at 200 % of a wide screen, nothing scrolls sideways and the field can be reached."""
    for one in visit(browser, fake_server, size, "small"):
        one.open()
        one.ask("Kuinka kauan?")
        one.sound("answered")
        assert one.page.locator("#send").is_visible()
        one.page.click("#tab-library-button")
        one.page.wait_for_selector(".library")
        one.sound("library")


def test_a_full_queue_is_told_in_finnish(wide: Visit) -> None:
    """When the program is too busy, a Finnish line says so and what was typed is still there."""
    wide.open()
    wide.page.route(
        "**/queue/join*",
        lambda route: route.fulfill(status=503, content_type="application/json", body='{"detail":"Queue is full."}'),
    )
    wide.page.fill("#question textarea", "Kuinka kauan?")
    wide.page.click("#send")
    wide.page.wait_for_selector("#told-now:has-text('ruuhkautunut')")
    assert wide.page.input_value("#question textarea") == "Kuinka kauan?"
    wide.sound("busy")
    # The browser itself notes the refused request; that is no fault of the page.
    wide.errors = [error for error in wide.errors if "503" not in error]
    wide.page.unroute("**/queue/join*")
    wide.page.click("#send")
    wide.page.wait_for_selector("#t1[data-stage=done]")
    assert wide.page.inner_text("#told-now") == ""


def test_it_is_ready_and_answers_at_once(wide: Visit) -> None:
    """Ready within 2 s of the first byte; a click on a number or a tab, and a question put, show within 100 ms.

    The best of three is taken, since other tests may be running on the same cores.
    """
    page = wide.page
    timed = """([click, seen]) => new Promise((done) => {
      const began = performance.now();
      const look = new MutationObserver(() => {
        if (!document.querySelector(seen)) return;
        look.disconnect();
        requestAnimationFrame(() => done(performance.now() - began));
      });
      look.observe(document, {childList: true, subtree: true, attributes: true});
      document.querySelector(click).click();
    })"""
    took: dict[str, list[float]] = {"ready": [], "ask": [], "pill": [], "tab": []}
    for _ in range(3):
        wide.open()
        first_byte = "performance.getEntriesByType('navigation')[0].responseStart"
        took["ready"].append(page.evaluate(f"performance.now() - {first_byte}"))
        page.wait_for_timeout(1000)
        page.fill("#question textarea", "Kuinka kauan?")
        page.wait_for_timeout(300)
        took["ask"].append(page.evaluate(timed, ["#send", "#t1"]))
        page.wait_for_selector("#t1[data-stage=done]")
        page.wait_for_timeout(300)
        took["pill"].append(page.evaluate(timed, ["#t1 .pill", "#t1-s1.here"]))
        took["tab"].append(page.evaluate(timed, ["#tab-library-button", "#tab-library-button.selected"]))
    print("; ".join(f"{name} {'/'.join(f'{ms:.0f}' for ms in each)} ms" for name, each in took.items()))
    best = {name: min(each) for name, each in took.items()}
    assert best.pop("ready") < 2000
    assert all(ms < 100 for ms in best.values()), best


def test_no_answer_is_kept_by_the_browser(wide: Visit) -> None:
    """After an answer the browser's own stores hold nothing of it."""
    wide.open()
    wide.ask("Kuinka kauan?")
    kept = wide.page.evaluate(
        "async () => JSON.stringify([localStorage, sessionStorage, document.cookie, await indexedDB.databases()])"
    )
    assert "kauan" not in kept
    assert "työkokeilu" not in kept
