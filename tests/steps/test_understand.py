"""Understanding a question: what is refused, its language, follow-ups and parts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts2 import asked

from assistant.errors import UsageError
from assistant.steps.understand import MOST_PARTS, parts, understand
from assistant.types import Language, Question, Turn


def follow(question: str, before: str = "Kuinka kauan retkikortti on voimassa?") -> Question:
    """A question asked after another."""
    return understand(question, (Turn(question=before),), None, longest=2_000)


@pytest.mark.parametrize("question", ["", "   ", "\n\t ", "\x00\x07\x1b", "\u200b\u200e\ufeff", "\ud800"])
def test_an_empty_question_is_refused(question: str) -> None:
    """White space, control characters, invisible marks and lone surrogates are no question: UsageError, exit code 2."""
    with pytest.raises(UsageError) as told:
        understand(question, (), None, longest=2_000)
    assert (told.value.code, told.value.exit_code) == ("empty_question", 2)


def test_a_question_may_be_as_long_as_the_limit_and_no_longer() -> None:
    """The limit itself passes; one more is refused with both numbers."""
    assert understand("a" * 50, (), None, longest=50).text == "a" * 50
    with pytest.raises(UsageError) as told:
        understand("a" * 51, (), None, longest=50)
    assert told.value.code == "question_too_long"
    assert told.value.values == {"length": "51", "limit": "50"}


def test_control_characters_become_spaces_and_words_stay() -> None:
    """What cannot be seen goes, the words stay in their order and their case."""
    held = asked("Kuinka\x00kauan\x1b \u202eretkikortti\u2028on\r\n voimassa\ud83d?")
    assert held.text == "Kuinka kauan retkikortti on voimassa ?"


@settings(deadline=None)
@given(st.text())
def test_a_question_understood_can_be_written_as_utf8(text: str) -> None:
    """Whatever is typed, what remains is one line that can be stored and sent."""
    try:
        held = understand(text, (), None, longest=10_000)
    except UsageError:
        return
    assert held.text.encode("utf-8").decode("utf-8") == held.text
    assert held.text == " ".join(held.text.split())


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Kuinka kauan retkikortti on voimassa?", Language.FI),
        ("Saako veneen jättää talveksi vajaan?", Language.FI),
        ("Hur länge gäller kortet och vad kostar det?", Language.SV),
        ("Vem beslutar om uthyrning av båthus?", Language.SV),
        ("How long is the card valid?", Language.EN),
        ("What does the guide have to do before the trip?", Language.EN),
    ],
)
def test_the_language_is_heard_from_the_words(question: str, language: Language) -> None:
    """A question in Finnish, Swedish or English is known as such."""
    assert asked(question).language is language


def test_the_given_language_decides_where_the_words_do_not() -> None:
    """A question of a bare name is in the language asked for, else in that of the question before it."""
    assert understand("Kuksa 1b", (), Language.SV, longest=100).language is Language.SV
    assert understand("Kuksa 1b", (), None, longest=100).language is Language.FI
    turn = Turn(question="How long is the card valid?")
    assert understand("Kuksa 1b", (turn,), None, longest=100).language is Language.EN


def test_a_clear_language_is_not_overruled() -> None:
    """A Swedish question is Swedish also where answers were wanted in Finnish."""
    assert understand("Hur länge gäller kortet?", (), Language.FI, longest=100).language is Language.SV


@pytest.mark.parametrize(
    "question",
    ["Entä alle 25-vuotiaille?", "Entä lapset?", "Miksi?", "Voiko sitä jatkaa?", "Tarkemmin?", "Ja kuka sen päättää?"],
)
def test_a_follow_up_is_completed_with_the_question_before(question: str) -> None:
    """A question that leans on the one before can be read alone: both stand in it, word for word."""
    held = follow(question)
    assert held.text == question
    assert held.standalone == f"Kuinka kauan retkikortti on voimassa? {question}"


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("What about children?", "How long is the card valid?"),
        ("Can it be extended?", "How long is the card valid?"),
        ("Hur är det med barn?", "Hur länge gäller kortet?"),
    ],
)
def test_a_follow_up_in_another_language_is_completed(question: str, before: str) -> None:
    """Swedish and English follow-ups are completed too."""
    assert follow(question, before).standalone == f"{before} {question}"


@pytest.mark.parametrize(
    "question",
    [
        "Paljonko leirimaksu on yöltä?",
        "Kuka päättää venevajojen vuokrauksesta?",
        "Mitä velvollisuuksia retkioppaalla on ja miten kunta valvoo, että hän täyttää ne?",
        "Mihin mennessä pitkospuut uusitaan Hirvisuolla?",
    ],
)
def test_an_independent_question_is_left_alone(question: str) -> None:
    """A question with a topic of its own is not mixed with the one before."""
    assert follow(question).standalone == question


def test_a_follow_up_without_a_conversation_is_itself() -> None:
    """With nothing before it there is nothing to complete with."""
    assert asked("Entä lapset?").standalone == "Entä lapset?"


def test_only_the_last_question_completes() -> None:
    """Older turns do not pile up."""
    turns = (Turn(question="Mikä on leirimaksu?"), Turn(question="Kuinka kauan retkikortti on voimassa?"))
    held = understand("Entä lapset?", turns, None, longest=2_000)
    assert held.standalone == "Kuinka kauan retkikortti on voimassa? Entä lapset?"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Paljonko leirimaksu on ja kuinka moni leireilee vuodessa?",
            ["Paljonko leirimaksu on?", "kuinka moni leireilee vuodessa?"],
        ),
        (
            "Kuka vuokraa venevajan? Saako siellä yöpyä talvella?",
            ["Kuka vuokraa venevajan?", "Saako siellä yöpyä talvella?"],
        ),
        ("Hur länge gäller kortet och vad kostar en natt?", ["Hur länge gäller kortet?", "vad kostar en natt?"]),
        ("How long is the card valid and who decides on it?", ["How long is the card valid?", "who decides on it?"]),
    ],
)
def test_two_questions_in_one_are_taken_apart(question: str, told: list[str]) -> None:
    """Each part is told in its own words; a later one keeps the topic of the first for searching."""
    first, second = parts(asked(question))
    assert [first.text, second.text] == told
    assert first.standalone == told[0]
    assert second.standalone == f"{told[1]} {told[0].rstrip('?')}"
    assert second.language is first.language is asked(question).language


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Mitä eroa on valmennuksella ja kokeilulla?", ["valmennuksella", "kokeilulla"]),
        ("Vad är skillnaden mellan träning och prövning?", ["träning", "prövning"]),
        ("What is the difference between coaching and a trial?", ["coaching", "a trial"]),
    ],
)
def test_a_difference_is_asked_as_two_meanings(question: str, told: list[str]) -> None:
    """The two things compared are each looked for."""
    both = parts(asked(question))
    assert len(both) == 2
    assert all(name in part.text for name, part in zip(told, both, strict=True))


@pytest.mark.parametrize(
    "question",
    [
        "Kuinka kauan retkikortti on voimassa?",
        "Mitä retki ja leiri maksavat?",
        "Kuka ja miksi?",
        "Kuka vastaa reitistä ja kuka saaresta ja miten ilmoitus tehdään ja milloin avain palautetaan satamaan?",
    ],
)
def test_one_question_stays_one(question: str) -> None:
    """A lone question, two nouns joined by "ja", pieces too short to stand alone, and too many pieces stay whole."""
    held = asked(question)
    assert parts(held) == (held,)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["Kuka vuokraa vajan", "Mitä leiri maksaa", "ja", "sekä", "?", "ero", "entä"]), min_size=1)
)
def test_there_are_never_too_many_parts(pieces: list[str]) -> None:
    """However a question is put together it has one to three parts, none of them empty."""
    held = parts(asked(" ".join(pieces)))
    assert 1 <= len(held) <= MOST_PARTS
    assert all(part.text.strip(" ?") or part.text == asked(" ".join(pieces)).text for part in held)


@pytest.mark.parametrize(
    ("before", "question", "read"),
    [
        ("Mitä retkikortista sanotaan?", "Entä venekortista?", "Mitä venekortista sanotaan?"),
        (
            "Kuinka kauan retkikortti voi enintään kestää?",
            "Entä venekortti?",
            "Kuinka kauan venekortti voi enintään kestää?",
        ),
        ("Mikä on retkikortin hinta?", "entä venekortin", "Mikä on venekortin hinta?"),
        ("Mitä maksetaan vanhalle oppaalle?", "Entä uudelle vetäjälle?", "Mitä maksetaan uudelle vetäjälle?"),
    ],
)
def test_another_thing_takes_the_place_of_the_first(before: str, question: str, read: str) -> None:
    """Where another thing is named in the case of one in the question before, that one is no longer asked about."""
    held = follow(question, before)
    assert held.standalone == read
    assert held.text == question


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("Mikä on retkikortin hinta?", "Entä venekortti?"),  # in the place of the card, not of its price
        ("Mitä Kalaseura lausui kortista?", "Entä Veneseura?"),  # whose view is asked is told by both names
        ("Kuinka kauan kortti on voimassa?", "Entä alle 15-vuotiaille?"),
        ("Mitä seura esittää?", "Entä jos kortti katoaa matkalla?"),
    ],
)
def test_what_is_replaced_must_be_plain(before: str, question: str) -> None:
    """Where it is not, both questions are read, word for word."""
    assert follow(question, before).standalone == f"{before} {question}"


def test_follow_ups_lean_on_one_another() -> None:
    """A second one is read with the first as that was read, and a question that leans on nothing begins anew."""
    turns = (Turn(question="Mitä retkikortista sanotaan?"), Turn(question="Entä venekortista?"))
    assert understand("Entä kalakortista?", turns, None, longest=100).standalone == "Mitä kalakortista sanotaan?"
    assert understand("Miksi?", turns, None, longest=100).standalone == "Mitä venekortista sanotaan? Miksi?"
    anew = (*turns, Turn(question="Kuka päättää uusien venepaikkojen vuokrista?"))
    assert understand("Miksi?", anew, None, longest=100).standalone == f"{anew[-1].question} Miksi?"
