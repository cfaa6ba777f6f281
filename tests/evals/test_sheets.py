"""Sets as spreadsheets: what is not right is told by the row in Finnish, and nothing that goes out can run as a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import LausuntoError, ReadError
from assistant.statement import Stance
from assistant.text.wording import explain
from assistant.types import Language, Origin, Status
from evals import reading, sheets
from evals.reading import InvalidSetError
from evals.types import CaseKind, Config, Place, Response, Run, Sentence, Split

HEADINGS = list(sheets.COLUMNS)
GOOD = ["k1", "Mikä on maksu?", "laki", "Maksu on 28 euroa.", "28 euroa", "", "kyllä"]
NO = ["k2", "Mikä on vuokra?", "", "", "", "", "ei"]
STANCE = ["k3", "Mitä liitto sanoo?", "", "", "", "kannattaa varauksin", "kyllä", "Liitto ry", "muistio", "Ehdotus 1"]
WIDE = [*HEADINGS, *sheets.STANCE_COLUMNS]


def csv_file(folder: Path, *rows: list[str], encoding: str = "utf-8-sig") -> Path:
    """A CSV of these rows."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    file = folder / "kysymykset.csv"
    file.write_bytes(out.getvalue().encode(encoding))
    return file


def xlsx_file(folder: Path, *rows: list[object], merge: str = "") -> Path:
    """An XLSX of these rows."""
    book = openpyxl.Workbook()
    for held in rows:
        book.active.append(held)
    if merge:
        book.active.merge_cells(merge)
    book.save(folder / "kysymykset.xlsx")
    return folder / "kysymykset.xlsx"


def refused(file: Path) -> list[str]:
    """What is told in Finnish of a sheet that is not right."""
    with pytest.raises(LausuntoError) as told:
        sheets.read(file)
    if isinstance(told.value, InvalidSetError):
        return [explain(problem.error, "fi") for problem in told.value.problems]
    return [explain(told.value, "fi")]


def test_both_kinds_of_file_say_the_same(tmp_path: Path) -> None:
    """The same rows as CSV and as XLSX are the same samples: an answerable question with gold, one without an answer, a stance."""
    rows = [WIDE, [*GOOD, "", "", ""], [*NO, "", "", ""], STANCE]
    held = sheets.read(csv_file(tmp_path, *rows))
    assert sheets.read(xlsx_file(tmp_path, *rows)).samples == held.samples
    first, second, third = held.samples
    assert (first.kind, first.answerable, first.gold[0].quote) == (CaseKind.FACT, True, "Maksu on 28 euroa.")
    assert (second.kind, second.answerable, second.gold) == (CaseKind.UNANSWERABLE, False, ())
    assert (third.kind, third.stance) == (CaseKind.STANCE, Stance.SUPPORTS_WITH_RESERVATIONS)
    assert (third.task.body, third.task.memo, third.task.proposal) == ("Liitto ry", "muistio", "Ehdotus 1")
    assert {sample.split for sample in held.samples} == {Split.TEST}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_letters_survive(tmp_path: Path, encoding: str) -> None:
    """Files of any spreadsheet program keep their Finnish letters."""
    question = "Mikä on tämän työn määrä?"
    held = sheets.read(csv_file(tmp_path, HEADINGS, ["k1", question, "", "", "", "", ""], encoding=encoding))
    assert held.samples[0].input == question


def test_numbers_and_truths_as_people_see_them(tmp_path: Path) -> None:
    """An id that the program made a number is 17 and not 17.0; TRUE and FALSE are yes and no; empty rows are left out."""
    file = xlsx_file(
        tmp_path, HEADINGS, [17.0, "Kysymys?", None, None, None, None, False], [None] * 7, ["x", "Toinen?"]
    )
    first, second = sheets.read(file).samples
    assert (first.id, first.answerable) == ("17", False)
    assert second.answerable is True
    assert sheets.row_of(file) == {"17": 2, "x": 4}


