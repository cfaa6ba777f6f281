"""Chat models: which one is chosen, what goes over the wire, and how a call is retried, stopped, limited and kept secret."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from assistant.adapters.chat import chat, choose
from assistant.adapters.chat_faults import waits
from assistant.adapters.chat_reply import close
from assistant.adapters.chat_wire import is_local
from assistant.errors import ModelError, SettingsError
from assistant.ports import ChatModel, ChatRequest, Message, Speaker, Usage
from assistant.text.wording import explain, texts
from assistant.types import Language
from tests.models.asking import SCHEMA, VARIABLES, hear, model, request, settings
from tests.models.real import Real
from tests.models.scripted import FAULTS, HALF, MODEL, Seen, scripted

pytest_plugins = ["tests.models.fixtures"]

KEY = "sk-salainen-avain"


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key, address or proxy of the machine reaches a test."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def _refused(**given: object) -> SettingsError:
    with pytest.raises(SettingsError) as fault:
        choose(settings(**given))
    assert fault.value.code == "setting"
    assert all(explain(fault.value, language) for language in Language)
    return fault.value


# Choosing


def test_never_chosen_by_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key in the environment chooses no model, and nor does an address."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert choose(settings()) is None
    assert chat(settings(chat_base_url="http://127.0.0.1:9/v1", chat_api_key=KEY)) is None


@pytest.mark.parametrize("name", ["gpt-5", "openai:", ":gpt", "", "openai: gpt", "gpt-5:"])
def test_name_that_is_none(name: str) -> None:
    """A name that is neither `extractive` nor provider:model is refused with the setting's name."""
    assert _refused(chat_model=name).values["name"] == "LAUSUNTO_CHAT_MODEL"


def test_unknown_provider() -> None:
    """An unknown provider is refused with those that are known."""
    told = explain(_refused(chat_model="opeani:gpt-5"), Language.FI)
    assert "openai" in told
    assert "anthropic" in told


def test_missing_package() -> None:
    """A provider whose package is not installed is refused with the package's name."""
    assert "langchain-ollama" in explain(_refused(chat_model="ollama:llama3"), Language.FI)


@pytest.mark.parametrize(
    ("name", "environment", "missing"),
    [
        ("openai:gpt-5", {}, "OPENAI_API_KEY"),
        ("azure:virasto", {}, "AZURE_OPENAI_ENDPOINT"),
        ("azure:virasto", {"AZURE_OPENAI_ENDPOINT": "https://a.invalid"}, "OPENAI_API_VERSION"),
        (
            "azure_openai:virasto",
            {"AZURE_OPENAI_ENDPOINT": "https://a.invalid", "OPENAI_API_VERSION": "2024-10-21"},
            "AZURE_OPENAI_API_KEY",
        ),
    ],
)
def test_missing_key(monkeypatch: pytest.MonkeyPatch, name: str, environment: dict[str, str], missing: str) -> None:
    """What is missing from the environment is told by its name."""
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert missing in explain(_refused(chat_model=name), Language.FI)


@pytest.mark.parametrize(
    "url", ["127.0.0.1:8000", "ftp://127.0.0.1/v1", "http://", "http://[::1", "http://a.invalid:99999999/v1", "malli"]
)
def test_address_that_is_none(url: str) -> None:
    """What is no address of the web is refused with the setting's name."""
    assert _refused(chat_model="openai:m", chat_base_url=url).values["name"] == "LAUSUNTO_CHAT_BASE_URL"


@pytest.mark.parametrize("rest", ["tunnus:{key}@a.invalid/v1", "a.invalid/v1?api-key={key}", "a.invalid/v1#{key}"])
def test_address_with_a_secret(rest: str) -> None:
    """An address that holds a password or a key is refused, and the secret is not said again."""
    fault = _refused(chat_model="openai:m", chat_base_url="https://" + rest.format(key=KEY))
    assert KEY not in explain(fault, Language.FI) + str(fault)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("LOCALHOST.", True),
        ("a.localhost", True),
        ("::ffff:127.0.0.1", True),
        ("10.0.0.1", False),
        ("localhost.invalid", False),
        ("127.0.0.1.invalid", False),
        ("api.openai.com", False),
        ("", False),
    ],
)
def test_local(host: str, local: bool) -> None:
    """This machine is told by the form of the host, and nothing that only looks like it passes."""
    assert is_local(host) is local


