"""The promises of the page on the real product, started as a user starts it: python app.py on an empty data folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PHONE, WIDE, Visit, visit
from tests.browser.serving import free_port, started


@pytest.fixture(scope="module")
def real_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real assistant with the knowledge it ships with."""
    port = free_port()
    data: Path = tmp_path_factory.mktemp("data")
    process = started([sys.executable, "app.py"], port, LAUSUNTO_DATA=str(data), LAUSUNTO_PORT=str(port))
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def visitor(browser: Any, real_server: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visitor of the real page, at both sizes."""
    yield from visit(browser, real_server, request.param, "real")


def test_a_suggested_question_is_answered_from_sources(visitor: Visit) -> None:
    """The first suggestion gets an answer whose numbers lead to marked words."""
    page = visitor.page
    visitor.open()
    visitor.sound("empty")
    page.click(".starter >> nth=0")
    page.wait_for_selector("#t1:not([data-stage=running])", timeout=60_000)
    assert page.get_attribute("#t1", "data-stage") == "done", page.inner_text("#t1")
    visitor.sound("answered")
    page.click("#t1 .pill >> nth=0")
    page.wait_for_selector("#t1-s1.here mark")
    visitor.sound("source")


def test_what_no_source_holds_is_not_answered(visitor: Visit) -> None:
    """A question far from the sources quotes nothing and says so."""
    visitor.open()
    visitor.ask("Montako lasta asuu Kuopion Saaristokaupungissa vuonna 1987?")
    assert visitor.page.locator("#t1 .pill").count() == 0
    assert visitor.page.locator("#t1 .answer.none").count() == 1
    visitor.sound("not-found")


def test_the_library_lists_what_ships(visitor: Visit) -> None:
    """Every shipped source is in the table, and the search finds passages."""
    visitor.open()
    visitor.page.click("#tab-library-button")
    visitor.page.wait_for_selector(".library tbody tr")
    visitor.sound("library")
    visitor.page.fill("#search-words textarea", "työkokeilu")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector(".hits li")
    visitor.sound("search")
