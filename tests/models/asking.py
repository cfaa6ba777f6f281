"""What tests of chat models share: a request, a model at an address, and what came of a call."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.adapters.chat import choose
from assistant.errors import ModelError
from assistant.ports import ChatModel, ChatRequest, Message, Speaker, Usage
from assistant.settings import Settings

VARIABLES = (
    "OPENAI_API_KEY OPENAI_BASE_URL OPENAI_API_BASE OPENAI_API_VERSION OPENAI_ORG_ID OPENAI_PROXY AZURE_OPENAI_API_KEY "
    "AZURE_OPENAI_ENDPOINT AZURE_OPENAI_AD_TOKEN LANGSMITH_TRACING LANGSMITH_GATEWAY LANGCHAIN_TRACING_V2 "
    "HTTP_PROXY HTTPS_PROXY ALL_PROXY http_proxy https_proxy all_proxy"
).split()
"""What a machine's environment may say of models and of the way to them."""

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"answer": {"type": "string", "maxLength": 20}},
    "required": ["answer"],
    "additionalProperties": False,
}


def settings(**given: object) -> Settings:
    """Settings of these values alone."""
    return Settings.model_validate(given)


def model(url: str, **given: object) -> ChatModel:
    """The bare model at an address."""
    made = choose(settings(**{"chat_model": "openai:scripted", "chat_base_url": url, **given}))
    assert made is not None
    return made


def request(*texts: str, **given: Any) -> ChatRequest:
    """A request whose messages the user said."""
    messages = tuple(Message(speaker=Speaker.USER, text=text) for text in texts or ("Paljonko palstamaksu on?",))
    return ChatRequest(messages=messages, prompt="kysymys@1#abc", **given)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a call gave, how it ended and how long it took."""

    text: str
    pieces: int
    usage: Usage | None
    fault: ModelError | None
    seconds: float

    @property
    def code(self) -> str:
        """The fault's code, or nothing."""
        return self.fault.code if self.fault else ""


def hear(asked: ChatModel, wanted: ChatRequest | None = None) -> Heard:
    """One whole call."""
    began = time.monotonic()
    pieces: list[str] = []
    usage: Usage | None = None
    fault: ModelError | None = None
    try:
        for said in asked.stream(wanted or request()):
            if isinstance(said, str):
                pieces.append(said)
            else:
                usage = said
    except ModelError as failed:
        fault = failed
    seconds = time.monotonic() - began
    return Heard(text="".join(pieces), pieces=len(pieces), usage=usage, fault=fault, seconds=seconds)
