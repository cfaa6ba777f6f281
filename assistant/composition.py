"""The one composition root: from settings to an assistant. Adapters are chosen here and nowhere else."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.adapters.chroma import ChromaStore
from assistant.adapters.embeddings import choose
from assistant.errors import SettingsError, StoreError
from assistant.library.library import Library
from assistant.pipeline import Assistant
from assistant.ports import ChatModel, OnProgress, SectionWriter, Writer
from assistant.settings import Settings, shipped
from assistant.text.wording import say
from assistant.types import Case, Evidence, Language
from assistant.writers.choosing import choose as choose_quotes
from assistant.writers.extractive import ExtractiveWriter
from assistant.writers.scoring import models

if TYPE_CHECKING:
    from assistant.drafting import Drafting

SHIPPED = "knowledge"
"""Where documents of the knowledge folder say they come from."""


def build(settings: Settings | None = None, *, on_progress: OnProgress | None = None) -> Assistant:
    """An assistant over the settings' data folder, its knowledge loaded. Raises SettingsError and StoreError.

    Loading needs the folder for writing; where another process holds it, what is there already is used.
    """
    settings = settings or Settings()
    _check_folders(settings)
    model = _model(settings)
    chosen = choose(settings)
    library = Library(
        settings.data,
        store=ChromaStore(),
        embedder=chosen.embedder,
        embedder_name=chosen.name,
        max_bytes=settings.max_file_mb * 1_000_000,
        read_seconds=settings.read_seconds,
    )
    folder = _knowledge(settings)
    _load(library, folder, on_progress)
    fitted = models(chosen.name)
    extractive = ExtractiveWriter(lambda: library.search.snapshot().lexical, fitted)

    def answerable(evidence: Evidence) -> float:
        return choose_quotes(evidence, library.search.snapshot().lexical, fitted).answerable

    writer = extractive if model is None else model_writer(model, extractive, answerable, settings)
    case = _case(folder)

    def drafting() -> Drafting:
        from assistant.drafting import Drafting
        from assistant.workspace import Workspace

        return Drafting(
            library=library,
            workspace=Workspace(settings.data),
            case=case or Case(name=""),
            writer=None if model is None else _section_writer(model, settings),
        )

    return Assistant(
        settings=settings,
        library=library,
        writer=writer,
        case=case,
        drafting=drafting,
        restating=model if settings.chat_understand else None,
        models=fitted,
    )


def _model(settings: Settings) -> ChatModel | None:
    """The chat model that the settings name, None where they name none. Raises SettingsError."""
    if settings.chat_model == ExtractiveWriter.name:
        return None
    from assistant.adapters.chat import chat

    return chat(settings)


def model_writer(
    model: ChatModel, extractive: ExtractiveWriter, answerable: Callable[[Evidence], float], settings: Settings
) -> Writer:
    """The writer with a model, as the settings want it; where the model fails, the other writes."""
    from assistant.steps.check import check
    from assistant.writers.model import ModelWriter

    return ModelWriter(
        model,
        extractive,
        check=check,
        answerable=answerable,
        timeout=settings.chat_timeout,
        show_unsupported=settings.chat_unsupported == "show",
        second_look=settings.chat_second_look,
    )


def _section_writer(model: ChatModel, settings: Settings) -> SectionWriter:
    """The writer of sections with a model, as the settings want it."""
    from assistant.steps.check import section
    from assistant.writers.model_sections import ModelSectionWriter

    return ModelSectionWriter(
        model, check=section, timeout=settings.chat_timeout, show_unsupported=settings.chat_unsupported == "show"
    )


def _check_folders(settings: Settings) -> None:
    """Raises SettingsError when the knowledge folder is not there, or the data folder's place holds a file."""
    knowledge = _knowledge(settings)
    if knowledge is not None and not knowledge.is_dir():
        reason = say("setting.no_folder", settings.language)
        raise SettingsError("setting", name="LAUSUNTO_KNOWLEDGE", value=settings.knowledge, reason=reason)
    if any(place.is_file() for place in (settings.data, *settings.data.parents)):
        reason = say("setting.not_a_folder", settings.language)
        raise SettingsError("setting", name="LAUSUNTO_DATA", value=settings.data, reason=reason)


def _knowledge(settings: Settings) -> Path | None:
    if settings.knowledge == "none":
        return None
    return shipped("knowledge") if settings.knowledge == "default" else Path(settings.knowledge)


def _load(library: Library, folder: Path | None, on_progress: OnProgress | None) -> None:
    """Brings the library in step with the knowledge folder, when that has changed or the index is not sound."""
    wanted = _state_of(folder)
    empty = folder is None and not library.documents()
    if library.note(SHIPPED) == wanted and (library.in_step() or empty):
        return
    if empty and library.note(SHIPPED) is None:
        return
    try:
        library.sync(folder, SHIPPED, on_progress)
        library.note(SHIPPED, wanted)
    except StoreError as fault:
        if fault.code not in ("busy", "read_only", "disk_full") or not library.documents():
            raise


def _state_of(folder: Path | None) -> str:
    if folder is None:
        return "none"
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            total.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes() + b"\0")
    return f"{folder.resolve()}:{total.hexdigest()}"


def _case(folder: Path | None) -> Case | None:
    """The case of a knowledge folder, None where it has none."""
    file = folder / "case.toml" if folder else None
    if file is None or not file.is_file():
        return None
    told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))["case"]
    known = {name: value for name, value in told.items() if name in Case.__dataclass_fields__ and value != ""}
    known["languages"] = tuple(Language(code) for code in told.get("languages", ["fi"]))
    known["questions"] = tuple(told.get("questions", ()))
    return Case(**known)
