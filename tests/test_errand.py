"""The promises of an errand: it is stopped from another thread, nothing of it goes on, and it knows what its calls took."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from assistant.adapters.chat import chat
from assistant.adapters.chat_errand import Attended
from assistant.errand import Errand, current
from assistant.errors import ModelError, StoppedError
from assistant.ports import ChatModel
from assistant.testing import ScriptedChat
from tests.models.asking import request, settings
from tests.models.scripted import scripted


def test_calls_are_counted_and_heard() -> None:
    """What a model says and takes is known to the errand that asked, and to no other."""
    errand, other = Errand(), Errand()
    told = errand.run(lambda: list(Attended(ScriptedChat(["Palstamaksu on 28 euroa."])).stream(request())))
    assert errand.heard == len("Palstamaksu on 28 euroa.")
    assert errand.calls == [told[-1]]
    assert (other.heard, other.calls, current()) == (0, [], None)


def test_a_broken_reply_is_counted_by_its_characters() -> None:
    """What came before a fault was paid for."""
    errand = Errand()
    model = Attended(ScriptedChat([["Palstamaksu", ModelError("model_timeout")]]))
    with pytest.raises(ModelError):
        errand.run(lambda: list(model.stream(request())))
    assert [call.estimated for call in errand.calls] == [True]


def test_a_stopped_errand_begins_nothing() -> None:
    """After the stop no further call is made."""
    errand, model = Errand(), ScriptedChat(["Hei."])
    errand.stop()
    with pytest.raises(StoppedError):
        errand.run(lambda: Attended(model).stream(request()))
    assert model.requests == []


def test_each_part_is_made_within_the_errand() -> None:
    """Parts asked for from different threads belong to the same errand."""
    errand = Errand()

    def parts() -> Iterator[Errand | None]:
        while True:
            yield current()

    told = errand.each(parts())
    found = [next(told)]
    thread = threading.Thread(target=lambda: found.append(next(told)))
    thread.start()
    thread.join(5)
    assert found == [errand, errand]


@pytest.mark.parametrize("fault", ["silence", "no_body", "stalled", "keep_alive", "drip"])
@pytest.mark.parametrize("folder", ["", "recorded"])
def test_a_silent_server_sees_the_stop(fault: str, folder: str, tmp_path: object) -> None:
    """Stopped from another thread the call ends at once in StoppedError, whatever the server is at, and whatever wraps the model."""
    given = {"chat_record": f"{tmp_path}/nauhat"} if folder else {}
    with scripted(fault=fault) as server:
        made = chat(
            settings(
                chat_model="openai:m",
                chat_base_url=server.url,
                chat_mask="always",
                data=tmp_path,
                chat_timeout=30,
                **given,
            )
        )
        assert made is not None
        errand, ended = Errand(), threading.Event()
        faults: list[BaseException] = []

        def ask(model: ChatModel = made) -> None:
            try:
                errand.run(lambda: list(model.stream(request())))
            except StoppedError as stopped:
                faults.append(stopped)
            finally:
                ended.set()

        threading.Thread(target=ask, daemon=True).start()
        while not server.requests:
            time.sleep(0.01)
        time.sleep(0.2)
        began = time.monotonic()
        errand.stop()
        assert ended.wait(2)
        assert time.monotonic() - began < 0.5
        assert len(faults) == 1
        assert server.left.wait(1)