def test_what_the_page_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name, host, place and context of a model are known before the first question, for OpenAI's own address too."""
    own = choose(settings(chat_model="openai:gpt-5", chat_api_key=KEY, chat_context=9_000))
    near = model("http://localhost:8000/v1/")
    far = model("https://mallit.invalid/v1")
    six = model("http://[::1]:8000/v1")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://muualla.invalid:444/v1")
    sent = choose(settings(chat_model="openai:gpt-5"))
    assert own is not None
    assert sent is not None
    assert (own.name, own.host, own.local, own.context) == ("openai:gpt-5", "api.openai.com", False, 9_000)
    assert (near.host, near.local) == ("localhost:8000", True)
    assert (far.host, far.local) == ("mallit.invalid", False)
    assert (six.host, six.local) == ("[::1]:8000", True)
    assert (sent.host, sent.local) == ("muualla.invalid:444", False)


def test_tracing_is_off() -> None:
    """LangSmith's tracing is off once a model is chosen, unless the user has said otherwise."""
    model("http://127.0.0.1:9/v1")
    assert os.environ["LANGSMITH_TRACING"] == "false"
    os.environ["LANGSMITH_TRACING"] = "true"
    model("http://127.0.0.1:9/v1")
    assert os.environ.pop("LANGSMITH_TRACING") == "true"


def test_gateway_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """LangSmith's gateway in the environment does not turn a call away from the host that the page names."""
    monkeypatch.setenv("LANGSMITH_GATEWAY", "https://muualla.invalid")
    with scripted() as server:
        assert hear(model(server.url)).text == "Hei."
    own = choose(settings(chat_model="openai:gpt-5", chat_api_key=KEY))
    assert own is not None
    assert own.inner.root_async_client.base_url.host == "api.openai.com"  # type: ignore[attr-defined]


