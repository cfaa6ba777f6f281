"""A real server and a real browser: what every page test needs, and the three things counted in each of them.

Skips, saying why, where there is no Chromium or no axe-core. LAUSUNTO_SCREENS names a folder for screenshots;
LAUSUNTO_AXE and LAUSUNTO_CHROMIUM name the two programs where they are not in their usual places.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import served

ROOT = Path(__file__).parents[2]
AXE = Path(os.environ.get("LAUSUNTO_AXE") or ROOT / "node_modules/axe-core/axe.min.js")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
WIDE, PHONE = (1440, 900), (390, 844)
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def fake_server() -> Iterator[str]:
    """The page on the fake product."""
    with served("tests.ui.fake") as base:
        yield base


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window."""
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = os.environ.get("LAUSUNTO_CHROMIUM") or shutil.which("chromium")
    if not found:
        pytest.skip("there is no chromium (apt-get install chromium)")
    if not AXE.exists():
        pytest.skip(f"there is no axe-core at {AXE} (npm ci)")
    with sync.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A page test that fails tells what was on the screen: what a slow machine shows can seldom be seen again."""
    report = yield
    if report.when == "call" and report.failed:
        for one in getattr(item, "funcargs", {}).values():
            if isinstance(one, Visit):
                with suppress(Exception):
                    report.sections.append(("on the screen", one.told()))
    return report


@dataclass
class Visit:
    """One page with what is counted on it."""

    page: Any
    base: str
    size: tuple[int, int]
    name: str
    outward: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    step: int = 0

    def watch(self) -> None:
        """Counts requests beyond the page's origin, errors of the console and of scripts."""
        self.page.on("request", lambda r: self._request(r.url))
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _request(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "blob:")):
            self.outward.append(url)

    def told(self) -> str:
        """What is on the screen now: the open tab, what may be read, the parts of the tab Lausunto, errors of the console."""
        open_tab = self.page.locator("#tabs [role=tab][aria-selected=true]").all_inner_texts()
        parts = self.page.locator(".whole-part").evaluate_all(
            "all => all.map(e => e.id + ': ' + e.textContent.trim().slice(0, 100))"
        )
        return "\n".join([str(open_tab), self.page.inner_text("body")[:3000], *parts, *self.errors])

    def open(self, path: str = "/?lang=fi") -> None:
        """Goes to a page and waits until it can be used."""
        self.page.goto(self.base + path)
        self.page.wait_for_selector("#question textarea")
        self.page.wait_for_selector(".starter, .exchange")

    def ask(self, question: str, n: int = 1) -> None:
        """Asks and waits for the end of the `n`th answer."""
        self.page.fill("#question textarea", question)
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector(f"#t{n}:not([data-stage=running])", timeout=60_000)

    def sound(self, state: str) -> None:
        """The state is without axe findings and sideways scrolling; it is photographed where that is wanted."""
        self.page.wait_for_timeout(300)
        self.step += 1
        if folder := os.environ.get("LAUSUNTO_SCREENS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{folder}/{self.name}-{self.size[0]}-{self.step:02}-{state}.png")
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            "rules => axe.run(document, {runOnly: rules}).then(r => r.violations.map("
            "v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ')))",
            _RULES,
        )
        assert found == [], state
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.size[0], state


def visit(browser: Any, base: str, size: tuple[int, int], name: str) -> Iterator[Visit]:
    """A fresh visitor, whose language preference is English; at the end nothing may have leaked or failed."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-US")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    one = Visit(page=context.new_page(), base=base, size=size, name=name)
    one.watch()
    yield one
    context.close()
    assert one.outward == []
    assert one.errors == []


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def visitor(browser: Any, fake_server: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visitor of the page on the fake product, at both sizes."""
    yield from visit(browser, fake_server, request.param, "fake")


@pytest.fixture
def wide(browser: Any, fake_server: str) -> Iterator[Visit]:
    """A visitor with a wide screen alone."""
    yield from visit(browser, fake_server, WIDE, "wide")
