"""Chat models by setting: OpenAI and what speaks its language, Azure, and any provider that LangChain has a package for.

`chat` gives the whole: the model with its count of tokens, its recordings and its mask. `choose` gives the bare one. A model
is used only when the setting names it; a key that lies in the environment chooses nothing.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from assistant.adapters.chat_errand import Attended
from assistant.adapters.chat_masking import Masking
from assistant.adapters.chat_model import LangChainModel
from assistant.adapters.chat_wire import client, is_local
from assistant.adapters.recordings import Recorded, Replayed
from assistant.adapters.spending import Metered
from assistant.errors import SettingsError
from assistant.ports import ChatModel, ChatRequest
from assistant.settings import Settings
from assistant.text.wording import say

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from pydantic import SecretStr

EXTRACTIVE = "extractive"

OPENAI = "https://api.openai.com/v1"

PACKAGES: Mapping[str, str] = {
    "anthropic": "langchain_anthropic",
    "azure_ai": "langchain_azure_ai",
    "bedrock": "langchain_aws",
    "bedrock_converse": "langchain_aws",
    "cohere": "langchain_cohere",
    "deepseek": "langchain_deepseek",
    "fireworks": "langchain_fireworks",
    "google_genai": "langchain_google_genai",
    "google_vertexai": "langchain_google_vertexai",
    "groq": "langchain_groq",
    "ibm": "langchain_ibm",
    "mistralai": "langchain_mistralai",
    "nvidia": "langchain_nvidia_ai_endpoints",
    "ollama": "langchain_ollama",
    "openrouter": "langchain_openrouter",
    "perplexity": "langchain_perplexity",
    "together": "langchain_together",
    "upstage": "langchain_upstage",
    "xai": "langchain_xai",
}
"""LangChain's providers that are made by the same few parameters, and the package of each."""

OWN = ("openai", "azure")


def chat(settings: Settings) -> ChatModel | None:
    """The chat model the settings name, None where they name none. Raises SettingsError when it cannot be made.

    Nothing leaves for a remote host unmasked, tokens are counted in the data folder and kept to the daily limit, and replies
    are recorded or replayed where a folder is set. Recordings hold masked text. A call ends when its errand is stopped.
    """
    model = choose(settings)
    if model is None:
        return None
    model = Attended(model)
    if settings.chat_replay is None:
        model = Metered(
            model,
            settings.data,
            limit=settings.chat_daily_tokens,
            price_read=settings.chat_price_read,
            price_written=settings.chat_price_written,
        )
    if settings.chat_record is not None:
        model = Recorded(model, settings.chat_record)
    if _masked(settings, model.local):
        model = Masking(model)
    return model


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where text goes when a model writes. `host` is empty where only the provider's package knows it; `replayed` tells that
    recordings stand in for the model, so that nothing leaves."""

    provider: str
    model: str
    host: str
    local: bool
    masked: bool
    replayed: bool


def place(settings: Settings) -> Place | None:
    """What can be told of the model before it is made, None where the settings name none. Raises SettingsError."""
    if settings.chat_model == EXTRACTIVE:
        return None
    provider, model = _named(settings)
    host = _host(_address(settings, provider) or "")
    local = _is_local(host)
    replayed = settings.chat_replay is not None
    masked = _masked(settings, local)
    return Place(provider=provider, model=model, host=host, local=local, masked=masked, replayed=replayed)


def _masked(settings: Settings, local: bool) -> bool:
    return settings.chat_mask == "always" or (settings.chat_mask == "remote" and not local)


def choose(settings: Settings) -> ChatModel | None:
    """The bare model: what was recorded of it where a folder for replaying is set, else the real one; None for
    `extractive`. Raises SettingsError."""
    if settings.chat_model == EXTRACTIVE:
        return None
    provider, model = _named(settings)
    if settings.chat_replay is not None:
        if not settings.chat_replay.is_dir():
            raise _wrong(settings, "CHAT_REPLAY", settings.chat_replay, "setting.no_folder_there")
        host = _host(_address(settings, provider) or "")
        return Replayed(
            settings.chat_replay,
            name=settings.chat_model,
            host=host,
            local=_is_local(host),
            context=settings.chat_context,
        )
    # LangChain would send every prompt to LangSmith where its tracing is on; it is on only when somebody says so.
    os.environ.setdefault("LANGSMITH_TRACING", "false")
    if provider in OWN:
        return _openai(settings, provider, model)
    return _foreign(settings, provider, model)


def _named(settings: Settings) -> tuple[str, str]:
    provider, _, model = settings.chat_model.partition(":")
    if not provider or not model.strip() or model != model.strip():
        raise _wrong(settings, "CHAT_MODEL", settings.chat_model, "setting.chat_model")
    provider = {"azure_openai": "azure"}.get(provider, provider)
    if provider not in OWN and provider not in PACKAGES:
        allowed = ", ".join((*OWN, *sorted(PACKAGES)))
        raise _wrong(settings, "CHAT_MODEL", settings.chat_model, "setting.chat_provider", allowed=allowed)
    return provider, model


def _wrong(settings: Settings, name: str, value: object, reason: str, **values: object) -> SettingsError:
    told = say(reason, settings.language, **values)
    return SettingsError("setting", name=f"LAUSUNTO_{name}", value=value, reason=told)


# Addresses


def _address(settings: Settings, provider: str) -> str | None:
    """Where the provider's own settings or ours point, None where that is the package's matter. Raises SettingsError for what is no
    address."""
    if settings.chat_base_url:
        return _checked(settings, "LAUSUNTO_CHAT_BASE_URL", settings.chat_base_url)
    if provider == "openai":
        name = "OPENAI_BASE_URL" if os.environ.get("OPENAI_BASE_URL") else "OPENAI_API_BASE"
        return _checked(settings, name, os.environ.get(name) or OPENAI)
    if provider == "azure":
        name = "AZURE_OPENAI_ENDPOINT"
        return _checked(settings, name, os.environ[name]) if os.environ.get(name) else None
    return None


def _checked(settings: Settings, name: str, url: str) -> str:
    url = url.strip()
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
        secret = bool(parts.username or parts.password or parts.query or parts.fragment)
    except ValueError:
        fine, secret, parts = False, "@" in url, urlsplit("")
    if fine and not secret:
        return url.rstrip("/")
    # What is shown of it never holds a password or a key.
    shown = urlunsplit((parts.scheme, parts.hostname or "…", parts.path, "", "")) if secret else url
    reason = say("setting.secret_in_address" if secret else "setting.address", settings.language)
    raise SettingsError("setting", name=name, value=shown, reason=reason)


def _host(url: str) -> str:
    """The host of an address, with its port where that is not the usual one."""
    parts = urlsplit(url)
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    name = parts.hostname or ""
    shown = f"[{name}]" if ":" in name else name
    return shown if parts.port in (None, usual) else f"{shown}:{parts.port}"


def _is_local(host: str) -> bool:
    return is_local(urlsplit(f"//{host}").hostname or "")


# OpenAI's clients


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where OpenAI's client goes and with what."""

    url: str
    key: SecretStr | None
    own: bool
    responses: bool