def test_other_provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A provider of LangChain's whose package is installed is used through it, and its host is told where it tells it."""
    package = tmp_path / "langchain_groq"
    package.mkdir()
    package.joinpath("__init__.py").write_text(
        "from langchain_core.language_models import GenericFakeChatModel\n"
        "class ChatGroq(GenericFakeChatModel):\n"
        "    base_url: str = 'https://groq.invalid/v1'\n"
        "    def __init__(self, **given):\n"
        "        assert given['model'] == 'llama' and given['temperature'] == 0\n"
        "        super().__init__(messages=iter(['Palstamaksu on 28 euroa.']))\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    made = choose(settings(chat_model="groq:llama"))
    assert made is not None
    assert (made.name, made.host, made.local) == ("groq:llama", "groq.invalid", False)
    heard = hear(made)
    assert heard.text == "Palstamaksu on 28 euroa."
    assert heard.usage is not None
    assert heard.usage.estimated
    sys.modules.pop("langchain_groq")


def test_provider_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A provider's own complaint becomes ours, with its kind and without its words, which may hold a key."""
    package = tmp_path / "langchain_xai"
    package.mkdir()
    package.joinpath("__init__.py").write_text(f"def ChatXAI(**given):\n    raise RuntimeError('{KEY}')\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    fault = _refused(chat_model="xai:grok")
    assert "RuntimeError" in explain(fault, Language.FI)
    assert KEY not in explain(fault, Language.FI) + str(fault)
    assert fault.__cause__ is None
    sys.modules.pop("langchain_xai")


# The wire


def test_completions() -> None:
    """At an address of one's own the chat completions are asked, as a stream with its usage; pieces come as they are."""
    said = "Palstamaksu on 28 euroa vuodessa."
    asked = ChatRequest(
        messages=(
            Message(speaker=Speaker.SYSTEM, text="Vastaa suomeksi."),
            Message(speaker=Speaker.USER, text="Paljonko?"),
            Message(speaker=Speaker.ASSISTANT, text="Mikä?"),
            Message(speaker=Speaker.USER, text="Palstamaksu."),
        ),
        prompt="kysymys@1#abc",
        longest=300,
    )
    with scripted(said) as server:
        heard = hear(model(server.url), asked)
    body = server.requests[0].body
    assert heard.text == said
    assert heard.pieces == 3
    assert heard.usage == Usage(model="openai:scripted", prompt="kysymys@1#abc", read=11, written=8)
    assert server.requests[0].path == "/v1/chat/completions"
    assert [(m["role"], m["content"]) for m in body["messages"]] == [
        ("system", "Vastaa suomeksi."),
        ("user", "Paljonko?"),
        ("assistant", "Mikä?"),
        ("user", "Palstamaksu."),
    ]
    assert (body["model"], body["stream"], body["temperature"], body["max_tokens"]) == (MODEL, True, 0, 300)


def test_responses() -> None:
    """With the Responses API nothing is left to be stored by the provider."""
    said = "Palstamaksu on 28 euroa vuodessa."
    with scripted(said) as server:
        heard = hear(model(server.url, chat_api="responses"), request(longest=300, schema=SCHEMA))
    body = server.requests[0].body
    assert (heard.text, heard.pieces, heard.fault) == (said, 3, None)
    assert heard.usage is not None
    assert not heard.usage.estimated
    assert server.requests[0].path == "/v1/responses"
    assert (body["store"], body["stream"], body["max_output_tokens"]) == (False, True, 300)
    assert body["text"]["format"] | {"name": ""} == {
        "type": "json_schema",
        "name": "",
        "schema": SCHEMA,
        "strict": True,
    }


def test_azure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Azure is asked at its own endpoint for the deployment, with its own key and version."""
    with scripted("Hei vaan.") as server:
        monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", server.url.removesuffix("/v1"))
        monkeypatch.setenv("AZURE_OPENAI_API_KEY", KEY)
        monkeypatch.setenv("OPENAI_API_VERSION", "2024-10-21")
        monkeypatch.setenv("OPENAI_API_BASE", "https://muualla.invalid")
        made = choose(settings(chat_model="azure:virasto"))
        assert made is not None
        heard = hear(made, request(schema=SCHEMA))
    seen = server.requests[0]
    assert heard.text == "Hei vaan."
    assert seen.path == "/openai/deployments/virasto/chat/completions?api-version=2024-10-21"
    assert seen.headers["api-key"] == KEY
    assert seen.body["max_completion_tokens"] == 1_200
    assert made.name == "azure:virasto"


def test_keys_go_where_they_belong(monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenAI's key of the environment is not sent to an address of one's own; a key given for it is."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with scripted() as server:
        hear(model(server.url))
        hear(model(server.url, chat_api_key="oma"))
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        paired = choose(settings(chat_model="openai:m"))
        assert paired is not None
        hear(paired)
    monkeypatch.delenv("OPENAI_BASE_URL")
    assert choose(settings(chat_model="openai:m", chat_base_url="https://api.openai.com/v1")) is not None
    sent = [seen.headers["authorization"] for seen in server.requests]
    assert sent == ["Bearer not-needed", "Bearer oma", f"Bearer {KEY}"]


def test_proxy_is_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the environment gets nothing that is meant for this machine."""
    with scripted() as server, scripted() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        assert hear(model(server.url)).text == "Hei."
    assert proxy.requests == []


def test_redirect_is_not_followed() -> None:
    """What was asked is never sent on to another address."""
    with scripted(fault="redirect") as server:
        assert hear(model(server.url)).code == "model_bad_reply"
    assert [seen.path for seen in server.requests] == ["/v1/chat/completions"]


@pytest.mark.parametrize("api", ["completions", "responses"])
def test_schema_that_a_server_does_not_take(api: str) -> None:
    """A server that refuses the schema is asked without it, and is not offered it again."""
    with scripted("Hei.", fault="without_schema") as server:
        made = model(server.url, chat_api=api)
        assert [hear(made, request(schema=SCHEMA)).text for _ in range(2)] == ["Hei."] * 2
    assert [seen.schema is not None for seen in server.requests] == [True, False, False]


def test_temperature_that_a_model_does_not_take() -> None:
    """A model that takes no temperature is asked without one, and everything else still goes with the call."""
    with scripted("Hei.", fault="without_temperature") as server:
        made = model(server.url)
        assert [hear(made, request(schema=SCHEMA)).text for _ in range(2)] == ["Hei."] * 2
    assert ["temperature" in seen.body for seen in server.requests] == [True, False, False]
    assert all(seen.schema == SCHEMA and seen.body["max_tokens"] == 1_200 for seen in server.requests)


def test_usage_that_nobody_told() -> None:
    """Where the server counts no tokens they are estimated from characters, and that is said."""
    with scripted("x" * 70, usage=False) as server:
        heard = hear(model(server.url), request("y" * 35))
    assert heard.usage == Usage(model="openai:scripted", prompt="kysymys@1#abc", read=10, written=20, estimated=True)


def test_reply_cut_at_its_longest() -> None:
    """A reply that the server ends at the most tokens asked for is given as it is."""
    for api in ("completions", "responses"):
        with scripted(HALF, finish="length") as server:
            heard = hear(model(server.url, chat_api=api))
        assert (heard.text, heard.fault) == (HALF, None)


def test_reply_that_was_filtered() -> None:
    """A reply that the provider's filter cut is no reply."""
    with scripted(HALF, finish="content_filter") as server:
        assert hear(model(server.url)).code == "model_filtered"


def test_reply_of_any_letters() -> None:
    """Letters of any alphabet come whole, also where a piece ends inside one."""
    said = 'Ä 🏛️ ﷽ \u2028 naïve \\ " </script> \u0000 määrä'
    with scripted(said, piece=1) as server:
        assert hear(model(server.url)).text == said


def test_longest_reply() -> None:
    """A reply eight characters a token long still passes; one longer is cut there."""
    with scripted("x" * 801, piece=100) as server:
        heard = hear(model(server.url), request(longest=100))
    assert (heard.text, heard.code) == ("x" * 800, "model_too_long")
    with scripted("x" * 800, piece=100) as server:
        heard = hear(model(server.url), request(longest=100))
    assert (heard.text, heard.code) == ("x" * 800, "")


# Retries


def test_tried_again() -> None:
    """A server that fails twice is asked a third time, each time after a longer while, and the reply is whole."""
    with scripted("Hei.", fault="500", times=2) as server:
        heard = hear(model(server.url, chat_timeout=10))
    assert (heard.text, len(server.requests)) == ("Hei.", 3)
    first, second = (b - a for a, b in zip(server.moments, server.moments[1:], strict=False))
    assert 0.4 < first < second + 0.5


@pytest.mark.parametrize("fault", ["400", "401", "403", "404", "context", "filtered", "quota"])
def test_not_tried_again(fault: str) -> None:
    """What another try cannot mend is not tried again."""
    with scripted(fault=fault) as server:
        heard = hear(model(server.url))
    assert (heard.fault is not None and heard.fault.retryable, len(server.requests)) == (False, 1)


def test_as_often_as_set() -> None:
    """The setting says how often a call is tried again."""
    with scripted(fault="503") as server:
        hear(model(server.url, chat_retries=0))
    assert len(server.requests) == 1


@pytest.mark.parametrize(("fault", "least"), [("429_after", 1.0), ("429_date", 0.4)])
def test_waits_as_asked(fault: str, least: float) -> None:
    """A server that says when to come again, in seconds or by the clock, is not asked before."""
    with scripted("Hei.", fault=fault, times=1) as server:
        assert hear(model(server.url, chat_timeout=8)).text == "Hei."
    assert server.moments[1] - server.moments[0] >= least


def test_no_waiting_past_the_deadline() -> None:
    """A server that asks to wait longer than there is time is not waited for."""
    with scripted(fault="429_long") as server:
        heard = hear(model(server.url, chat_timeout=5))
    assert (heard.code, len(server.requests)) == ("model_busy", 1)
    assert heard.seconds < 2


def test_not_after_the_first_piece() -> None:
    """A reply that broke off is not begun anew: what was shown would be said twice."""
    with scripted(fault="cut") as server:
        heard = hear(model(server.url))
    assert (heard.text, len(server.requests)) == (HALF, 1)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "3"}, 3),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "-3"}, 0),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0),
        ({"retry-after": "huomenna"}, None),
        ({"retry-after": ""}, None),
        ({}, None),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    """Retry-After as seconds or a date; what cannot be read says nothing."""
    assert waits(headers) == seconds


