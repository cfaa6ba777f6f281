"""The promises of what is drawn: every sentence shows its sources and origin, and no source text becomes markup."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.numbering import number
from assistant.text.wording import texts
from assistant.types import Added, AddState, Claim, Document, Kind, Language, Origin, Passage, Progress, Quote, Status
from assistant.ui.render import answer as drawing
from assistant.ui.render import shelf
from assistant.ui.render.cards import source_card
from assistant.ui.render.document import document_page
from assistant.ui.render.drop import drop
from assistant.ui.render.log import column, log
from assistant.ui.render.plain import copied
from assistant.ui.talk import Exchange, Stage
from tests.ui.fake import ACT, HOSTILE, LONG, MEMO, PAID, UNKNOWN, Fake
from tests.ui.test_html import Seen

FI = Language.FI
OURS = set(
    """
    a article blockquote body button caption details div h1 h2 h3 head header html input label li link main mark meta
    nav ol p path progress section span strong style summary svg table tbody td th thead title tr ul
    """.split()
)


def ids(html: str) -> list[str]:
    """Every id, in order."""
    return [value or "" for name, value in Seen(html).attributes if name == "id"]


def test_every_pill_leads_to_a_card_and_a_quote() -> None:
    """A numbered link names a card of the source column and is described by its quote; all ids are unique."""
    talk = (Exchange(n=1, question="q", stage=Stage.RUNNING, claims=LONG),)
    page = log(talk, (), FI) + column(talk, FI)
    found = ids(page)
    assert len(found) == len(set(found))
    links = re.findall(r'class="pill" href="#([^"]+)"[^>]*aria-describedby="([^"]+)"', page)
    assert len(links) == 3
    assert all(card in found and tip in found for card, tip in links)


def test_numbers_come_from_the_one_numbering() -> None:
    """Two quotes of one section share a number; the cards stand in its order."""
    html = drawing.sentences(LONG, 1, FI)
    assert re.findall(r'class="pill"[^>]*>(\d)<', html) == ["1", "1", "2"]
    assert [source.n for source in number(LONG)] == [1, 2]


@pytest.mark.parametrize(
    ("origin", "word"),
    [(Origin.OWN, "oma teksti"), (Origin.FORM, "vakiolause"), (Origin.UNSUPPORTED, "ilman lähdettä")],
)
def test_an_origin_is_a_drawing_and_a_word(origin: Origin, word: str) -> None:
    """Where a sentence comes from is never told by colour alone."""
    html = drawing.sentences((Claim(text="Virke.", origin=origin),), 1, FI)
    assert word in html
    assert "<svg" in html


def test_only_a_quote_is_drawn_as_one() -> None:
    """A section's name between quotation marks in the frame does not look like the source's quoted words."""
    claim = Claim(
        text=f"Koosteen (kohta ”Kokeilu”) mukaan ”{LONG[0].quotes[0].text}”",
        origin=Origin.QUOTED,
        quotes=LONG[0].quotes,
    )
    html = drawing.sentences((claim,), 1, FI)
    assert re.findall(r'class="words" lang="fi">”(\w+)', html)[0] == "Henkilöasiakas"


def test_words_are_in_their_own_language() -> None:
    """On an English page the frame of a Finnish answer and the quoted words say that they are Finnish."""
    answer = Fake().answer("q", Status.ANSWERED, LONG[:1], FI)
    html = drawing.body(answer, 1, Language.EN)
    assert '<span lang="fi">Työvoimapalveluiden' in html
    assert '<span class="words" lang="fi">”Henkilöasiakas' in html
    assert "quote</span>" in html


def test_a_note_is_shown_once() -> None:
    """The same finding on several sentences makes one note under the answer."""
    answer = Fake().answer("q", Status.ANSWERED, LONG, FI)
    assert drawing.body(answer, 1, FI).count('class="note"') == 1


def test_not_found_says_what_was_searched_and_what_is_near() -> None:
    """An answer without quotes has its own look: what was searched, the nearest passages to open, where to add."""
    answer = Fake().answer("q", Status.NO_SOURCES, UNKNOWN, FI)
    html = drawing.body(answer, 4, FI)
    assert "41 asiakirjaan" in html
    assert html.count('class="open"') == 2
    assert 'data-tab="library"' in html
    cards = column((Exchange(n=4, question="q", stage=Stage.DONE, claims=UNKNOWN, answer=answer),), FI)
    assert {"t4-n1", "t4-n2"} <= set(ids(cards))


def test_what_was_searched_is_said_once() -> None:
    """Where the answer itself tells how many documents were searched, the page does not repeat it."""
    told = (Claim(text="Haku kohdistui 41 asiakirjaan.", origin=Origin.FORM),)
    assert drawing.body(Fake().answer("q", Status.NO_SOURCES, told, FI), 1, FI).count("41 asiakirjaan") == 1


def test_what_is_missing_is_said_once() -> None:
    """The writer's own sentence on what the sources lack is enough; without one the page says it."""
    plain = Fake().answer("q", Status.PARTIAL, PAID[:2], FI)
    lacking = type(plain)(**{**{f: getattr(plain, f) for f in plain.__slots__}, "missing": ("osallistujien määrä",)})
    assert "Aineistosta ei löytynyt: osallistujien määrä." in drawing.body(lacking, 1, FI)
    told = type(plain)(**{**{f: getattr(lacking, f) for f in plain.__slots__}, "claims": PAID})
    assert "Aineistosta ei löytynyt" not in drawing.body(told, 1, FI)


