"""The command `eval` as people script it: its JSON, its table, exit codes, and what it says when something is wrong."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import openpyxl
import pytest

from evals import baseline, folders, gates
from evals.records import canonical
from tests.test_cli import Done, refused, run, together

sys.path.insert(0, str(Path(__file__).parent / "evals"))
from made_set import LAW, ROWS, make, row, write

TEXTS = Path(__file__).parent / "texts"


def evaluate(*words: str | Path, data: Path, **more: str) -> Done:
    """Runs `eval`."""
    return run("eval", *words, data=data, **more)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small set."""
    return make(tmp_path_factory.mktemp("joukko") / "pieni")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the evaluation's library."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def finished(folder: Path, data: Path) -> Done:
    """A run of all samples, as JSON."""
    return evaluate(folder, "--split", "all", "--json", data=data)


def test_json_of_a_run(finished: Done, data: Path) -> None:
    """One object with the run, its figures with intervals and its gates; no hard gate is broken, and the others take more questions."""
    told = finished.json()
    assert {"run", "scores", "gates"} <= set(told)
    assert told["scores"]["citation_precision"] == {"value": 1.0, "low": pytest.approx(0.025), "high": 1.0, "n": 1}
    assert {"name", "ok"} <= set(told["gates"][0])
    assert (finished.code, all(gate["ok"] for gate in told["gates"])) == (0, True)
    assert {gate["name"] for gate in told["gates"] if gate["judged"] and not gate["hard"]} == set()
    assert Path(told["run"]).parent == data / "evals" / "runs"
    assert (Path(told["run"]) / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_three_processes_say_the_same(folder: Path, data: Path) -> None:
    """Asked three times, each in a process whose hashes of strings begin elsewhere, every answer is the same byte for byte; and the
    gate is judged."""
    ended = evaluate(folder, "--split", "all", "--repeat", "3", "--json", data=data, PYTHONHASHSEED="0")
    told = ended.json()
    assert told["scores"]["determinism"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": len(ROWS)}
    (gate,) = [gate for gate in told["gates"] if gate["metric"] == "determinism"]
    assert (gate["ok"], gate["judged"]) == (True, True)
    answers = ("answers.jsonl", "repeat-1.jsonl", "repeat-2.jsonl")
    first, *again = [
        sorted(canonical(response) for response in folders.responses_of(Path(told["run"]), name)) for name in answers
    ]
    assert len(first) == len(ROWS)
    assert again == [first, first]


def test_strict_lets_no_gate_be_left_out(folder: Path, data: Path) -> None:
    """A gate that the sets cannot judge breaks a strict run, and only that."""
    words = (folder, "--split", "all", "--sample", "1", "--json")
    assert evaluate(*words, data=data).code == 0
    assert evaluate(*words, "--strict", data=data).code == 3


def test_only_a_whole_run_becomes_the_baseline(folder: Path, data: Path, finished: Done) -> None:
    """A run of a small set is refused, and what is shipped stays as it is."""
    before = {file: file.read_bytes() for file in (gates.FILE, *baseline.FOLDER.glob("*"))}
    ended = evaluate("--rescore", Path(finished.json()["run"]).name, "--as-baseline", data=data)
    assert ended.code == 2
    assert "make baseline" in ended.err
    assert {file: file.read_bytes() for file in (gates.FILE, *baseline.FOLDER.glob("*"))} == before


def test_the_table(finished: Done, data: Path) -> None:
    """For people: metric, value, interval, n and gate in columns, in their language, and where the run lies."""
    run_folder = Path(finished.json()["run"])
    ended = evaluate("--rescore", run_folder, "--baseline", run_folder.name, data=data)
    assert ended.code == 0
    heading, *rows = ended.out.splitlines()
    assert heading.split() == ["mittari", "arvo", "95", "%:n", "väli", "n", "vaaditaan", "tavoite", "raja"]
    assert any(line.split()[:3] == ["citation_precision", "1,000", "0,025–1,000"] for line in rows)
    assert any(
        line.startswith("citation_precision") and line.endswith("ei arvioitu: liian vähän kysymyksiä") for line in rows
    )
    assert any(line.startswith("quotes_verbatim") and line.endswith("täyttyy") for line in rows)
    assert "ennallaan" in ended.out
    assert finished.json()["run"] in ended.out


def test_wrong_usage(folder: Path, data: Path, tmp_path: Path) -> None:
    """Unknown sets, splits, runs and options end with 2 and one plain message."""
    calls: tuple[tuple[str | Path, ...], ...] = (
        ("ei-ole",),
        (folder, "--split", "train"),
        (folder, "--rescore", tmp_path),
        (folder, "--baseline", tmp_path),
        (folder, "--out", tmp_path / "x.xlsx"),
        (folder, "--sample", "0"),
    )
    words = ("ei-ole", "train", str(tmp_path), str(tmp_path), "--out", "sample")
    ends = together(*(lambda call=call: evaluate(*call, data=data) for call in calls))  # type: ignore[misc]
    for ended, word in zip(ends, words, strict=True):
        refused(ended, 2, word)


def test_a_set_that_is_not_right(folder: Path, data: Path, tmp_path: Path) -> None:
    """Every problem is told by its line, on stderr, and nothing is run; so in the language of the user."""
    other = Path(shutil.copytree(folder, tmp_path / "vika"))
    missing = row("a", "b", gold=[{"doc": LAW, "quote": "ei ole"}])
    write(other, (ROWS[0], missing, row("c", "d", gold=[{"doc": "x", "quote": "y"}])))
    ended = evaluate(other, data=data)
    assert (ended.code, ended.out) == (2, "")
    first, second = ended.err.strip().splitlines()
    assert "rivi 2" in first
    assert "rivi 3" in second
    assert "line 2" in evaluate(other, data=data, LAUSUNTO_LANGUAGE="en").err
    (other / "corpus" / "uusi.md").write_text("Uusi.\n", encoding="utf-8")
    refused(evaluate(other, data=data), 2, "uusi", "--lock")
    assert evaluate(other, "--lock", data=data).code == 0
    assert "rivi 2" in evaluate(other, data=data).err


def test_a_sheet_goes_in_and_comes_out(tmp_path: Path) -> None:
    """An official's sheet is asked over the city's own sources and comes back with results; a wrong row is told."""
    data = tmp_path / "data"
    assert run("add", TEXTS, data=data).code == 0
    source, target = tmp_path / "omat.xlsx", tmp_path / "tulos.xlsx"
    assert evaluate("--template", source, data=data).code == 0
    book = openpyxl.load_workbook(source)
    sheet = book.active
    sheet.delete_rows(2, 10)
    sheet.append(["k1", "Kuinka suuri palstamaksu on vuodessa?", LAW, "Palstamaksu on 28 euroa vuodessa."])
    sheet.append(["k2", "Kuka voitti jääkiekon maailmanmestaruuden vuonna 1995?", None, None, None, None, "ei"])
    book.save(source)
    ended = evaluate(source, "--out", target, "--json", data=data)
    assert ended.json()["scores"]["citation_precision"]["value"] == 1.0
    heading, first, second = openpyxl.load_workbook(target).active.values
    told = [dict(zip(heading, cells, strict=True)) for cells in (first, second)]
    assert [one["oikein"] for one in told] == ["kyllä", "kyllä"]
    assert told[0]["lähteet"] == LAW
    sheet.append(["k3", "Mitä?", "ei-ole-lähde", "lainaus"])
    book.save(source)
    refused(evaluate(source, data=data), 2, "rivi 4", "ei-ole-lähde", "lausunto add")


def test_a_small_sample(folder: Path, data: Path) -> None:
    """So many samples are asked, in a folder of one's choice."""
    runs = data / "omat-ajot"
    told = evaluate(folder, "--split", "all", "--sample", "2", "--report", runs, "--json", data=data).json()
    config = json.loads((Path(told["run"]) / "config.json").read_text(encoding="utf-8"))
    assert (config["samples"], Path(told["run"]).parent) == (2, runs)