# Deadline, stopping, concurrency


@pytest.mark.parametrize("fault", ["silence", "drip", "keep_alive", "headers", "stalled", "no_body"])
def test_deadline(fault: str) -> None:
    """Whatever the server does, the reply has ended by its deadline, the request's own before the setting's."""
    with scripted(fault=fault) as server:
        heard = hear(model(server.url, chat_timeout=60), request(until=time.monotonic() + 0.5))
        assert server.left.wait(2)
    assert heard.code == "model_timeout"
    assert heard.seconds < 1.5


def test_deadline_that_has_passed() -> None:
    """A request whose time is over ends at once, and in the same way."""
    with scripted() as server:
        heard = hear(model(server.url), request(until=time.monotonic() - 5))
    assert heard.fault is not None
    assert heard.seconds < 1


def test_stopped_between_pieces() -> None:
    """Closing the reply takes the connection down at once; nothing more comes."""
    with scripted("x" * 10_000, pause=0.01) as server:
        reply = model(server.url).stream(request())
        next(reply)
        began = time.monotonic()
        close(reply)
        assert server.left.wait(2)
        assert time.monotonic() - began < 1
        assert list(reply) == []


def test_stopped_while_silent() -> None:
    """A reply may be closed by another thread while its reader waits; both are let go, through every layer."""
    with scripted(fault="silence") as server:
        whole = chat(settings(chat_model="openai:m", chat_base_url=server.url, chat_mask="always"))
        assert whole is not None
        reply = whole.stream(request())
        threading.Timer(0.3, close, (reply,)).start()
        began = time.monotonic()
        assert list(reply) == []
        assert time.monotonic() - began < 2
        assert server.left.wait(2)


