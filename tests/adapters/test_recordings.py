"""Recordings: what is kept of a reply, by what it is found again, and what is never kept."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.adapters.chat_reply import close
from assistant.adapters.recordings import Recorded, Replayed, key
from assistant.errors import ModelError, StoreError
from assistant.ports import ChatRequest, Message, Speaker, Usage
from tests.models.asking import SCHEMA, hear, request

NAME = "openai:m"


class Told:
    """A model that says what it is given, and then fails where that is wanted."""

    name, host, local, context = NAME, "a.invalid", False, 9_000

    def __init__(self, *pieces: str, fault: ModelError | None = None) -> None:
        self.pieces, self.fault, self.calls = pieces, fault, 0

    def stream(self, request: ChatRequest) -> Iterator[str | Usage]:
        """The pieces."""
        self.calls += 1
        yield from self.pieces
        if self.fault:
            raise self.fault
        yield Usage(model=self.name, prompt=request.prompt, read=5, written=7, estimated=True)


def test_round_trip(tmp_path: Path) -> None:
    """A recorded reply is given back to the letter with its usage, and as often as it is asked for."""
    inner = Told("Määrä on ", "28 €.\n", "\u2028🏛️")
    recorded = Recorded(inner, tmp_path / "uusi" / "kansio")
    first = hear(recorded, request("Paljonko?"))
    replayed = Replayed(tmp_path / "uusi" / "kansio", name=NAME)
    again = [hear(replayed, request("Paljonko?")) for _ in range(2)]
    assert first.text == "Määrä on 28 €.\n\u2028🏛️"
    assert first.pieces == 3
    assert [(heard.text, heard.usage) for heard in again] == [(first.text, first.usage)] * 2
    assert (recorded.name, recorded.host, recorded.local, recorded.context) == (NAME, "a.invalid", False, 9_000)


def test_what_a_file_holds(tmp_path: Path) -> None:
    """A file has the reply, the model, the prompt and the tokens; no time, and nothing of the messages."""
    hear(Recorded(Told("Hei."), tmp_path), request("Salainen kysymys"))
    (file,) = tmp_path.iterdir()
    assert json.loads(file.read_text("utf-8")) == {
        "key": file.stem,
        "model": NAME,
        "prompt": "kysymys@1#abc",
        "reply": "Hei.",
        "usage": {"read": 5, "written": 7, "estimated": True},
    }


def test_same_bytes(tmp_path: Path) -> None:
    """Recording the same reply again leaves the same file."""
    recorded = Recorded(Told("Hei."), tmp_path)
    hear(recorded)
    (file,) = tmp_path.iterdir()
    before = file.read_bytes()
    hear(recorded)
    assert [other.read_bytes() for other in tmp_path.iterdir()] == [before]


def test_key() -> None:
    """The key changes with what decides a reply, and with neither the deadline nor the longest length."""
    base = request("Yksi", "Kaksi", schema=SCHEMA)
    system = Message(speaker=Speaker.SYSTEM, text="Yksi")
    others = [
        dataclasses.replace(base, prompt="kysymys@2#abc"),
        dataclasses.replace(base, schema=None),
        dataclasses.replace(base, messages=base.messages[:1]),
        dataclasses.replace(base, messages=(base.messages[1], base.messages[0])),
        dataclasses.replace(base, messages=(system, base.messages[1])),
        request("YksiKaksi", schema=SCHEMA),
    ]
    keys = [key(base, NAME), key(base, "openai:n"), *(key(other, NAME) for other in others)]
    assert len(set(keys)) == len(keys)
    assert key(dataclasses.replace(base, until=5.0, longest=9), NAME) == key(base, NAME)
    shuffled = dict(reversed(list(SCHEMA.items())))
    assert key(dataclasses.replace(base, schema=shuffled), NAME) == key(base, NAME)


def test_failure_is_not_kept(tmp_path: Path) -> None:
    """A reply that failed or was stopped leaves no file, not even a part of one."""
    failing = Recorded(Told("Puoli", fault=ModelError("model_timeout", name=NAME)), tmp_path)
    assert hear(failing).code == "model_timeout"
    stopped = Recorded(Told("Puoli", "kas"), tmp_path).stream(request())
    assert next(stopped) == "Puoli"
    close(stopped)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"reply": 5}', '{"reply": "a", "usage": {"read": "x"}}', "\x00"])
def test_broken_file(tmp_path: Path, text: str) -> None:
    """A file that cannot be read is as none."""
    (tmp_path / f"{key(request(), NAME)}.json").write_text(text)
    heard = hear(Replayed(tmp_path, name=NAME))
    assert heard.code == "model_not_recorded"
    assert heard.fault is not None
    assert heard.fault.values["prompt"] == "kysymys@1#abc"


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Where a reply cannot be kept that is said, and not taken for kept."""
    (tmp_path / "tiedosto").write_text("")
    with pytest.raises(StoreError):
        hear(Recorded(Told("Hei."), tmp_path / "tiedosto"))


def test_many_at_once(tmp_path: Path) -> None:
    """Many threads that record the same and different replies leave whole files alone."""
    recorded = Recorded(Told("Hei."), tmp_path)
    with ThreadPoolExecutor(8) as pool:
        heard = list(pool.map(lambda nth: hear(recorded, request(str(nth % 5))), range(40)))
    assert {one.text for one in heard} == {"Hei."}
    assert len([json.loads(file.read_text()) for file in tmp_path.iterdir()]) == 5