def test_a_card_shows_where_the_words_stand() -> None:
    """A card has number, title, section, kind, body, date, page, digest mark, the marked words, and the original."""
    source = number(LONG)[1]
    words = Seen(source_card(source, 1, FI)).words
    for part in (
        "2",
        MEMO.title,
        "3 Kokeilu",
        "muistio",
        "Työ- ja elinkeinoministeriö",
        "19.12.2025",
        "s. 34",
        "kooste",
    ):
        assert part in words
    html = source_card(source, 1, FI)
    assert "<mark>kokeilun ja valmennusten osalta ehdotetaan sääntelyn tarkentamista.</mark>" in html
    assert 'href="https://tem.fi/esimerkki" target="_blank" rel="noopener noreferrer"' in html


def test_a_digest_is_never_shown_as_the_originals_words() -> None:
    """Card, nearest list and copied text all say that a digest is a digest."""
    for html in (source_card(number(LONG)[1], 1, FI), drawing.sentences(LONG, 1, FI)):
        assert "kooste" in html
    assert "oma tiivistelmämme" in copied("q", Fake().answer("q", Status.ANSWERED, LONG, FI), FI)


def test_copied_text_carries_numbered_sources() -> None:
    """What is pasted elsewhere has the same numbers, the quotes and the addresses."""
    text = copied("Kysymys?", Fake().answer("q", Status.PARTIAL, PAID, FI), FI)
    assert "”Kulukorvausta maksetaan 9 euroa päivässä.” [1]" in text
    assert "[1] Laki työvoimapalveluiden järjestämisestä (380/2023), 104 § Kulukorvauksen määrä." in text
    assert "https://finlex.fi/fi/lainsaadanto/2023/380" in text


def test_states_of_an_exchange() -> None:
    """Running, stopped and failed look different; sentences that were there stay; a failure can be retried."""

    def drawn(stage: Stage, fault: str = "") -> str:
        return log((Exchange(n=1, question="q", stage=stage, claims=LONG[:1], fault=fault),), (), FI)

    for stage in Stage:
        assert "kuudeksi kuukaudeksi" in (drawn(stage) if stage is not Stage.DONE else drawn(Stage.STOPPED))
    assert "Vastaus jatkuu" in drawn(Stage.RUNNING)
    assert "data-retry" in drawn(Stage.STOPPED)
    assert "Vika." in drawn(Stage.FAILED, "Vika.")
    assert "data-retry" in drawn(Stage.FAILED, "Vika.")


