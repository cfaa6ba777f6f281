"""Sentences, words, n-grams and the language of a question; the examples are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.finnish import char_grams, content_words, language_of, sentences, stem, words
from assistant.types import Language

PIECES = st.sampled_from(
    "Kunta päättää|palstasta|.|?|!|…|:|;|,|1)|2)|a)|b)|10)|1.|2.|-|•|s. 34|esim.|18.2.2026|§|ja|Uusi|\n|\n\n|\n \n|  |”|(|)|momentti".split(
        "|"
    )
)
RUNNING = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " "])), max_size=40).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


def _split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


def _leads(text: str) -> list[str | None]:
    return [text[slice(*s.lead)] if s.lead else None for s in sentences(text)]


@given(RUNNING)
def test_every_word_is_in_one_sentence(text: str) -> None:
    """Sentences come in order, do not overlap, have clean ends, and hold all of the text that is not white space."""
    found = sentences(text)
    at = 0
    for sentence in found:
        assert at <= sentence.start < sentence.end <= len(text)
        assert not text[at : sentence.start].strip()
        assert not text[sentence.start].isspace()
        assert not text[sentence.end - 1].isspace()
        at = sentence.end
    assert not text[at:].strip()


@given(RUNNING)
def test_lists_are_whole(text: str) -> None:
    """The opening of a list is itself a sentence before its items, and no list ends before its last item."""
    found = sentences(text)
    spans = {(sentence.start, sentence.end): sentence for sentence in found}
    for sentence in found:
        if sentence.lead:
            opening = spans[sentence.lead]
            assert opening.end <= sentence.start
            assert opening.list_end == sentence.list_end >= sentence.end


@given(RUNNING, RUNNING, st.sampled_from(["", "Alku.\n\n", "x\n\n"]))
def test_a_stretch_gives_offsets_of_the_whole(text: str, after: str, before: str) -> None:
    """Splitting a stretch keeps inside it and loses none of its words."""
    start, end = len(before), len(before) + len(text)
    found = sentences(before + text + after, start, end)
    inside = "".join((before + text + after)[s.start : s.end] for s in found)
    assert "".join(inside.split()) == "".join(text.split())
    assert all(start <= s.start < s.end <= end for s in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Päätös tehtiin 18.2.2026. Se tuli voimaan 1.3.2026 klo 12.00. Uusi alku.", 3),
        ("Katso s. 34 ja esim. liite 2. Kunta (mm. Kuusilahti) jäi pois.", 2),
        ("Ks. Liite 1 ja vrt. Hiekkaranta.", 1),
        ("Se on 2. luokan tie. Asiasta säädetään 3 luvun 2. momentissa.", 2),
        ("Voimassa 1. tammikuuta alkaen. Ohje koskee 5. ja 6. luokkaa.", 2),
        ("Maksu nousi vuonna 2023. Laki muuttui.", 2),
        ("Tri A. B. Palstanen puhui. Sitten hän lähti.", 2),
        ("Hän sanoi: ”Palsta on vapaa.” Sitten hän lähti.", 2),
        ("Onko palsta vapaa? On! Odotetaan… Sitten haetaan.", 4),
        ("Maksu on n. 5 prosenttia eli 1,5 milj. euroa. Se peritään.", 2),
        ("Sivuilta kunta.fi löytyy ohje. Se on pdf.", 2),
        ("Enligt 2 § m.fl. Bestämmelser gäller bl.a. Helsingfors.", 1),
        ("", 0),
        (" \n\n ", 0),
    ],
)
def test_full_stops_that_end_nothing(text: str, expected: int) -> None:
    """Dates, ordinals, initials, pages and abbreviations do not end a sentence; a year, a quote and …!? do."""
    assert len(_split(text)) == expected


def test_list_in_running_text() -> None:
    """A statute's list gives its opening, each item with that opening, and what comes after by itself."""
    text = "Palsta on vuokrattava. Viljelijän on: 1) kitkettävä reunat; 2) korjattava sato; ja 3) palautettava kannut. Laiminlyönnistä peritään maksu."
    assert _split(text) == [
        "Palsta on vuokrattava.",
        "Viljelijän on:",
        "1) kitkettävä reunat;",
        "2) korjattava sato; ja",
        "3) palautettava kannut.",
        "Laiminlyönnistä peritään maksu.",
    ]
    assert _leads(text) == [None, None, "Viljelijän on:", "Viljelijän on:", "Viljelijän on:", None]
    end = text.index(" Laimin")
    assert [s.list_end for s in sentences(text)] == [0, end, end, end, end, 0]


def test_list_of_paragraphs() -> None:
    """Items that are paragraphs of their own belong to the paragraph that opens them, up to the last of them."""
    text = "Alku tähän. Viljelijän on:\n\n1) kitkettävä;\n\n2) korjattava; ja\n\n3) palautettava.\n\nLoppu."
    assert _split(text) == [
        "Alku tähän.",
        "Viljelijän on:",
        "1) kitkettävä;",
        "2) korjattava; ja",
        "3) palautettava.",
        "Loppu.",
    ]
    assert _leads(text) == [None, None, *["Viljelijän on:"] * 3, None]
    assert [s.list_end for s in sentences(text)] == [0, *[text.index("\n\nLoppu")] * 4, 0]


