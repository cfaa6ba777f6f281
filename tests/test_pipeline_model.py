"""Asking with a language model end to end, over a small real library and scripted models."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from texts2 import FEE, SOURCES

from assistant import Settings, build, jsonform
from assistant.composition import model_writer
from assistant.errors import ModelError
from assistant.pipeline import Assistant
from assistant.ports import ChatRequest
from assistant.testing import Reply, ScriptedChat
from assistant.text.prompts import load
from assistant.text.wording import say
from assistant.types import Claim, Evidence, Language, Origin, Status, Turn
from assistant.writers.extractive import ExtractiveWriter
from assistant.writers.model import ModelWriter

QUESTION = "Paljonko leirimaksu on yöltä?"
LATE = ModelError("model_timeout", name="scripted:model", host="scripted.invalid")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The product as it is shipped, over the invented sources, without vectors."""
    made = build(Settings(data=tmp_path_factory.mktemp("data"), knowledge="none", embedding_model="lexical"))
    made.add([SOURCES])
    yield made
    made.close()


def with_model(plain: Assistant, chat: ScriptedChat, **settings: object) -> Assistant:
    """The same library asked through a model, put together as the composition does it."""
    told = plain.settings.model_copy(update={"chat_model": chat.name, **settings})
    extractive = plain._writer
    assert isinstance(extractive, ExtractiveWriter)

    def likely(evidence: Evidence) -> float:
        return 1.0 if any(FEE in hit.passage.text for hit in evidence.hits) else 0.0

    return Assistant(
        settings=told,
        library=plain.library,
        writer=model_writer(chat, extractive, likely, told),
        case=None,
        drafting=lambda: plain.drafting,
        restating=chat if told.chat_understand else None,
    )


def fee(request: ChatRequest, text: str = "Yöltä peritään 7 euron leirimaksu.") -> str:
    """A good model: finds the passage of the fee in what it was given."""
    before = request.messages[1].text.partition(FEE)[0]
    number = int(before.rpartition("lähdekohta ")[2].split()[0])
    return json.dumps({"sentences": [{"quotes": [{"passage": number, "words": FEE}], "text": text}]})


def understood(question: str = "", *, open_: bool = False, offers: Sequence[str] = ()) -> str:
    """What a model says of a question."""
    return json.dumps({"question": question, "open": open_, "offers": list(offers)})


def test_an_answer_by_a_model_shows_its_words_and_who_wrote(plain: Assistant) -> None:
    """Status, sentence, quote, remark on the source; the trace has the model, its prompt and its tokens; JSON tells the same."""
    chat = ScriptedChat([fee])
    answer = with_model(plain, chat).ask(QUESTION)
    assert answer.status is Status.ANSWERED
    assert (answer.claims[0].origin, answer.claims[0].quotes[0].text) == (Origin.SUPPORTED, FEE)
    steps = {step.step: step for step in answer.trace}
    assert (steps["write"].model, steps["write"].prompt) == ("scripted:model", load("model-answer", Language.FI).id)
    told = jsonform.answer(answer)
    assert told["claims"][0]["quotes"][0]["n"] == 1
    assert told["trace"][-1]["tokens"] > 100


def test_a_fallback_is_traced_as_what_it_is(plain: Assistant) -> None:
    """When the model fails the trace names the writer that wrote, and a finding tells why in words."""
    answer = with_model(plain, ScriptedChat([LATE])).ask(QUESTION)
    assert answer.status is Status.ANSWERED
    assert answer.claims[0].origin is Origin.QUOTED
    writing = [step for step in answer.trace if step.step == "write"]
    assert [(step.model, step.tokens) for step in writing] == [("extractive", None)]
    assert "ei vastannut ajoissa" in jsonform.answer(answer)["findings"][0]["message"]


def test_a_model_that_wrote_in_vain_is_traced_beside_the_one_that_wrote(plain: Assistant) -> None:
    """Its tokens were spent, so they are told; the sentences are the other's."""
    answer = with_model(plain, ScriptedChat(['{"sentences": []}'])).ask(QUESTION)
    assert [step.model for step in answer.trace if step.step == "write"] == ["scripted:model", "extractive"]


