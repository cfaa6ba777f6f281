"""The promise of the whole product on a real chat server: a model that can hardly write still ends in a sourced answer."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from assistant import Settings, build
from assistant.errand import Errand
from assistant.errors import StoppedError
from assistant.text.quotes import verbatim
from assistant.types import Origin, Status
from tests.models.asking import VARIABLES
from tests.models.real import Real

pytest_plugins = ["tests.models.fixtures"]

TEXTS = Path(__file__).parent / "texts"
QUESTION = "Paljonko palstamaksu on?"


def given(folder: Path, server: Real) -> Settings:
    """The product over the invented sources with this server's model; the context is what the server has."""
    return Settings(
        data=folder,
        knowledge=str(TEXTS),
        embedding_model="lexical",
        chat_model=f"openai:{server.model}",
        chat_base_url=server.url,
        chat_timeout=60,
        chat_context=5_000,
    )


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key, address or proxy of the machine reaches a test."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def test_an_answer_through_a_real_server(tmp_path: Path, real_server: Real) -> None:
    """It ends in verified sentences, or in quotes with the note that the model did not write; its tokens are counted."""
    assistant = build(given(tmp_path, real_server))
    errand = Errand()
    try:
        *_, answer = errand.each(assistant.stream(QUESTION))
    finally:
        assistant.close()
    assert answer.status in (Status.ANSWERED, Status.PARTIAL)  # type: ignore[union-attr]
    claims = answer.claims  # type: ignore[union-attr]
    quotes = [quote for claim in claims for quote in claim.quotes]
    assert quotes
    assert all(verbatim(quote.text, quote.passage.text) for quote in quotes)
    codes = {finding.message for finding in answer.findings}  # type: ignore[union-attr]
    assert any(claim.origin is Origin.SUPPORTED for claim in claims) or "model_fell_back" in codes
    assert sum(call.tokens for call in errand.calls) > 100


def test_a_real_server_is_stopped(tmp_path: Path, real_server: Real) -> None:
    """Stopping from another thread, while the server reads or writes, ends the answer at once and lets the server rest."""
    assistant = build(given(tmp_path, real_server))
    errand, ended = Errand(), threading.Event()
    faults: list[Exception] = []

    def ask() -> None:
        try:
            list(errand.each(assistant.stream(QUESTION)))
        except StoppedError as stopped:
            faults.append(stopped)
        finally:
            ended.set()

    threading.Thread(target=ask, daemon=True).start()
    until = time.monotonic() + 30
    while not real_server.working():
        assert time.monotonic() < until
        time.sleep(0.05)
    errand.stop()
    assert ended.wait(2)
    assert len(faults) == 1
    while real_server.working():
        assert time.monotonic() < until
        time.sleep(0.05)
    assistant.close()