def test_only_the_last_answers_sources_are_open() -> None:
    """The column keeps the cards of earlier answers behind those of the last."""
    talk = tuple(Exchange(n=n, question="q", stage=Stage.STOPPED, claims=LONG) for n in (1, 2, 3))
    shelves = re.findall(r'<section class="shelf" data-turn="(\d)"( hidden)?', column(talk, FI))
    assert shelves == [("1", " hidden"), ("2", " hidden"), ("3", "")]


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60).filter(lambda t: t.strip()), st.text(max_size=40))
def test_no_source_text_becomes_markup(words: str, title: str) -> None:
    """Whatever a document is called or says, its bodies, headings and addresses: only our own elements are drawn."""
    source = Document(
        id="a" * 64,
        external_id=title,
        kind=Kind.RESEARCH,
        title=title + HOSTILE,
        text=words,
        body=title,
        url=f"https://example.org/{title}",
        language=FI,
    )
    passage = Passage(id="p", document=source, heading=(title,), start=0, end=len(words))
    held = Quote(passage=passage, start=0, end=len(words))
    claim = Claim(text=f"{title} ”{words}”", origin=Origin.QUOTED, quotes=(held,))
    answer = Fake().answer(title or "q", Status.ANSWERED, (claim,), FI)
    talk = (Exchange(n=1, question=title or "q", stage=Stage.DONE, claims=(claim,), answer=answer),)
    pages = (
        log(talk, (title,), FI),
        column(talk, FI),
        shelf.table([(source, 1)], "", FI),
        document_page(source, [(0, len(words))], FI, ""),
        shelf.message(words, failed=True),
        shelf.progress(Progress(name=title, done=1, total=2), 3.0, FI),
        shelf.outcomes([Added(name=title, state=AddState.FAILED, message="nonsense")], FI),
    )
    for html in pages:
        seen = Seen(html)
        assert set(seen.tags) <= OURS
        for name, value in seen.attributes:
            assert not name.startswith("on")
            assert name != "src"
            if name == "href":
                assert re.match(r"(#|document/|https://|/\?lang=)", value or "")


def test_the_table_lists_what_is_known() -> None:
    """A row has title, kind, body, date, pages, language, passages and a way to take the source out."""
    html = shelf.table([(ACT, 12), (MEMO, 48)], "", FI)
    words = Seen(html).words
    for part in (ACT.title, "säädös", "Eduskunta", "23.3.2023", "suomi", "12", "kooste", "Näytetään 2 / 2 asiakirjaa"):
        assert part in words
    assert f'data-remove="{ACT.id}"' in html


def test_the_table_can_be_narrowed() -> None:
    """Every word of the filter must be in the title, body or date."""
    assert ACT.title not in shelf.table([(ACT, 1), (MEMO, 1)], "ministeriö 2025", FI)
    assert "Yksikään asiakirja" in shelf.table([(ACT, 1)], "zzz", FI)


def test_an_empty_library_says_what_to_do() -> None:
    """No table without rows: a line on what to do first."""
    assert "Lisää ensimmäiset" in shelf.table([], "", FI)


def test_progress_tells_name_count_and_time_left() -> None:
    """10 of 40 passages in 20 s leave 60 s, which is a minute."""
    html = shelf.progress(Progress(name="muistio.pdf", done=10, total=40), 20.0, FI)
    assert "muistio.pdf: 10 / 40 katkelmaa, jäljellä noin 1 min" in Seen(html).words
    assert '<progress max="40" value="10"' in html
    unnamed = shelf.progress(Progress(name="", done=10, total=40), 20.0, FI)
    assert "Lisätään hakuun: 10 / 40 katkelmaa" in Seen(unnamed).words


def test_failures_come_first_with_what_to_do() -> None:
    """A failed file is named first, in plain words with advice; the others are told as added."""
    added = [
        Added(name="a.txt", state=AddState.ADDED, document=ACT, passages=3),
        Added(name="b.pdf", state=AddState.FAILED, message="encrypted", values={"name": "b.pdf"}),
    ]
    words = Seen(shelf.outcomes(added, FI)).words
    assert words.index("suojattu salasanalla") < words.index("a.txt: lisätty")
    assert "1 / 2" in words


@pytest.mark.parametrize("language", list(Language))
def test_the_file_field_is_no_template(language: Language) -> None:
    """Its texts hold none of the signs by which Gradio fills a template in."""
    assert not re.search(r"\{\{|\$\{|`", drop(language, 50))


def test_a_document_page_boxes_the_quoted_words() -> None:
    """The whole document is shown, the asked stretch in a mark that the address can lead to."""
    start = ACT.text.index("Kulukorvausta")
    html = document_page(ACT, [(start, start + 13)], FI, "")
    assert '<mark id="m1">Kulukorvausta</mark>' in html
    assert '<html lang="fi">' in html


def test_an_outcome_without_words_still_says_something() -> None:
    """A code that the wording lacks does not leave an empty line."""
    words = Seen(shelf.outcomes([Added(name="x.txt", state=AddState.FAILED, message="nonsense")], FI)).words
    assert "x.txt: tiedostoa ei voitu lisätä." in words


def test_dates_follow_the_language() -> None:
    """A card in English writes the month out."""
    assert "19 December 2025" in source_card(number(LONG)[1], 1, Language.EN)
    assert dt.date(2025, 12, 19) == MEMO.date
    assert "ui" in texts()