def test_a_question_without_evidence_is_refused_without_the_model(plain: Assistant) -> None:
    """The product's own refusal, word for word that of the product without a model."""
    chat = ScriptedChat([fee])
    answer = with_model(plain, chat).ask("Kuka keksi hehkulampun?")
    assert answer.claims == plain.ask("Kuka keksi hehkulampun?").claims
    assert (answer.status, chat.requests) == (Status.NO_SOURCES, [])


def test_only_unsupported_sentences_are_no_answer(plain: Assistant) -> None:
    """Flagged sentences alone answer nothing: beside them the sources are quoted, or the status says that nothing is supported."""

    class Silent(ExtractiveWriter):
        def answer(self, evidence, told=(), parts=1):  # type: ignore[no-untyped-def]
            return iter(())

    chat = ScriptedChat([lambda request: fee(request, "Leirimaksu on 9 euroa yöltä.")] * 2)
    asked = with_model(plain, chat, chat_unsupported="show")
    asked._writer._fallback = Silent(plain._writer._vocabulary, plain._writer._models)  # type: ignore[attr-defined]
    answer = asked.ask(QUESTION)
    assert answer.status is Status.NOT_SUPPORTED
    assert answer.claims[0].origin is Origin.UNSUPPORTED
    assert {claim.origin for claim in answer.claims[1:]} == {Origin.FORM}
    assert answer.nearest
    assert jsonform.answer(answer)["claims"][0]["quotes"] == []


def test_closing_the_stream_stops_the_model(plain: Assistant) -> None:
    """A reader who leaves stops the call."""
    chat = ScriptedChat([lambda request: [fee(request), " " * 1_000]])
    stream = with_model(plain, chat).stream(QUESTION)
    assert isinstance(next(stream), Claim)
    stream.close()  # type: ignore[attr-defined]
    assert chat.closed == 1


def test_each_part_of_a_question_is_asked_of_the_model(plain: Assistant) -> None:
    """Two questions in one are two calls that share the time; what one part told the other does not repeat."""
    chat = ScriptedChat([fee, fee])
    answer = with_model(plain, chat, chat_timeout=60.0).ask(
        "Paljonko leirimaksu on yöltä ja kuka maksaa leirimaksun yöltä?"
    )
    assert len(chat.requests) == 2
    assert all(request.until is not None and request.until - time.monotonic() <= 30 for request in chat.requests)
    assert [claim.text for claim in answer.claims if claim.origin is Origin.SUPPORTED] == [
        "Yöltä peritään 7 euron leirimaksu."
    ]


# Understanding


def test_the_model_is_not_asked_about_questions_unless_the_settings_say_so(plain: Assistant) -> None:
    """Off by default: a follow-up makes one call, that of the answer."""
    chat = ScriptedChat([fee])
    with_model(plain, chat).ask("Entä yöltä?", conversation=[Turn(question="Paljonko leirimaksu on?")])
    assert [request.prompt.partition("@")[0] for request in chat.requests] == ["model-answer.fi"]


def test_a_follow_up_is_searched_with_the_model_s_wording_beside_its_own(plain: Assistant) -> None:
    """Both stand in the question that is searched with, and the trace tells of the call."""
    chat = ScriptedChat([understood(QUESTION), fee])
    asked = with_model(plain, chat, chat_understand=True)
    answer = asked.ask("Entä yöltä?", conversation=[Turn(question="Mikä on retkikortti?")])
    assert answer.evidence.question.text == "Entä yöltä?"
    assert answer.evidence.question.standalone == f"Entä yöltä? {QUESTION}"
    assert ("restate", "scripted:model") in [(step.step, step.model) for step in answer.trace]
    assert answer.status is Status.ANSWERED


@pytest.mark.parametrize(
    "said",
    [
        LATE,
        "",
        "ei JSONia",
        understood("Leirimaksu on 7 euroa yöltä."),
        understood("What is the camp fee per night in total?"),
        understood("Onko leirimaksu 70 euroa yöltä?"),
        understood("Paljonko <b>leirimaksu</b> on?"),
        understood("Paljonko? Miksi?"),
        understood("Paljonko " + "leirimaksu " * 300 + "on?"),
        json.dumps({"question": 5, "open": "kyllä", "offers": "yksi"}),
    ],
)
def test_a_wording_that_does_not_hold_is_left_out(plain: Assistant, said: Reply) -> None:
    """A failing model, no question, another language, a number nobody asked about, markup, two questions: asked as it was."""
    asked = with_model(plain, ScriptedChat([said, fee]), chat_understand=True)
    conversation = [Turn(question="Paljonko leirimaksu on?")]
    answer = asked.ask("Entä yöltä?", conversation=conversation)
    assert answer.evidence.question == plain.ask("Entä yöltä?", conversation=conversation).evidence.question


