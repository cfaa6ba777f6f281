"""The nouns hold what they promise: a quote lies in its passage, a quoted sentence has quotes, an answer fits its status."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts2 import CARD, FEE, asked, document, evidence, passage, quote, quoted

from assistant.types import Answer, Claim, Filter, Kind, Language, Origin, Page, Quote, Status


@pytest.mark.parametrize(("start", "end"), [(9, 14), (10, 21), (15, 15), (16, 15), (25, 30), (-5, 12)])
def test_a_quote_outside_its_passage_is_refused(start: int, end: int) -> None:
    """Offsets before or after the passage, empty or turned around raise ValueError."""
    held = passage("Kunta pitää reitit kunnossa ja opastaa kulkijaa.", start=10, end=20)
    with pytest.raises(ValueError, match="not within passage"):
        Quote(passage=held, start=start, end=end)


@settings(deadline=None)
@given(text=st.text(min_size=1), data=st.data())
def test_a_quote_is_a_slice_of_its_source(text: str, data: st.DataObject) -> None:
    """Whatever the source holds, a quote's words are those between its offsets and nothing else."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Quote(passage=passage(text), start=start, end=end).text == text[start:end]


def test_a_quote_knows_its_page() -> None:
    """The page is that on which the quote begins, also where its passage began on the one before."""
    held = passage(
        document(f"{CARD} {FEE}", pages=(Page(number=7, start=0, end=72), Page(number=8, start=72, end=101)))
    )
    assert (quote(CARD, held).page, quote(FEE, held).page) == (7, 8)
    assert passage(CARD).page is None


@pytest.mark.parametrize("origin", [Origin.QUOTED, Origin.SUPPORTED])
def test_a_factual_sentence_needs_a_quote(origin: Origin) -> None:
    """QUOTED and SUPPORTED without a quote raise ValueError."""
    with pytest.raises(ValueError, match="needs a quote"):
        Claim(text=CARD, origin=origin)


@pytest.mark.parametrize("origin", [Origin.OWN, Origin.FORM, Origin.UNSUPPORTED])
def test_other_sentences_need_no_quote(origin: Origin) -> None:
    """The manager's words, fixed wording and flagged sentences stand without a source."""
    assert Claim(text="Lausunto annetaan.", origin=origin).quotes == ()


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("with_quotes", [True, False])
def test_an_answer_quotes_exactly_when_its_status_says_so(status: Status, with_quotes: bool) -> None:
    """ANSWERED and PARTIAL quote something, every other status nothing; else ValueError."""
    held = passage(CARD)
    claims = (quoted(CARD, held),) if with_quotes else (Claim(text="Ei löytynyt.", origin=Origin.FORM),)
    found = evidence(asked("Kuinka kauan retkikortti on voimassa?"), [held])
    if with_quotes == (status in (Status.ANSWERED, Status.PARTIAL)):
        assert Answer(status=status, language=Language.FI, claims=claims, evidence=found).status is status
    else:
        with pytest.raises(ValueError, match="quotes"):
            Answer(status=status, language=Language.FI, claims=claims, evidence=found)


@pytest.mark.parametrize(
    ("where", "admitted"),
    [
        (Filter(), True),
        (Filter(kinds=frozenset({Kind.STATUTE})), False),
        (Filter(kinds=frozenset({Kind.OTHER_STATEMENT, Kind.MEMO})), True),
        (Filter(bodies=frozenset({"SAARISTOKYLIEN LIITTO"})), True),
        (Filter(bodies=frozenset({"Majakkaseura"})), False),
        (Filter(since=dt.date(2031, 2, 5), until=dt.date(2031, 2, 5)), True),
        (Filter(since=dt.date(2031, 2, 6)), False),
        (Filter(until=dt.date(2031, 2, 4)), False),
        (Filter(documents=frozenset({"toinen"})), False),
    ],
)
def test_a_filter_admits_by_every_field(where: Filter, admitted: bool) -> None:
    """Each field that is set must fit: kind, body without regard to case, the first and the last day, the document."""
    held = document(FEE, kind=Kind.OTHER_STATEMENT, body="Saaristokylien liitto", date=dt.date(2031, 2, 5))
    assert where.admits(held) is admitted
    assert bool(where) is (where != Filter())


def test_an_undated_document_fails_a_date_limit() -> None:
    """What has no date is neither since nor until a day."""
    held = document(FEE)
    assert not Filter(since=dt.date(1900, 1, 1)).admits(held)
    assert not Filter(until=dt.date(2999, 1, 1)).admits(held)


def test_nouns_do_not_change() -> None:
    """A value that was handed out stays as it was."""
    held = passage(CARD)
    with pytest.raises(dataclasses.FrozenInstanceError):
        held.start = 3  # type: ignore[misc]  # what the test is about
