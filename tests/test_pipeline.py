"""Asking end to end over a small real library: by words alone as shipped, and with a fake embedder and index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from texts2 import ACT, CARD, FEE, SOURCES

from assistant import Settings, build
from assistant.drafting import Drafting
from assistant.errors import LausuntoError, SettingsError, UsageError
from assistant.library.library import Library
from assistant.pipeline import Assistant
from assistant.testing import ExactStore, HashEmbedder
from assistant.text.quotes import tidy, verbatim
from assistant.types import AddState, Answer, Case, Claim, Evidence, Filter, Kind, Language, Origin, Quote, Status, Turn
from assistant.workspace import Workspace
from assistant.writers.extractive import ExtractiveWriter
from assistant.writers.scoring import models

QUESTIONS = [
    "Kuinka kauan retkikortti on voimassa?",
    "Paljonko leirimaksu on yöltä?",
    "Kuka päättää venevajojen vuokrauksesta?",
    "Mitä retkioppaan on tehtävä ennen lähtöä?",
    "Mitä Saaristokylien liitto lausui laiturimaksusta?",
    "Milloin pitkospuut uusitaan Hirvisuon reitillä?",
    "Paljonko leirimaksu on ja kuinka moni kävi kalastusmuseossa vuonna 2033?",
    "Kuka keksi hehkulampun?",
]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The product as it is built, without vectors, over the invented sources."""
    made = build(Settings(data=tmp_path_factory.mktemp("data"), knowledge="none", embedding_model="lexical"))
    assert {outcome.state for outcome in made.add([SOURCES])} == {AddState.ADDED}
    yield made
    made.close()


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The same with a deterministic embedder and an index of plain files."""
    folder = tmp_path_factory.mktemp("dense")
    library = Library(
        folder,
        store=ExactStore(),
        embedder=HashEmbedder(),
        embedder_name="hash-64",
        max_bytes=1_000_000,
        read_seconds=30,
    )
    writer = ExtractiveWriter(lambda: library.search.snapshot().lexical, models("lexical"))

    def drafting() -> Drafting:
        return Drafting(library=library, workspace=Workspace(folder), case=Case(name=""))

    made = Assistant(settings=Settings(data=folder), library=library, writer=writer, case=None, drafting=drafting)
    made.add([SOURCES])
    yield made
    made.close()


def without_times(answer: Answer) -> tuple[object, ...]:
    """What must not change from one asking to the next."""
    return answer.status, answer.claims, answer.missing, answer.nearest, answer.findings, answer.evidence


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_question_gets_the_same_answer(assistant: Assistant, dense: Assistant, question: str) -> None:
    """Three times the same, with and without vectors."""
    for product in (assistant, dense):
        first, second, third = (without_times(product.ask(question)) for _ in range(3))
        assert first == second == third


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_stream_gives_the_sentences_and_then_the_answer(assistant: Assistant, question: str) -> None:
    """Every claim of the answer comes first, in its order, and the whole answer comes last, once."""
    *claims, answer = assistant.stream(question)
    assert isinstance(answer, Answer)
    assert not any(isinstance(told, Answer) for told in claims)
    assert tuple(claims) == answer.claims


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_sentence_shows_its_source(assistant: Assistant, dense: Assistant, question: str) -> None:
    """A quoted sentence holds its quotes verbatim, fixed wording has none, and no words are quoted twice."""
    for product in (assistant, dense):
        answer = product.ask(question)
        for claim in answer.claims:
            assert claim.origin in (Origin.QUOTED, Origin.FORM)
            assert bool(claim.quotes) == (claim.origin is Origin.QUOTED)
            for quote in claim.quotes:
                assert verbatim(tidy(quote.text), claim.text)
                whole = product.document(quote.passage.document.id)
                assert whole.text[quote.start : quote.end] == quote.text
        spans = [(q.passage.document.id, q.start, q.end) for claim in answer.claims for q in claim.quotes]
        assert len(set(spans)) == len(spans)


def test_an_answer_is_in_the_law_s_own_words(assistant: Assistant) -> None:
    """The section is named in front, its words come verbatim, and the law is said to be as enacted, once and last."""
    answer = assistant.ask("Kuinka kauan retkikortti on voimassa?")
    assert answer.status is Status.ANSWERED
    assert answer.claims[0].text == f"Kunnallisista retkipalveluista annetun lain (412/2031) 3 §:n mukaan ”{CARD}”"
    remark = "Lähde on laki sellaisena kuin se on annettu vuonna 2031. Tarkista voimassa oleva sanamuoto Finlexistä."
    assert [c.text for c in answer.claims].count(remark) == 1
    assert answer.claims[-1].text == remark


def test_a_list_of_paragraphs_is_answered_whole(assistant: Assistant) -> None:
    """The opening of a list never stands alone: its items come with it."""
    told = assistant.ask("Mitä retkioppaan on tehtävä ennen lähtöä?").claims[0].text
    for words in (
        "Retkioppaan on ennen lähtöä: 1) tarkastettava",
        "2) kerrottava",
        "3) huolehdittava ensiapuvälineistä.",
    ):
        assert words in told


def test_half_a_question_is_answered_in_part(assistant: Assistant) -> None:
    """What is there is quoted, and what is not is told in the question's own words."""
    answer = assistant.ask("Paljonko leirimaksu on ja kuinka moni kävi kalastusmuseossa vuonna 2033?")
    assert answer.status is Status.PARTIAL
    assert answer.missing == ("kuinka moni kävi kalastusmuseossa vuonna 2033?",)
    assert FEE in answer.claims[0].text
    assert sum("kuinka moni kävi kalastusmuseossa" in claim.text for claim in answer.claims) == 1


