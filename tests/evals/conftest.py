"""The small set, read once a module, and settings that leave the vectors out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from made_set import make

from assistant.settings import Settings
from evals import provenance, reading
from evals.types import EvalSet


@pytest.fixture(scope="module")
def steady() -> Iterator[None]:
    """The program of a module's runs does not change while they are made, whoever works on its files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(provenance, "revision", lambda: "0123456789ab")
        patch.setattr(provenance, "packages", lambda: {"code": "same"})
        yield


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> EvalSet:
    """The small set, among sets of its own."""
    return reading.read(make(tmp_path_factory.mktemp("joukot") / "pieni"))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Without vectors, in a data folder of its own."""
    return Settings(data=tmp_path_factory.mktemp("data"), embedding_model="lexical", knowledge="none")