def _openai(settings: Settings, provider: str, model: str) -> ChatModel:
    place = _azure_place(settings) if provider == "azure" else _openai_place(settings)
    host = _host(place.url)
    web = client(
        name=settings.chat_model,
        host=host,
        local=_is_local(host),
        timeout=settings.chat_timeout,
        at_once=settings.chat_concurrency,
    )
    _quieten()
    if place.responses:
        # Made of hundreds of modules that are else imported at the first question.
        importlib.import_module("openai.resources.responses")
    common: dict[str, Any] = {
        "http_async_client": web,
        "use_responses_api": place.responses,
        "timeout": web.timeout,
        "max_retries": 0,
        "stream_chunk_timeout": None,
    }
    inner: BaseChatModel
    if provider == "azure":
        from langchain_openai import AzureChatOpenAI

        keyed: dict[str, Any] = {"api_key": place.key} if place.key else {}
        version = os.environ["OPENAI_API_VERSION"]
        inner = AzureChatOpenAI(
            azure_endpoint=place.url,
            azure_deployment=model,
            api_version=version,
            base_url=None,
            **keyed,
            **common,
        )
    else:
        from langchain_openai import ChatOpenAI

        inner = ChatOpenAI(model=model, base_url=place.url, api_key=place.key, **common)

    def parameters(request: ChatRequest, left_out: frozenset[str]) -> dict[str, Any]:
        told = _of_responses if place.responses else _of_completions
        return told(request, left_out, own=place.own)

    return _made(settings, host, inner, parameters, marked=True)


def _quieten() -> None:
    """Two libraries warn of what is dealt with here, one of them with the server's own words."""
    warnings.filterwarnings("ignore", module=r"langchain_openai\.")
    warnings.filterwarnings("ignore", message="Pydantic serializer warnings")


def _openai_place(settings: Settings) -> _Place:
    from pydantic import SecretStr

    url = _address(settings, "openai")
    assert url is not None
    own = _host(url) == _host(OPENAI)
    key = settings.chat_api_key
    # A key of OpenAI's own variable goes to OpenAI, or where OpenAI's other variable sends it: never to an address of ours,
    # where it would be a secret told to somebody else.
    if key is None and (own or not settings.chat_base_url) and os.environ.get("OPENAI_API_KEY"):
        key = SecretStr(os.environ["OPENAI_API_KEY"])
    if key is None or not key.get_secret_value():
        if own:
            raise _keyless(settings, "OPENAI_API_KEY")
        key = SecretStr("not-needed")
    responses = settings.chat_api == "responses" or (settings.chat_api == "auto" and own and not settings.chat_base_url)
    return _Place(url=url, key=key, own=own, responses=responses)


