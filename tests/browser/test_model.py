"""The promises of the page with a language model: the real product, started as a user starts it, with a scripted server behind it.

The server says what each test wants: well-made sentences, the malicious model's payloads, nothing at all.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PHONE, ROOT, WIDE, Visit, visit
from tests.browser.serving import free_port, started
from tests.models.asking import VARIABLES
from tests.models.malicious import payloads
from tests.models.scripted import Scripted, Seen, scripted

QUESTION = "Paljonko palstamaksu on?"
FEE = "Palstamaksu on 28 euroa vuodessa."
TOLD = "Palstasta maksetaan 28 euroa vuodessa."
OFFERS = ("Paljonko palstamaksu on vuodessa?", "Keneltä palstamaksua ei peritä?")
LAW = "Muutos koskee esimerkkilain (901/2024) 12 §:ää."
REASON = "Muistion mukaan ehdotettu muutos koskee esimerkkilain (901/2024) 12 §:ää."
REASON_SV = "Enligt promemorian gäller den föreslagna ändringen 12 § i exempellagen (901/2024)."
SOURCES = (ROOT / "tests" / "texts", ROOT / "tests" / "ui" / "sources")


@dataclass
class Page:
    """The product at work, and the server that it asks."""

    base: str
    server: Scripted

    def says(self, reply: Any = None, fault: str | None = None, pause: float = 0.0) -> None:
        """What the server does from now on."""
        self.server.reply = good if reply is None else reply
        self.server.fault, self.server.pause = fault, pause
        self.server.left.clear()

    def asked(self, earlier: int) -> None:
        """Waits until the server has been asked once more."""
        until = time.monotonic() + 20
        while len(self.server.requests) <= earlier:
            assert time.monotonic() < until, "the model was never asked"
            time.sleep(0.01)


def good(seen: Seen) -> str:
    """A model that does what it is asked."""
    title = (seen.schema or {}).get("title")
    if title == "question":
        return json.dumps({"question": "", "open": False, "offers": []})
    if title == "answer":
        return said(seen, "lähdekohta", FEE, TOLD)
    if title == "twin":
        return twin(seen)
    return said(seen, "peruste", LAW, REASON, role="reason")


def said(seen: Seen, word: str, words: str, text: str, **more: str) -> str:
    """One sentence with the number of the passage that has the words."""
    numbers = re.findall(rf"^==\w+ {word} (\d+)$", seen.text.rpartition(words)[0], re.MULTILINE)
    quotes = [{"passage": int(numbers[-1]), "words": words}] if numbers and words in seen.text else []
    return json.dumps({"sentences": [{**more, "quotes": quotes, "text": text}]}, ensure_ascii=False)


def twin(seen: Seen) -> str:
    """The one reason in Swedish; what else there was stays without."""
    number = re.search(rf"^(\d+)\. {re.escape(REASON)}$", seen.text, re.MULTILINE)
    told = {"sentence": int(number[1]) if number else 0, "text": REASON_SV}
    return json.dumps({"sentences": [told]}, ensure_ascii=False)


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """python app.py over the tests' own sources, with every setting of a model that shows more than the default."""
    knowledge: Path = tmp_path_factory.mktemp("knowledge")
    for folder in SOURCES:
        shutil.copytree(folder, knowledge / folder.name)
    port = free_port()
    with scripted(good) as server:
        settings = {
            "DATA": str(tmp_path_factory.mktemp("data")),
            "KNOWLEDGE": str(knowledge),
            "PORT": str(port),
            "EMBEDDING_MODEL": "lexical",
            "CHAT_MODEL": "openai:scripted",
            "CHAT_BASE_URL": server.url,
            "CHAT_TIMEOUT": "30",
            "CHAT_RETRIES": "0",
            "CHAT_UNSUPPORTED": "show",
            "CHAT_UNDERSTAND": "true",
            "CHAT_PRICE_READ": "2",
            "CHAT_PRICE_WRITTEN": "8",
        }
        environment = {f"LAUSUNTO_{name}": value for name, value in settings.items()}
        process = started([sys.executable, "app.py"], port, **environment, **dict.fromkeys(VARIABLES, ""))
        yield Page(base=f"http://127.0.0.1:{port}", server=server)
        process.terminate()
        process.wait(10)