def test_a_column_that_lacks(tmp_path: Path) -> None:
    """Missing columns are named, and where a template comes from."""
    (told,) = refused(csv_file(tmp_path, [h for h in HEADINGS if h != "lainaus"], ["k1"]))
    assert "lainaus" in told
    assert "--template" in told
    (told,) = refused(csv_file(tmp_path, [*HEADINGS, "kysymys"], GOOD))
    assert "kysymys" in told
    assert "kahdesti" in told


def test_merged_cells(tmp_path: Path) -> None:
    """Merged cells are told with their row: what they mean for the rows under them would be a guess."""
    (told,) = refused(xlsx_file(tmp_path, HEADINGS, GOOD, NO, merge="B2:B3"))
    assert "rivi 2" in told
    assert "B2:B3" in told
    assert "yhdistetty" in told


def test_values_that_are_not_known(tmp_path: Path) -> None:
    """Each wrong cell is told by row and column with what is allowed, all at once."""
    wrong = [
        ["k1", "", "", "", "", "", "ehkä"],
        ["k1", "Kysymys?", "laki", "", "", "", ""],
        ["k4", "Kysymys?", "", "Lainaus.", "", "", ""],
        ["k5", "Kysymys?", "", "", "", "ehkä", ""],
    ]
    told = refused(csv_file(tmp_path, HEADINGS, *wrong))
    for words in (
        ("rivi 2", "kysymys"),
        ("rivi 2", "ehkä", "kyllä, ei"),
        ("rivi 3", "k1", "rivillä 2"),
        ("rivi 3", "lainaus"),
        ("rivi 4", "odotettu_lähde"),
        ("rivi 5", "ehkä", "ei kannata"),
        ("rivi 5", "taho"),
    ):
        assert any(all(word in line for word in words) for line in told), words


def test_rows_are_counted_as_the_sheet_counts_them(tmp_path: Path) -> None:
    """A cell with line breaks does not move the rows after it in a message by more than its own lines."""
    rows = [HEADINGS, ["k1", "Ensimmäinen\nrivi?", "", "", "", "", ""], ["k2", "", "", "", "", "", ""]]
    (told,) = refused(xlsx_file(tmp_path, *rows))
    assert "rivi 3" in told


def test_files_that_are_no_sheets(tmp_path: Path) -> None:
    """Bytes that are no spreadsheet, a file that is not there, and one without questions are refused plainly."""
    for name in ("x.xlsx", "x.csv"):
        (tmp_path / name).write_bytes(b"PK\x03\x04\0\0 nothing")
        (told,) = refused(tmp_path / name)
        assert name in told
    with pytest.raises(ReadError):
        sheets.read(tmp_path / "ei-ole.csv")
    assert "kysymyst" in refused(csv_file(tmp_path, HEADINGS))[0]
    (tmp_path / "tyhja.csv").write_bytes(b"")
    assert "kysymys" in refused(tmp_path / "tyhja.csv")[0]
    assert "puolipiste" in refused(csv_file(tmp_path, HEADINGS, [*GOOD, "yli"]))[0]


def made_run(*responses: Response, file: Path) -> Run:
    """A run of a sheet's samples."""
    config = Config(
        run="r",
        made=dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
        revision="",
        model="",
        embedder="",
        prompts=(),
        sets={},
        splits=(),
        samples=0,
        machine="",
    )
    return Run(folder=file.parent, config=config, samples=sheets.read(file).samples, responses=responses)