def test_one_sentence_may_answer_two_parts(assistant: Assistant) -> None:
    """Where the same words answer both halves they are told once, and neither half is said to be missing."""
    answer = assistant.ask("Kuinka kauan retkikortti on voimassa ja mikä on retkikortin voimassaolo enintään?")
    assert answer.status is Status.ANSWERED
    assert answer.missing == ()
    assert sum(CARD in claim.text for claim in answer.claims) == 1


@pytest.mark.parametrize("question", ["Kuka keksi hehkulampun?", "Mitä Majakkaseura lausui laiturimaksusta?"])
def test_what_is_not_there_is_refused(assistant: Assistant, question: str) -> None:
    """No quote, what was searched is counted, and there is something to look at instead."""
    answer = assistant.ask(question)
    assert answer.status is Status.NO_SOURCES
    assert not any(claim.quotes for claim in answer.claims)
    assert any("5 asiakirjaan" in claim.text for claim in answer.claims)
    assert 1 <= len(answer.nearest) <= 3
    assert {passage.document.id for passage in answer.nearest} <= {d.id for d, _ in assistant.documents()}


def test_a_view_is_told_as_the_body_s_own(assistant: Assistant) -> None:
    """Who says it stands before what is said, with the day."""
    told = assistant.ask("Mitä Saaristokylien liitto lausui laiturimaksusta?").claims[0].text
    assert told.startswith("Saaristokylien liitto toteaa lausunnossaan (5.2.2031): ”Saaristokylien liitto kannattaa")


def test_a_filter_is_respected(assistant: Assistant, dense: Assistant) -> None:
    """Only admitted sources are found, quoted or named as nearest."""
    where = Filter(kinds=frozenset({Kind.DECISION, Kind.RESEARCH}))
    for product in (assistant, dense):
        answer = product.ask("Paljonko leirimaksu on yöltä?", where=where)
        seen = {q.passage.document.kind for claim in answer.claims for q in claim.quotes}
        seen |= {hit.passage.document.kind for hit in answer.evidence.hits}
        seen |= {passage.document.kind for passage in answer.nearest}
        assert seen <= where.kinds
        found = product.search("leirimaksu", where=Filter(bodies=frozenset({"eduskunta"})))
        assert {hit.passage.document.body for hit in found} == {"Eduskunta"}


def test_a_follow_up_is_read_with_the_question_before(assistant: Assistant) -> None:
    """A bare follow-up asks about what was asked before."""
    turn = Turn(question="Paljonko leirimaksu on?")
    answer = assistant.ask("Entä alle 12-vuotiaille?", conversation=[turn])
    assert answer.evidence.question.standalone == "Paljonko leirimaksu on? Entä alle 12-vuotiaille?"
    assert answer.evidence.hits[0].passage.heading == ("5 § Leirimaksu",)


def test_an_answer_is_in_the_language_of_the_question(assistant: Assistant) -> None:
    """A Swedish question is refused or framed in Swedish, whatever language was wanted otherwise."""
    answer = assistant.ask("Vem uppfann glödlampan?", language=Language.FI)
    assert answer.language is Language.SV
    assert "Materialet innehåller inget svar på frågan." in [claim.text for claim in answer.claims]


def test_the_trace_names_the_steps_in_order(assistant: Assistant) -> None:
    """Each step once a part, with seconds, and writing names who wrote with which frames."""
    trace = assistant.ask("Kuinka kauan retkikortti on voimassa?").trace
    assert [step.step for step in trace] == ["understand", "retrieve", "write"]
    assert all(step.seconds >= 0 for step in trace)
    assert trace[-1].model == "extractive"
    assert (trace[-1].prompt or "").startswith("answer.fi@")


def test_what_cannot_be_asked_is_told_before_anything_is_shown(assistant: Assistant) -> None:
    """An empty or far too long question raises UsageError at the first step of the stream."""
    for question in ("", "\x00", "a" * 100_000):
        with pytest.raises(UsageError):
            next(assistant.stream(question))


