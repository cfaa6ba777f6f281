"""The real server as a fixture: a test module that wants it says `pytest_plugins = ["tests.models.fixtures"]`."""

from __future__ import annotations

import atexit
from contextlib import ExitStack
from functools import cache

import pytest

from tests.models.real import Real, missing, real


@cache
def _shared() -> Real:
    held = ExitStack()
    atexit.register(held.close)
    return held.enter_context(real())


@pytest.fixture(scope="session")
def real_server() -> Real:
    """A server that runs until the tests end, or a skipped test where none can."""
    if why := missing():
        pytest.skip(why)
    return _shared()
