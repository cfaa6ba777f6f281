"""What a run was made with: the revision where there is one, the code itself, and no name of host or person."""

from __future__ import annotations

import getpass
import importlib.metadata
import platform
import re
import subprocess
from pathlib import Path

import pytest

from evals import provenance


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one file in it, from which the program seems to run."""
    (tmp_path / "assistant").mkdir()
    (tmp_path / "assistant" / "a.py").write_text("a = 1\n", encoding="utf-8")
    monkeypatch.setattr(provenance, "_ROOT", tmp_path / "assistant")
    return tmp_path


def git(checkout: Path, *words: str) -> None:
    """Runs git there."""
    names = ("-c", "user.name=a", "-c", "user.email=a@esimerkki.invalid")
    subprocess.run(["git", "-C", str(checkout), *names, *words], check=True, capture_output=True)


def test_revision(checkout: Path) -> None:
    """The version outside a checkout; in one the commit, and a word where files differ from it."""
    assert provenance.revision() == importlib.metadata.version("lausuntoapuri")
    for words in (("init",), ("add", "."), ("commit", "-m", "a")):
        git(checkout, *words)
    told = provenance.revision()
    assert re.fullmatch("[0-9a-f]{12}", told)
    (checkout / "assistant" / "a.py").write_text("a = 2\n", encoding="utf-8")
    assert provenance.revision() == f"{told}-changed"


def test_code_has_a_hash(checkout: Path) -> None:
    """A changed line of the program changes the hash, whether committed or not."""
    before = provenance.packages()
    assert provenance.packages() == before
    (checkout / "assistant" / "a.py").write_text("a = 2\n", encoding="utf-8")
    after = provenance.packages()
    assert after["code"] != before["code"]
    assert before["numpy"] == importlib.metadata.version("numpy")


def test_machine_without_names() -> None:
    """The machine as far as it bears on times; neither its name nor the user's."""
    told = provenance.machine()
    assert platform.system() in told
    assert platform.python_version() in told
    assert platform.node() not in told or platform.node() in platform.machine()
    assert f" {getpass.getuser()}" not in told


def test_prompts_and_memory() -> None:
    """Every prompt has its identity, and the process some memory."""
    ids = provenance.prompt_ids()
    assert any(re.fullmatch(r"answer\.fi@\d+#[0-9a-f]{8}", one) for one in ids)
    assert len(set(ids)) == len(ids)
    assert provenance.peak_mb() > 10