def test_search_ranks_and_takes_any_query(assistant: Assistant) -> None:
    """Best first, at most k, each passage once; a query of 100,000 letters or of marks alone neither fails nor hangs."""
    found = assistant.search("leirimaksu", k=3)
    assert found[0].passage.document.title == ACT
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert len({hit.passage.id for hit in found}) == len(found) <= 3
    assert assistant.search("?!\x00") == []
    assert isinstance(assistant.search("b" * 100_000), list)


def test_an_empty_library_answers_too(tmp_path: Path) -> None:
    """With nothing in it the product says so instead of failing."""
    made = build(Settings(data=tmp_path, knowledge="none", embedding_model="lexical"))
    answer = made.ask("Paljonko leirimaksu on?")
    made.close()
    assert (answer.status, answer.nearest) == (Status.NO_SOURCES, ())
    assert answer.claims[0] == Claim(text="Aineistossa ei ole vielä yhtään asiakirjaa.", origin=Origin.FORM)


def test_what_is_removed_is_quoted_no_more(tmp_path: Path) -> None:
    """Adding again changes nothing; after removing the source, the same question is refused."""
    made = build(Settings(data=tmp_path, knowledge="none", embedding_model="lexical"))
    source = SOURCES / "laki-retkipalvelut.md"
    (added,) = made.add([source])
    assert [outcome.state for outcome in made.add([source])] == [AddState.UNCHANGED]
    made.add([SOURCES / "venevajalaki.md"])
    assert made.ask("Paljonko leirimaksu on yöltä?").status is Status.ANSWERED
    assert added.document is not None
    assert made.remove([added.document.external_id]) == [added.document.id]
    assert made.ask("Paljonko leirimaksu on yöltä?").status is Status.NO_SOURCES
    with pytest.raises(LausuntoError):
        made.document(added.document.id)
    made.close()


def test_a_knowledge_folder_is_loaded_and_followed(tmp_path: Path) -> None:
    """What lies in the folder is in the library, and what is taken from the folder is gone at the next start."""
    knowledge = tmp_path / "tieto"
    knowledge.mkdir()
    for name in ("venevajalaki.md", "laki-retkipalvelut.md"):
        (knowledge / name).write_bytes((SOURCES / name).read_bytes())
    settings = Settings(data=tmp_path / "data", knowledge=str(knowledge), embedding_model="lexical")
    made = build(settings)
    assert made.status().documents == 2
    made.close()
    (knowledge / "venevajalaki.md").unlink()
    made = build(settings)
    assert [held.external_id for held, _ in made.documents()] == ["laki-retkipalvelut"]
    made.close()


@pytest.mark.parametrize("name", ["puuttuu", "tiedosto"])
def test_a_knowledge_folder_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    """A missing folder, or a file in its place, is an error that names the setting; nothing is written."""
    (tmp_path / "tiedosto").write_text("x")
    with pytest.raises(SettingsError) as told:
        build(Settings(data=tmp_path / "data", knowledge=str(tmp_path / name), embedding_model="lexical"))
    assert told.value.values["name"] == "LAUSUNTO_KNOWLEDGE"
    assert not (tmp_path / "data").exists()


class Repeating:
    """A writer that answers every part with the first sentence of what was found, told before or not."""

    name = "repeating"

    def prompt(self, language: Language) -> str:
        """It has no prompt."""
        return f"none.{language}@0#00000000"

    def answer(self, evidence: Evidence, told: Sequence[Claim] = (), parts: int = 1) -> Iterator[Claim]:
        """The same claim for the same candidate."""
        first = min(evidence.candidates, key=lambda candidate: (candidate.passage.id, candidate.start))
        held = Quote(passage=first.passage, start=first.start, end=first.end)
        yield Claim(text=f"”{tidy(held.text)}”", origin=Origin.QUOTED, quotes=(held,))


def test_a_sentence_told_for_one_part_is_not_told_for_the_next(assistant: Assistant) -> None:
    """A claim that a writer gives for two parts stands once in the answer, and neither part counts as missing."""
    product = Assistant(
        settings=assistant.settings,
        library=assistant.library,
        writer=Repeating(),
        case=None,
        drafting=lambda: assistant.drafting,
    )
    only = Filter(documents=frozenset({assistant.document("venevajalaki").id}))
    question = "Kuka päättää venevajojen vuokrauksesta ja kuinka kauan vajaa vuokrataan?"
    told = list(product.stream(question, where=only))
    answer = told[-1]
    assert isinstance(answer, Answer)
    assert answer.status is Status.ANSWERED
    assert answer.missing == ()
    quoted = [claim for claim in answer.claims if claim.quotes]
    assert len(quoted) == len(set(quoted))
    assert [claim for claim in told[:-1] if isinstance(claim, Claim) and claim.quotes] == quoted