def response(name: str, text: str, *, quoted: str = "", status: Status = Status.ANSWERED, **more: object) -> Response:
    """A response that says a text and quotes the law."""
    places = (Place(document="laki", start=0, end=len(quoted), text=quoted),) if quoted else ()
    sentence = Sentence(text=text, origin=Origin.QUOTED if quoted else Origin.FORM, citations=(0,) if quoted else ())
    return Response(sample=name, set="s", status=status, sentences=(sentence,), references=places, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_results_come_back_as_columns(tmp_path: Path, ending: str) -> None:
    """The rows keep their own columns, extra ones too, and gain what came of them; a row without an answer gains nothing."""
    rows = [[*WIDE, "muistiinpano"], [*GOOD, "", "", "", "oma"], [*NO, "", "", "", ""], [*STANCE, ""]]
    rows.append(["k4", "Neljäs?", "", "", "", "", "", "", "", "", ""])
    file = csv_file(tmp_path, *rows)
    run = made_run(
        response("k1", "”Maksu on 28 euroa.”", quoted="Maksu on 28\u00a0euroa."),
        response("k2", "Ei löydy.", status=Status.NO_SOURCES),
        response("k3", "Liitto sanoo.", quoted="x", stance=Stance.OPPOSES),
        file=file,
    )
    target = tmp_path / f"tulos{ending}"
    sheets.write_results(file, run, target)
    table = sheets._rows(target)
    first, second, third, fourth = (held.cells for held in table)
    assert first["muistiinpano"] == "oma"
    assert (first["tila"], first["lainaus_löytyi"], first["oikein"]) == (
        "Vastaus löytyi aineistosta",
        "kyllä",
        "kyllä",
    )
    assert (first["lähteet"], first["vastaus"]) == ("laki", "”Maksu on 28 euroa.”")
    assert (second["lainaus_löytyi"], second["oikein"]) == ("", "kyllä")
    assert (third["kanta"], third["oikein"]) == ("ei kannata", "ei")
    assert (fourth["tila"], fourth["oikein"]) == ("", "")
    assert sheets.read(target).samples == sheets.read(file).samples


def test_what_is_right() -> None:
    """An answer from other words is not right, nor one to what has no answer, nor a fault."""
    assert sheets.right(*_pair(GOOD, response("k1", "x", quoted="Maksu on 28 euroa.")))
    assert not sheets.right(*_pair(GOOD, response("k1", "x", quoted="Maksu on 29 euroa.")))
    assert not sheets.right(*_pair(GOOD, response("k1", "x", status=Status.NO_SOURCES)))
    assert not sheets.right(*_pair(NO, response("k2", "x", quoted="y")))
    assert not sheets.right(*_pair(NO, Response(sample="k2", set="s", error="busy")))


def _pair(row: list[str], held: Response) -> tuple[object, Response]:
    return sheets._sample(sheets._Row(line=2, cells=dict(zip(HEADINGS, row, strict=True)))), held  # type: ignore[return-value]


@given(st.text(max_size=40))
def test_no_cell_is_a_formula(text: str) -> None:
    """Whatever a cell holds, it does not go out as something to be worked out; and it comes back as it was."""
    told = sheets._escaped(text)
    assert not told.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert sheets._unescaped(told) == text.strip() or text.startswith(("\t", "\r", "'"))


def test_formulas_go_out_as_words(tmp_path: Path) -> None:
    """An answer that begins like a formula is words in both kinds of file."""
    file = csv_file(tmp_path, HEADINGS, NO)
    run = made_run(response("k2", "=HYPERLINK(1)"), file=file)
    sheets.write_results(file, run, tmp_path / "tulos.xlsx")
    book = openpyxl.load_workbook(tmp_path / "tulos.xlsx")
    cells = [cell for line in book.active.iter_rows() for cell in line]
    assert "f" not in {cell.data_type for cell in cells}
    assert "'=HYPERLINK(1)" in {cell.value for cell in cells}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_the_template_holds_of_what_is_shipped(tmp_path: Path, ending: str) -> None:
    """The rows of the template can be asked as they are: their sources, quotes and proposals are those shipped."""
    sheets.template(tmp_path / f"pohja{ending}")
    held = sheets.read(tmp_path / f"pohja{ending}")
    assert {sample.kind for sample in held.samples} == {CaseKind.FACT, CaseKind.UNANSWERABLE, CaseKind.STANCE}
    corpus = reading.documents(reading.corpus_files(tmp_path))
    assert reading.problems_of(held, corpus, "pohja", sheets.row_of(tmp_path / f"pohja{ending}")) == []


@pytest.mark.parametrize("language", Language)
def test_messages_in_three_languages(tmp_path: Path, language: Language) -> None:
    """What is wrong with a row is told in each language with the row's number."""
    file = csv_file(tmp_path, HEADINGS, ["k1", "", "", "", "", "", ""])
    with pytest.raises(InvalidSetError) as told:
        sheets.read(file)
    assert " 2: " in explain(told.value, language)