@pytest.fixture
def model(at_work: Page) -> Page:
    """The same with a server that answers well."""
    at_work.says()
    return at_work


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def visitor(browser: Any, model: Page, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visitor at both sizes."""
    yield from visit(browser, model.base, request.param, "model")


@pytest.fixture
def wide(browser: Any, model: Page) -> Iterator[Visit]:
    """A visitor with a wide screen alone."""
    yield from visit(browser, model.base, WIDE, "model-wide")


# Asking


def test_what_writes_and_where_is_said_first(visitor: Visit) -> None:
    """Before the first question the page names the model and says that text stays on this computer."""
    visitor.open()
    assert "Kielimalli scripted · teksti ei lähde koneelta" in visitor.page.inner_text(".chips")
    assert "Vastaukset kirjoittaa kielimalli scripted." in visitor.page.inner_text(".welcome")
    assert "sanatarkasti" not in visitor.page.inner_text(".welcome")
    visitor.sound("first")


def test_an_answer_by_a_model(visitor: Visit) -> None:
    """A sentence in the model's words has its origin in words, its source with the quoted words marked, and what it took."""
    page = visitor.page
    visitor.open()
    visitor.ask(QUESTION)
    assert TOLD in page.inner_text("#t1")
    assert "lähteiden tukema" in page.inner_text("#t1 .claim.supported")
    used = page.inner_text("#t1 .used")
    assert re.search(
        r"Kielimallin scripted käyttö: tämä vastaus [\d\s]+ tokenia, 0,\d+ € · tänään [\d\s]+ tokenia", used
    )
    visitor.sound("answered")
    page.click("#t1 .pill >> nth=0")
    page.wait_for_selector("#t1-s1.here mark")
    assert FEE in page.inner_text("#t1-s1 mark")


def test_a_model_that_fails_is_told_of(visitor: Visit, model: Page) -> None:
    """With a dead server the sources are quoted, and a calm note says that no model wrote and why."""
    model.says(fault="dies_first")
    visitor.open()
    visitor.ask(QUESTION)
    assert FEE in visitor.page.inner_text("#t1 .claim.quoted >> nth=0")
    note = visitor.page.inner_text("#t1 .note.weighs")
    assert note.startswith("Vastaus on koottu lähteiden lainauksista ilman kielimallia. Syy: ")
    visitor.sound("fallen-back")


def test_what_no_source_bears_out_is_flagged(visitor: Visit, model: Page) -> None:
    """A sentence with another figure than its source's is flagged before its words, told why, and marked where it is pasted."""
    model.says(lambda seen: said(seen, "lähdekohta", FEE, "Palstasta maksetaan 82 euroa vuodessa."))
    page = visitor.page
    visitor.open()
    visitor.ask(QUESTION)
    flagged = page.inner_text("#t1 .claim.unsupported")
    assert re.match(r"ilman lähdettä\s+Palstasta maksetaan 82 euroa vuodessa\.", flagged)
    assert "ei ole virkkeen lähteissä" in flagged
    assert page.locator("#t1 .claim.unsupported .pill").count() == 0
    assert "[ilman lähdettä] Palstasta" in str(page.get_attribute("#t1 [data-copy]", "data-copy"))
    visitor.sound("flagged")


def test_an_open_question_is_asked_back(visitor: Visit, model: Page) -> None:
    """Narrower questions are offered as buttons; pressing one asks it."""

    def asks_back(seen: Seen) -> str:
        if (seen.schema or {}).get("title") == "question":
            return json.dumps({"question": "", "open": "Kerro palstoista" in seen.text, "offers": OFFERS})
        return good(seen)

    model.says(asks_back)
    page = visitor.page
    visitor.open()
    visitor.ask("Kerro palstoista")
    assert page.locator("#t1 .clarify .starter").all_inner_texts() == list(OFFERS)
    assert "0 asiakirjaan" not in page.inner_text("#t1")
    visitor.sound("asked-back")
    page.click(f"#t1 .starter:has-text('{OFFERS[0]}')")
    page.wait_for_selector("#t2:not([data-stage=running])")
    assert page.inner_text("#t2 .question") == OFFERS[0]
    assert TOLD in page.inner_text("#t2")


ACTIVE = (
    "script, img, iframe, object, embed, style, form, math, base, meta, link, video, audio, a[href*=':'], a[target]"
)
"""What nothing that a model says may become. The page's own links in a log lead within it."""


def chosen() -> list[Any]:
    """One or two payloads of each family, forty in all, with the longest."""
    every = payloads()
    firsts = [one for one in every if one.nth == 0]
    rest = [one for one in every if one.nth == (9 if one.family == "long" else 5)]
    return (firsts + [one for one in rest if one.family == "long"] + [one for one in rest if one.family != "long"])[:40]


def test_a_malicious_model_gets_nothing_through(wide: Visit, model: Page) -> None:
    """Forty payloads in one session: nothing bad among the verified, every quote the source's words, no request, no dialog."""
    page = wide.page
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    texts = " ".join(file.read_text("utf-8") for folder in SOURCES for file in folder.glob("*.md"))
    held = " ".join(texts.split())
    wide.open()
    tried = chosen()
    assert len(tried) == 40
    verified = 0
    for n, payload in enumerate(tried, start=1):
        model.says(payload.reply)
        model.server.piece = 4_000
        wide.ask(QUESTION, n)
        assert page.get_attribute(f"#t{n}", "data-stage") == "done", payload.name
        claims = page.locator(f"#t{n} .claim:not(.unsupported)")
        shown = " ".join(claims.all_inner_texts()).casefold()
        assert [mark for mark in payload.bad if mark.casefold() in shown] == [], payload.name
        assert page.locator(f"#t{n} .claim.unsupported .pill").count() == 0, payload.name
        for words in page.locator(f"#t{n} .tip-words").all_text_contents():
            verified += 1
            assert " ".join(words.strip("”… ").split()) in held, payload.name
        assert page.locator(f"#log :is({ACTIVE}), #column :is(script, img, iframe, object, form, style)").count() == 0
    assert verified >= 40
    assert dialogs == []
    wide.sound("malicious")


# Stopping


def test_stop_ends_the_call_of_a_silent_server(wide: Visit, model: Page) -> None:
    """The server sees the connection end within a second of the press, while it was saying nothing."""
    page = wide.page
    wide.open()
    for n, fault in enumerate(("silence", "no_body", "stalled"), start=1):
        earlier = len(model.server.requests)
        model.says(fault=fault)
        page.fill("#question textarea", QUESTION)
        page.keyboard.press("Enter")
        model.asked(earlier)
        # The page must have heard of its own question, or Gradio tells the server to cancel it without saying which.
        page.wait_for_selector(f"#t{n}[data-stage=running]")
        pressed = time.monotonic()
        page.click("#stop")
        assert model.server.left.wait(5), fault
        took = time.monotonic() - pressed
        page.wait_for_selector(f"#t{n}[data-stage=stopped]")
        assert took < 1.0, (fault, took)
    time.sleep(0.5)
    assert len(model.server.requests) == earlier + 1
    model.says()
    page.click("[data-retry]")
    page.wait_for_selector("#t3[data-stage=done]")
    assert TOLD in page.inner_text("#t3")


def test_leaving_the_page_ends_the_call(wide: Visit, model: Page) -> None:
    """Nobody waits on a page that was left: the server sees the connection end within a second."""
    wide.open()
    earlier = len(model.server.requests)
    model.says(fault="silence")
    wide.page.fill("#question textarea", QUESTION)
    wide.page.keyboard.press("Enter")
    model.asked(earlier)
    went = time.monotonic()
    wide.page.close()
    assert model.server.left.wait(5)
    assert time.monotonic() - went < 1.0


# Drafting


def opened(visitor: Visit, nth: int) -> None:
    """The tab Kannat with a proposal of the memo opened and supported, and nothing drafted."""
    page = visitor.page
    visitor.open()
    page.click("#tab-positions-button")
    page.wait_for_selector(".register, .teach")
    page.fill("#by", "Esimerkkivirkailija")
    page.locator(".row-title").nth(nth).click()
    page.wait_for_selector(".proposal-view")
    page.check("input[value=supports]")
    page.wait_for_selector("#draft")


def test_a_draft_by_a_model(visitor: Visit, model: Page) -> None:
    """The page says who wrote and what was left out of it; a Swedish version can be made beside it."""
    page = visitor.page
    opened(visitor, 0)
    if page.locator(".first-draft").count():
        assert "Kielimalli scripted kirjoittaa perustelut" in page.inner_text(".first-draft")
    page.locator(".ground", has_text="901/2024").locator("input").first.check()
    page.click("#draft")
    page.wait_for_selector("#positions-told :text('Luonnos')")
    assert REASON in page.inner_text(".draft-text")
    assert "kirjoittanut kielimalli scripted" in page.inner_text(".section > .byline")
    visitor.sound("draft")
    page.click("#make-twin")
    page.wait_for_selector("#twin[open]")
    assert REASON_SV in page.inner_text("#twin")
    assert "käänsi kielimalli" in page.inner_text("#twin")
    visitor.sound("twin")


def test_a_draft_is_stopped_and_nothing_typed_is_lost(wide: Visit, model: Page) -> None:
    """While the model is silent the page goes on: what is typed is saved, the seconds pass, and stopping keeps no version."""
    page = wide.page
    opened(wide, 1)
    model.says(fault="silence")
    earlier = len(model.server.requests)
    page.click("#draft")
    model.asked(earlier)
    page.wait_for_selector(".making-strip")
    page.fill("textarea[data-save=wishes]", "Kaupunki toivoo siirtymäaikaa.")
    page.wait_for_function(
        "document.querySelector('#positions-told').innerText.toLowerCase().includes('tallennettu')", timeout=10_000
    )
    page.wait_for_function("/[2-9] s, 0/.test(document.querySelector('.making-strip').innerText)")
    wide.sound("making")
    pressed = time.monotonic()
    page.click("#halt-strip")
    assert model.server.left.wait(5)
    assert time.monotonic() - pressed < 1.0
    page.wait_for_selector(".making-strip", state="detached")
    assert "pysäytettiin" in page.inner_text("#positions-told")
    assert page.input_value("textarea[data-save=wishes]") == "Kaupunki toivoo siirtymäaikaa."
    assert page.locator(".draft-text").count() == 0
    model.says(fault="500")
    page.click("#draft")
    page.wait_for_selector(".draft-text")
    assert "koottu ilman kielimallia" in page.inner_text(".section > .byline")
    assert "ilman kielimallia. Syy: " in page.inner_text("#model-remarks ~ ul")
    assert "siirtymäaikaa" in page.inner_text(".draft-text")
    wide.sound("draft-fallen-back")
