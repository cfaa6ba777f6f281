"""The promises of a conversation: sentences appear one by one, follow-ups know what came before, faults stay apart."""

from __future__ import annotations

from structlog.testing import capture_logs

from assistant.types import Language
from assistant.ui import talk
from assistant.ui.talk import Stage, again, ask, stop
from tests.ui.fake import LONG, Fake

FI = Language.FI


def test_sentences_appear_one_by_one() -> None:
    """The question is there at once, then each checked sentence, then the whole answer."""
    steps = list(ask(Fake(), (), " Kuinka kauan? ", FI))
    assert [len(step[-1].claims) for step in steps] == [0, 1, 2, 3, 3]
    assert steps[0][-1].question == "Kuinka kauan?"
    assert steps[-1][-1].stage is Stage.DONE
    assert steps[-1][-1].answer is not None


def test_a_follow_up_knows_the_earlier_question() -> None:
    """The product is given the finished exchanges with the quotes of their answers."""
    fake = Fake()
    first = list(ask(fake, (), "Kuinka kauan?", FI))[-1]
    list(ask(fake, first, "Entä sen jälkeen?", FI))
    question, conversation = fake.asked[-1]
    assert question == "Entä sen jälkeen?"
    assert [turn.question for turn in conversation] == ["Kuinka kauan?"]
    assert conversation[0].quotes == tuple(quote for claim in LONG for quote in claim.quotes)


def test_a_known_error_speaks_for_itself() -> None:
    """A fault of the tree ends the exchange with its own message and advice; the failed question is not a turn."""
    fake = Fake()
    failed = list(ask(fake, (), "lukittu", FI))[-1]
    assert failed[-1].stage is Stage.FAILED
    assert failed[-1].fault.startswith("Toinen ohjelma muokkaa")
    assert talk.turns(failed) == ()


def test_an_unforeseen_error_has_an_id_and_no_inside() -> None:
    """Page and log share a short id; neither shows the error's own words, and the log no variables."""
    with capture_logs() as logs:
        failed = list(ask(Fake(), (), "kaatuu", FI))[-1][-1]
    assert logs[0]["id"] in failed.fault
    assert "KAATUU" not in (failed.fault + str(logs)).upper()


def test_stopping_keeps_what_was_said() -> None:
    """A stopped exchange keeps its sentences; stopping what is not running changes nothing."""
    running = list(ask(Fake(), (), "Kuinka kauan?", FI))[2]
    stopped = stop(running)
    assert stopped[-1].stage is Stage.STOPPED
    assert len(stopped[-1].claims) == 2
    assert stop(stopped) == stopped
    assert stop(()) == ()


def test_asking_again_takes_the_place_of_the_last() -> None:
    """Retry gives back the last question and the conversation before it."""
    failed = list(ask(Fake(), (), "lukittu", FI))[-1]
    assert again(failed) == ((), "lukittu")
    assert again(()) == ((), "")


def test_numbers_never_come_back() -> None:
    """Ids on the page stay unique even when old exchanges leave it."""
    now: talk.Talk = ()
    for _ in range(talk.KEPT + 3):
        now = list(ask(Fake(), now, "Kuinka kauan?", FI))[-1]
    assert len(now) == talk.KEPT
    assert [exchange.n for exchange in now] == list(range(4, talk.KEPT + 4))