def _azure_place(settings: Settings) -> _Place:
    from pydantic import SecretStr

    url = _address(settings, "azure")
    if url is None:
        raise _keyless(settings, "AZURE_OPENAI_ENDPOINT")
    if not os.environ.get("OPENAI_API_VERSION"):
        raise _keyless(settings, "OPENAI_API_VERSION")
    key = settings.chat_api_key
    if key is None and os.environ.get("AZURE_OPENAI_API_KEY"):
        key = SecretStr(os.environ["AZURE_OPENAI_API_KEY"])
    if key is None and not os.environ.get("AZURE_OPENAI_AD_TOKEN"):
        raise _keyless(settings, "AZURE_OPENAI_API_KEY")
    return _Place(url=url, key=key, own=True, responses=settings.chat_api == "responses")


def _keyless(settings: Settings, variable: str) -> SettingsError:
    return _wrong(settings, "CHAT_MODEL", settings.chat_model, "setting.chat_variable", variable=variable)


def _of_completions(request: ChatRequest, left_out: frozenset[str], *, own: bool) -> dict[str, Any]:
    body: dict[str, Any] = {}
    # Servers of others know the older name of the limit; OpenAI's newer models only the newer one.
    if "longest" not in left_out:
        body["max_completion_tokens" if own else "max_tokens"] = request.longest
    elif not own:
        body["max_completion_tokens"] = request.longest
    if request.schema is not None and "schema" not in left_out:
        # Told as a plain field of the body: LangChain's own way reads the reply a second time, and stops at a cut one.
        schema = {"name": "reply", "schema": dict(request.schema), "strict": True}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    return {"extra_body": body, "stream_usage": "usage" not in left_out, **_temperature(left_out)}


def _of_responses(request: ChatRequest, left_out: frozenset[str], *, own: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"store": False, **_temperature(left_out)}
    if "longest" not in left_out:
        told["max_output_tokens"] = request.longest
    if request.schema is not None and "schema" not in left_out:
        schema = {"type": "json_schema", "name": "reply", "schema": dict(request.schema), "strict": True}
        told["text"] = {"format": schema}
    return told


def _temperature(left_out: frozenset[str]) -> dict[str, Any]:
    # The same question should get the same answer; models that reason take no temperature.
    return {} if "temperature" in left_out else {"temperature": 0}


# Other providers


def _foreign(settings: Settings, provider: str, model: str) -> ChatModel:
    package = PACKAGES[provider]
    if importlib.util.find_spec(package) is None:
        told = package.replace("_", "-")
        raise _wrong(settings, "CHAT_MODEL", settings.chat_model, "setting.chat_package", package=told)
    address = _address(settings, provider)
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = {"temperature": 0, "timeout": settings.chat_timeout, "max_retries": 0}
    if address:
        given["base_url"] = address
    if settings.chat_api_key:
        given["api_key"] = settings.chat_api_key
    try:
        inner = init_chat_model(model, model_provider=provider, **given)
    except Exception as fault:  # noqa: BLE001 - any provider has errors of its own
        # Its text may hold a key; its kind is enough to tell a missing key from a missing package.
        raise _wrong(
            settings, "CHAT_MODEL", settings.chat_model, "setting.chat_not_made", kind=type(fault).__name__
        ) from None
    host = _host(address or _told_address(inner))

    def parameters(request: ChatRequest, left_out: frozenset[str]) -> dict[str, Any]:
        return {}

    return _made(settings, host, inner, parameters, marked=False)


def _told_address(inner: BaseChatModel) -> str:
    """The address that a provider's class tells of itself, if it does."""
    for name in ("base_url", "endpoint", "endpoint_url", "anthropic_api_url", "openai_api_base", "azure_endpoint"):
        told = getattr(inner, name, None)
        if isinstance(told, str) and told.startswith("http"):
            return told
    return ""


def _made(settings: Settings, host: str, inner: BaseChatModel, parameters: Any, *, marked: bool) -> ChatModel:
    return LangChainModel(
        name=settings.chat_model,
        host=host,
        local=_is_local(host),
        context=settings.chat_context,
        inner=inner,
        parameters=parameters,
        marked=marked,
        timeout=settings.chat_timeout,
        retries=settings.chat_retries,
        at_once=settings.chat_concurrency,
    )
