"""Prompts are files with a version that tells the truth."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest

from assistant.settings import shipped
from assistant.text.prompts import load, read
from assistant.types import Language

LOCK = Path(__file__).with_name("prompts.lock.json")
"""The identity of each prompt file as last agreed: change it together with the file and its version."""

GOOD = "---\nname: koe.fi\nversion: 3\nvariables: [who, quote]\n---\nSelitys.\n\n## first\n$who sanoo: $quote\n\n## second\n\n"


def _file(folder: Path, text: str) -> Path:
    path = folder / "koe.fi.md"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(locked: str, now: str) -> str:
    """What is wrong with a prompt whose locked identity was `locked` and is `now`; nothing when all is well."""
    if locked == now:
        return ""
    before, version = locked.partition("#")[0], now.partition("#")[0]
    if before == version:
        return f"{version}: the text changed and the version did not; raise it"
    if int(version.rpartition("@")[2]) < int(before.rpartition("@")[2]):
        return f"{version}: the version went back from {before}"
    return f"{version}: a new version; write {now} into {LOCK.name}"


def test_no_text_changes_under_its_version() -> None:
    """Each shipped prompt is the one agreed on: a changed text needs a raised version and a new line in the lock."""
    locked: dict[str, str] = json.loads(LOCK.read_text())
    now = {file.stem: read(file).id for file in sorted(shipped("prompts").glob("*.md"))}
    assert locked.keys() == now.keys()
    assert [said for name in now if (said := complaint(locked[name], now[name]))] == []


def test_lock_tells_changes_apart(tmp_path: Path) -> None:
    """A change of one letter is seen by its hash; the same version with other words is refused, a raised one is not."""
    first = read(_file(tmp_path, GOOD)).id
    same_version = read(_file(tmp_path, GOOD.replace("sanoo", "toteaa"))).id
    raised = read(_file(tmp_path, GOOD.replace("sanoo", "toteaa").replace("version: 3", "version: 4"))).id
    lowered = read(_file(tmp_path, GOOD.replace("version: 3", "version: 2"))).id
    assert complaint(first, first) == ""
    assert "raise it" in complaint(first, same_version)
    assert "new version" in complaint(first, raised)
    assert "went back" in complaint(first, lowered)


@pytest.mark.parametrize("language", Language)
def test_answer_prompts_have_the_same_keys(language: Language) -> None:
    """The answer frames of each language have the Finnish ones' keys, and the same places in each."""

    def places(text: str) -> set[str]:
        return set(string.Template(text).get_identifiers())

    finnish, other = load("answer", Language.FI), load("answer", language)
    assert other.name == f"answer.{language.value}"
    assert list(other.texts) == list(finnish.texts)
    assert other.variables == finnish.variables
    differing = {key for key in finnish.texts if places(finnish.texts[key]) != places(other.texts[key])}
    # English and Swedish say before the Finnish words that they are Finnish, which Finnish need not.
    assert differing - {"foreign"} == set()


def test_texts_and_places(tmp_path: Path) -> None:
    """A file gives its texts by key, trimmed; what stands before the first key is a note to the reader."""
    prompt = read(_file(tmp_path, GOOD))
    assert (prompt.name, prompt.version, dict(prompt.texts)) == (
        *("koe.fi", 3),
        {"first": "$who sanoo: $quote", "second": ""},
    )
    assert prompt.fill("first", who="Kunta", quote="”$who”") == "Kunta sanoo: ”$who”"


def test_every_place_must_be_filled(tmp_path: Path) -> None:
    """A place left empty or a key that is not there is an error, never a hole in a sentence."""
    prompt = read(_file(tmp_path, GOOD))
    with pytest.raises(KeyError):
        prompt.fill("first", who="Kunta")
    with pytest.raises(KeyError):
        prompt.fill("third")


@pytest.mark.parametrize(
    "text",
    [GOOD.replace("[who, quote]", "[who]"), GOOD.removeprefix("---\n"), "", "---\nname: x\n"],
)
def test_wrong_files_are_refused(tmp_path: Path, text: str) -> None:
    """A place that is not declared, or a file without front matter, is refused when read."""
    with pytest.raises(ValueError):
        read(_file(tmp_path, text))


def test_unknown_prompt() -> None:
    """A prompt that is not shipped is not found."""
    with pytest.raises(FileNotFoundError):
        load("olematon", Language.FI)
