"""What ships must work as it ships: the knowledge, the embedded embedder and the fitted weights together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import Settings, build
from assistant.adapters.embeddings import missing_for_embedded
from assistant.pipeline import Assistant
from assistant.text.quotes import fold
from assistant.types import Language, Status

pytestmark = pytest.mark.skipif(bool(missing_for_embedded()), reason="the embedded embedder cannot run here")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The product as `make run` starts it, on a new folder."""
    made = build(Settings(data=tmp_path_factory.mktemp("data")))
    yield made
    made.close()


@pytest.mark.parametrize("language", list(Language))
def test_the_questions_to_begin_with_are_answered(assistant: Assistant, language: Language) -> None:
    """Each of the four questions that the page offers has an answer, in the language it is asked in."""
    for question in assistant.suggestions(language):
        answer = assistant.ask(question)
        assert (answer.status, answer.language) == (Status.ANSWERED, language), question


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Mihin mennessä lausunto on annettava?", "18.2.2026"),
        ("Kuinka kauan työkokeilu voi enintään kestää?", "kuusi kuukautta"),
        ("Mitä Talentia on lausunut?", "Talentia"),
        ("Kuka pyytää lausuntoa?", "elinkeinoministeriö"),
    ],
)
def test_the_right_words_are_quoted(assistant: Assistant, question: str, words: str) -> None:
    """The words that answer stand in a quote."""
    answer = assistant.ask(question)
    assert any(fold(words) in fold(quote.text) for claim in answer.claims for quote in claim.quotes), question


@pytest.mark.parametrize(
    "question",
    ["Mitä Kuntaliitto lausui tästä muistiosta?", "Mikä on kaupungin veroprosentti?", "Mitä SOSTE lausui muistiosta?"],
)
def test_what_is_not_there_is_refused(assistant: Assistant, question: str) -> None:
    """A position or a figure that the material lacks is refused with nothing quoted, and the nearest passages are named."""
    answer = assistant.ask(question)
    assert answer.status is Status.NO_SOURCES
    assert not any(claim.quotes for claim in answer.claims)
    assert answer.nearest