def test_forgotten_reply_stops() -> None:
    """A reply that nobody reads any more does not go on."""
    with scripted("x" * 10_000, pause=0.01) as server:
        for _ in model(server.url).stream(request()):
            break
        assert server.left.wait(2)


def test_concurrency() -> None:
    """No more calls are under way at once than set; the rest wait their turn and are answered."""
    with scripted("Hei.", pause=0.1) as server, ThreadPoolExecutor(6) as pool:
        made = model(server.url, chat_concurrency=2)
        heard = list(pool.map(lambda _: hear(made), range(6)))
    assert {one.text for one in heard} == {"Hei."}
    assert server.most_under_way == 2


def test_no_turn_in_time() -> None:
    """A call whose turn does not come by its deadline is told that the model is busy."""
    with scripted(fault="silence") as server:
        made = model(server.url, chat_concurrency=1, chat_timeout=5)
        first = made.stream(request())
        heard = hear(made, request(until=time.monotonic() + 0.4))
        close(first)
    assert heard.code == "model_busy"
    assert len(server.requests) == 1


# What is told


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_told_without_secrets(fault: str, caplog: pytest.LogCaptureFixture) -> None:
    """However a call ends, no message, log line or chain of errors holds the key, the question or the server's words."""
    caplog.set_level(logging.DEBUG)
    question = "Salainen kysymys terveydestä"
    with scripted(fault=fault) as server, capture_logs() as lines:
        made = model(server.url, chat_model="openai:m", chat_api_key=KEY, chat_timeout=0.4, chat_retries=0)
        fallen = hear(made, request(question)).fault
    if fallen is not None:
        told = [explain(fallen, language) for language in Language]
        chained = (fallen.__cause__, None if fallen.__suppress_context__ else fallen.__context__)
        assert chained == (None, None)
        for line in (*told, str(fallen), repr(fallen.values)):
            assert not any(secret in line for secret in (KEY, question, "scripted", "sk-aaa", "http:", "Traceback"))
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith(("openai", "asyncio"))]
    for line in (*ours, *map(str, lines)):
        assert KEY not in line
        assert question not in line


def test_every_code_has_words() -> None:
    """Each code of a model's fault is told in three languages with the values that it carries."""
    codes = {code for code in texts()["error"] if code.startswith("model_")}
    assert {"model_unreachable", "model_timeout", "model_busy", "model_refused", "model_not_found"} <= codes
    for code in codes:
        error = ModelError(code, name="openai:m", host="h", spent=1, limit=2, folder="f", prompt="p")
        assert all("{" not in explain(error, language) for language in Language)


# The whole


def _whole(url: str, folder: Path, **given: object) -> ChatModel:
    made = chat(settings(**{"chat_model": "openai:m", "chat_base_url": url, "data": folder, **given}))
    assert made is not None
    return made