def test_a_question_that_is_too_open_is_asked_back(plain: Assistant) -> None:
    """CLARIFY: fixed wording and two or three plain questions, no quotes; the answer is not written."""
    offers = [
        "Paljonko leirimaksu on?",
        "Kuka maksaa leirimaksun?",
        "<b>Mitä?</b>",
        "Milloin leirimaksu maksetaan?",
        "Eikö?",
    ]
    chat = ScriptedChat([understood("Leirimaksu?", open_=True, offers=offers), fee])
    answer = with_model(plain, chat, chat_understand=True).ask("Leirimaksu?")
    assert answer.status is Status.CLARIFY
    assert [claim.text for claim in answer.claims] == [say("model.clarify", "fi"), offers[0], offers[1], offers[3]]
    assert {claim.origin for claim in answer.claims} == {Origin.FORM}
    assert len(chat.requests) == 1


def test_one_offer_is_no_choice(plain: Assistant) -> None:
    """With fewer than two usable offers the question is answered."""
    chat = ScriptedChat([understood("Leirimaksu?", open_=True, offers=["Paljonko leirimaksu on?", "Maksu 9 e?"]), fee])
    assert with_model(plain, chat, chat_understand=True).ask("Leirimaksu?").status is not Status.CLARIFY


def test_a_plain_first_question_costs_no_call(plain: Assistant) -> None:
    """The model is not asked about a first question that says what it is about."""
    chat = ScriptedChat([fee])
    with_model(plain, chat, chat_understand=True).ask("Paljonko leirimaksu on yöltä retkikortilla leirialueella?")
    assert [request.prompt.partition("@")[0] for request in chat.requests] == ["model-answer.fi"]


# Composition


def test_a_model_is_used_only_when_it_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key in the environment chooses nothing; the setting does, and no call is made in building."""
    monkeypatch.setenv("OPENAI_API_KEY", "avain")
    common = {"knowledge": "none", "embedding_model": "lexical"}
    without = build(Settings(data=tmp_path / "a", **common))  # type: ignore[arg-type]
    chosen = build(
        Settings(data=tmp_path / "b", chat_model="openai:malli", chat_base_url="http://127.0.0.1:9/v1", **common)  # type: ignore[arg-type]
    )
    try:
        assert isinstance(without._writer, ExtractiveWriter)
        assert isinstance(chosen._writer, ModelWriter)
        assert chosen._writer.name == "openai:malli"
    finally:
        without.close()
        chosen.close()


def test_the_product_adds_little_to_a_model_s_own_time(plain: Assistant) -> None:
    """Beside a model that writes 300 tokens, searching, reading and verifying take at most 15 % of the ten seconds that it needs at
    30 tokens a second. It writes ten times faster here, so that the test is short; the product's own work is the same."""

    def long(request: ChatRequest) -> str:
        """300 tokens of four characters: sentences that hold, and spaces."""
        held = [json.loads(fee(request, f"Leirimaksu on{' yöltä' * k} 7 euroa."))["sentences"][0] for k in range(1, 8)]
        return json.dumps({"sentences": held}, ensure_ascii=False).ljust(1_200)

    asked = with_model(plain, ScriptedChat([long], size=4, pause=1 / 300))
    start = time.perf_counter()
    answer = asked.ask(QUESTION)
    product = time.perf_counter() - start
    chat = asked._writer._chat  # type: ignore[attr-defined]
    start = time.perf_counter()
    list(ScriptedChat([long], size=4, pause=1 / 300).stream(chat.requests[0]))
    bare = time.perf_counter() - start
    assert len([claim for claim in answer.claims if claim.quotes]) == 7
    assert product - bare < 0.15 * 300 / 30