def test_nested_items() -> None:
    """Lettered items inside numbered ones are items too, under the one opening."""
    text = "Lupa annetaan: 1) jos: a) maa on vapaa; b) maksu on maksettu; 2) muusta syystä."
    assert _split(text)[1:] == ["1) jos:", "a) maa on vapaa;", "b) maksu on maksettu;", "2) muusta syystä."]
    assert _leads(text)[1:] == ["Lupa annetaan:"] * 4


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_numbered_lines(gap: str) -> None:
    """A number with a full stop at the start of a line belongs to its line, wherever the line stands."""
    text = f"Ehdotukset ovat seuraavat:{gap}1. Kasvihuone rakennetaan.{gap}2. Taimet vaihdetaan."
    assert _split(text) == ["Ehdotukset ovat seuraavat:", "1. Kasvihuone rakennetaan.", "2. Taimet vaihdetaan."]
    assert _leads(text) == [None, "Ehdotukset ovat seuraavat:", "Ehdotukset ovat seuraavat:"]


def test_number_after_a_finished_sentence_opens_nothing() -> None:
    """A list after a sentence that has ended has no opening, and its items do not open one another."""
    assert _leads("Palstat jaettiin.\n\n1) omena\n\n2) luumu") == [None, None, None]
    assert _split("- omena\n- päärynä\n• luumu") == ["- omena", "- päärynä", "• luumu"]


def test_words_keep_numbers_whole() -> None:
    """Numbers keep their inner marks, compounds their hyphens; case is dropped."""
    assert words("Dnro 889/14.00.01/2026, EU-maa 18.2.2026 klo 12:30, 5,5 %") == [
        *("dnro", "889/14.00.01/2026", "eu-maa", "18.2.2026", "klo", "12:30", "5,5")
    ]


def test_char_grams_by_hand() -> None:
    """Each word stands between underscores and is read in windows of four; a shorter one gives itself."""
    assert char_grams("Palsta on 5") == ["_pal", "pals", "alst", "lsta", "sta_", "_on_", "_5_"]
    assert char_grams("maa", n=3) == ["_ma", "maa", "aa_"]
    assert char_grams("–…§") == []


@given(st.text(max_size=60))
def test_char_grams_do_not_cross_words(text: str) -> None:
    """No gram is longer than four, and each lies in one word."""
    padded = {f"_{word}_" for word in words(text)}
    for gram in char_grams(text):
        assert 0 < len(gram) <= 4
        assert any(gram in word for word in padded)


@pytest.mark.parametrize(
    ("language", "questions"),
    [
        (
            Language.FI,
            "Mikä on palstamaksu?|Paljonko se maksaa?|Kuka päättää?|Saako kompostin perustaa?|maksu|Milloin kokous on?|Mitä Kuusilahti sanoi?",
        ),
        (
            Language.SV,
            "Vad kostar odlingslotten?|Hur länge gäller avtalet?|När ska svaret lämnas?|Vem beslutar?|Får man ha kompost?|Är det tillåtet?",
        ),
        (
            Language.EN,
            "How much is the fee?|Who decides?|What does the act say?|May I keep a compost?|Is it allowed?|When is the meeting?",
        ),
    ],
)
def test_language_of_short_questions(language: Language, questions: str) -> None:
    """A question of a few words is known for its language."""
    assert {question: language_of(question) for question in questions.split("|")} == dict.fromkeys(
        questions.split("|"), language
    )


def test_language_of_nothing() -> None:
    """Where nothing tells, the language given counts."""
    for language in Language:
        assert language_of("22", default=language) is language
        assert language_of("?!", default=language) is language


def test_content_words() -> None:
    """Question words and auxiliaries fall away; numbers of one digit stay, letters alone do not."""
    assert content_words("Kuinka monta euroa 7 a §:n palstamaksu on?", Language.FI) == ["euroa", "7", "palstamaksu"]
    assert content_words("Hur mycket kostar en lott?", Language.SV) == ["kostar", "lott"]
    assert content_words("How much does the plot cost?", Language.EN) == ["plot", "cost"]


def test_stem_by_hand() -> None:
    """Two thirds of the letters rounded up, at least four: 11 letters give ceil(7.37) = 8, 6 give ceil(4.02) = 5."""
    assert [stem(word) for word in ("maa", "maks", "maksu", "palsta", "palstamaksu")] == [
        *("maa", "maks", "maks", "palst", "palstama")
    ]


@given(st.text(alphabet="abcdeäö", min_size=1, max_size=30))
def test_stem_is_a_beginning(word: str) -> None:
    """A stem begins its word and never empties it."""
    assert word.startswith(stem(word))
    assert len(stem(word)) >= min(4, len(word))