def test_masked_by_setting(tmp_path: Path) -> None:
    """`always` masks for this machine too, `never` for none, and `remote` leaves this machine out; the reply has the data."""
    code = "010190-900P"

    def echo(seen: Seen) -> str:
        return f"Kysyit: {seen.text}"

    for mask, hidden in (("always", True), ("never", False), ("remote", False)):
        with scripted(echo, piece=3) as server:
            heard = hear(_whole(server.url, tmp_path, chat_mask=mask), request(f"Tunnus {code}?"))
        assert (code not in server.requests[0].text) is hidden
        assert heard.text == f"Kysyit: Tunnus {code}?"
        assert heard.usage is not None


def test_remote_is_masked_by_default() -> None:
    """Nothing goes to another machine unmasked unless that is set."""
    kinds = {
        mask: type(
            chat(settings(chat_model="openai:m", chat_base_url="https://a.invalid/v1", **mask_of(mask)))
        ).__name__
        for mask in ("", "remote", "always", "never")
    }
    assert kinds == {"": "Masking", "remote": "Masking", "always": "Masking", "never": "Metered"}


def mask_of(mask: str) -> dict[str, object]:
    """The setting, or none."""
    return {"chat_mask": mask} if mask else {}


def test_replayed_without_a_model(tmp_path: Path) -> None:
    """What was recorded is said again with no server, the same to the letter, and holds no personal data on the disk."""
    folder, code = tmp_path / "nauhat", "010190-900P"
    with scripted("Tunnus on [HETU-1].") as server:
        first = hear(_whole(server.url, tmp_path, chat_record=folder, chat_mask="always"), request(f"Tunnus {code}?"))
    again = _whole(server.url, tmp_path, chat_replay=folder, chat_mask="always")
    heard = hear(again, request(f"Tunnus {code}?"))
    other = hear(again, request("Muuta?"))
    assert first.text == heard.text == f"Tunnus on {code}."
    assert heard.usage == first.usage
    assert other.code == "model_not_recorded"
    assert all(code not in file.read_text() for file in folder.iterdir())
    assert len(server.requests) == 1


def test_replay_folder_that_is_not_there(tmp_path: Path) -> None:
    """A folder of recordings that is not there is refused by the setting's name."""
    fault = _refused(chat_model="openai:m", chat_replay=tmp_path / "ei")
    assert fault.values["name"] == "LAUSUNTO_CHAT_REPLAY"


def test_daily_limit(tmp_path: Path) -> None:
    """Once the day's tokens are used up a call is refused before anything is sent, and the limit is told."""
    with scripted("x" * 400) as server:
        made = _whole(server.url, tmp_path, chat_daily_tokens=100)
        assert hear(made).code == ""
        heard = hear(_whole(server.url, tmp_path, chat_daily_tokens=100))
    assert heard.code == "model_limit"
    assert heard.fault is not None
    assert "100" in explain(heard.fault, Language.FI)
    assert len(server.requests) == 1


# The real server


def test_real_chat(real_server: Real) -> None:
    """llama.cpp answers in pieces, by either API, and counts its tokens."""
    for api in ("completions", "responses"):
        heard = hear(model(real_server.url, chat_api=api), request("Say hello.", longest=20))
        assert heard.fault is None
        assert heard.pieces > 3
        assert heard.usage is not None
        assert (heard.usage.estimated, 1 <= heard.usage.written <= 20, heard.usage.read > 0) == (False, True, True)


def test_real_structure(real_server: Real) -> None:
    """llama.cpp keeps to the schema that goes with the call."""
    import json

    heard = hear(model(real_server.url), request("Say hello.", longest=200, schema=SCHEMA))
    assert set(json.loads(heard.text)) == {"answer"}


def test_real_stop(real_server: Real) -> None:
    """llama.cpp stops writing as soon as a reply is closed in the middle."""
    reply = model(real_server.url).stream(request("Count to one thousand.", longest=1_900))
    for _ in range(3):
        next(reply)
    assert real_server.working()
    close(reply)
    until = time.monotonic() + 10
    while real_server.working():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_real_context(real_server: Real) -> None:
    """A question too long for the model's context is told as that."""
    assert hear(model(real_server.url), request("sana " * 4_000)).code == "model_context"
