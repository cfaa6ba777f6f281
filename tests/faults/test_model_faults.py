"""Faults of a chat server, each ten times: every call ends in time, in a whole reply or in a plain message."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.text.wording import explain
from assistant.types import Language
from tests.models.asking import SCHEMA, VARIABLES, Heard, hear, model, request
from tests.models.scripted import FAULTS, scripted

REPEATS = 10
SHORT, LONG = 0.5, 8.0
"""The time-out where the server never ends by itself, and where it is the fault that ends the call."""

LATE = 2.0
"""What is allowed past the time-out."""

EXPECTED = {
    "400": "model_error",
    "401": "model_refused",
    "403": "model_refused",
    "404": "model_not_found",
    "429": "model_busy",
    "429_after": "model_busy",
    "429_date": "model_busy",
    "429_long": "model_busy",
    "500": "model_error",
    "503": "model_error",
    "bad_json": "model_bad_reply",
    "bad_shape": "model_bad_reply",
    "context": "model_context",
    "cut": "model_unreachable",
    "dies": "model_unreachable",
    "dies_first": "model_unreachable",
    "drip": "model_timeout",
    "empty_body": "model_bad_reply",
    "empty_choices": "model_bad_reply",
    "ended": "model_unreachable",
    "error_event": "model_error",
    "filtered": "model_filtered",
    "headers": "model_timeout",
    "keep_alive": "model_timeout",
    "no_body": "model_timeout",
    "not_gzip": "model_bad_reply",
    "nothing": "model_bad_reply",
    "quota": "model_quota",
    "redirect": "model_bad_reply",
    "refused": "model_unreachable",
    "schema_ignored": "",
    "silence": "model_timeout",
    "stalled": "model_timeout",
    "ten_mb": "model_too_long",
    "ten_mb_line": "model_too_long",
    "ten_mb_piece": "model_too_long",
    "tls": "model_tls",
    "utf8": "model_bad_reply",
    "without_schema": "",
    "without_temperature": "",
    "wrong_type": "model_bad_reply",
}
"""How each fault ends: in a code, or in a reply."""


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No key, address or proxy of the machine reaches a test."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return


def _calls(fault: str, api: str, timeout: float) -> list[Heard]:
    with scripted(fault=fault) as server, ThreadPoolExecutor(REPEATS) as pool:
        made = model(server.url, chat_timeout=timeout, chat_api=api, chat_concurrency=REPEATS, chat_retries=1)
        return list(pool.map(lambda _: hear(made, request(schema=SCHEMA)), range(REPEATS)))


def test_every_fault_is_tried() -> None:
    """The list of how faults end has every fault that the server can play, and at least forty of them."""
    assert EXPECTED.keys() == FAULTS.keys()
    assert len(EXPECTED) >= 40


@pytest.mark.parametrize("api", ["completions", "responses"])
@pytest.mark.parametrize("fault", sorted(EXPECTED))
def test_ends_in_time(fault: str, api: str) -> None:
    """Ten calls at once each end within the time-out and two seconds, in the way that the fault calls for."""
    timeout = SHORT if EXPECTED[fault] == "model_timeout" else LONG
    heard = _calls(fault, api, timeout)
    assert max(one.seconds for one in heard) < timeout + LATE
    assert {one.code for one in heard} == {EXPECTED[fault]}
    for one in heard:
        if one.fault is None:
            assert one.text
            assert one.usage is not None
        else:
            assert all(explain(one.fault, language) for language in Language)
