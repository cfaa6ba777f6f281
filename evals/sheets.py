"""A set as a spreadsheet, for officials: XLSX or CSV (`;`, UTF-8 with BOM) in, the same with results out.

Seven columns are fixed; `taho`, `muistio` and `ehdotus` are needed on rows where a stance is expected. What is wrong is told by
the row, in the words of the sheet. Cells that a spreadsheet program would take for a formula are written with an apostrophe
before them, and read without it.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ReadError, UsageError
from assistant.statement import Stance
from assistant.text.finnish import language_of
from assistant.text.quotes import fold
from assistant.text.wording import say
from assistant.types import Language, Status
from evals.reading import InvalidSetError, Problem
from evals.types import CaseKind, EvalSet, Gold, Response, Run, Sample, Split, Task

ENDINGS = frozenset({".xlsx", ".csv"})
COLUMNS = ("id", "kysymys", "odotettu_lähde", "lainaus", "odotettu_vastaus", "odotettu_kanta", "vastattavissa")
STANCE_COLUMNS = ("taho", "muistio", "ehdotus")
RESULTS = ("tila", "vastaus", "lähteet", "lainaus_löytyi", "kanta", "oikein", "virhe")

_YES, _NO = ("kyllä", "k", "1", "true", "x", "ja", "yes"), ("ei", "e", "0", "false", "nej", "no")
_NOT_NAMED = "ei mainita"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LARGEST = 50_000_000
_WIDTHS = {"kysymys": 50, "lainaus": 50, "odotettu_vastaus": 40, "vastaus": 70, "lähteet": 30, "ehdotus": 40}
_ABSTAINED = frozenset(Status) - {Status.ANSWERED, Status.PARTIAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One row as it stands: its number in the sheet, its cells by column."""

    line: int
    cells: Mapping[str, str]


def read(path: Path) -> EvalSet:
    """The set of a spreadsheet; its corpus is empty, as whoever asks decides over which library. Raises ReadError for a file
    that cannot be read, InvalidSetError with every row that is not right."""
    rows = _rows(path)
    problems: list[Problem] = []
    samples: list[Sample] = []
    seen: dict[str, int] = {}
    for row in rows:
        wrong = list(_wrong(row, seen, path.name))
        problems += wrong
        if not wrong:
            samples.append(_sample(row))
        seen.setdefault(row.cells["id"], row.line)
    if problems:
        raise InvalidSetError(problems)
    if not samples:
        raise InvalidSetError([Problem(code="sheet_empty", values={"name": path.name})])
    return EvalSet(name=path.stem, folder=path.parent, samples=tuple(samples))


def row_of(path: Path) -> dict[str, int]:
    """The row of each id, as the sheet counts them. Raises as `read` does."""
    return {row.cells["id"]: row.line for row in _rows(path)}


# From rows to samples


def _wrong(row: _Row, seen: Mapping[str, int], name: str) -> Iterable[Problem]:
    where = {"name": name, "line": str(row.line)}
    cells = row.cells
    for column in ("id", "kysymys"):
        if not cells[column]:
            yield Problem(code="sheet_missing", values={**where, "column": column})
    if cells["id"] in seen and cells["id"]:
        yield Problem(code="sheet_duplicate", values={**where, "id": cells["id"], "first": str(seen[cells["id"]])})
    answerable = cells["vastattavissa"].casefold()
    if answerable and answerable not in (*_YES, *_NO):
        told = {**where, "column": "vastattavissa", "value": cells["vastattavissa"], "allowed": "kyllä, ei"}
        yield Problem(code="sheet_value", values=told)
    # A quote says where an answer stands only with its source, and a source alone says too little.
    for given, lacking in (("lainaus", "odotettu_lähde"), ("odotettu_lähde", "lainaus")):
        if cells[given] and not cells[lacking]:
            yield Problem(code="sheet_missing", values={**where, "column": lacking})
    if cells["odotettu_kanta"]:
        yield from _wrong_stance(cells, where)


def _wrong_stance(cells: Mapping[str, str], where: Mapping[str, str]) -> Iterable[Problem]:
    if cells["odotettu_kanta"].casefold() not in _stances():
        told = {**where, "column": "odotettu_kanta", "value": cells["odotettu_kanta"], "allowed": _stance_words()}
        yield Problem(code="sheet_value", values=told)
    for column in STANCE_COLUMNS:
        if not cells.get(column):
            yield Problem(code="sheet_stance", values={**where, "column": column})


def _sample(row: _Row) -> Sample:
    cells = row.cells
    answerable = cells["vastattavissa"].casefold() not in _NO
    kind = CaseKind.FACT if answerable else CaseKind.UNANSWERABLE
    if cells["odotettu_kanta"]:
        kind = CaseKind.STANCE
    gold = Gold(document=cells["odotettu_lähde"], quote=cells["lainaus"])
    return Sample(
        id=cells["id"],
        input=cells["kysymys"],
        kind=kind,
        split=Split.TEST,
        target=(cells["odotettu_vastaus"],) if cells["odotettu_vastaus"] else (),
        answerable=answerable,
        language=language_of(cells["kysymys"]),
        gold=(gold,) if gold.quote else (),
        stance=_stances().get(cells["odotettu_kanta"].casefold()),
        task=Task(
            memo=cells.get("muistio", ""),
            proposal=cells.get("ehdotus", ""),
            body=cells.get("taho", ""),
        ),
    )


def _stances() -> dict[str, Stance | None]:
    """Stances by their codes and by the words of the screen; a body that does not speak of the matter has none."""
    held: dict[str, Stance | None] = {stance.value: stance for stance in Stance if stance is not Stance.UNDECIDED}
    for stance in tuple(held.values()):
        held |= {say(f"stance.{stance}", language).casefold(): stance for language in Language}
    return {**held, _NOT_NAMED: None}


def _stance_words() -> str:
    told = [say(f"stance.{stance}", Language.FI) for stance in Stance if stance is not Stance.UNDECIDED]
    return ", ".join([*told, _NOT_NAMED])


# Reading files


def _rows(path: Path) -> list[_Row]:
    """The rows under the headings, empty ones left out. Raises ReadError and UsageError."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as fault:
        raise ReadError("not_found", name=path) from fault
    except OSError as fault:
        raise ReadError("unreadable", name=path.name) from fault
    if len(data) > _LARGEST:
        raise ReadError("too_large", name=path.name, limit=_LARGEST // 1_000_000)
    table = _xlsx(data, path.name) if path.suffix.lower() == ".xlsx" else _csv(data, path.name)
    headings = [cell.strip().casefold() for cell in table[0][1]] if table else []
    while headings and not headings[-1]:
        headings.pop()
    missing = [column for column in COLUMNS if column not in headings]
    if missing:
        wanted = ", ".join(COLUMNS)
        raise UsageError("sheet_columns", name=path.name, missing=", ".join(missing), wanted=wanted)
    twice = [column for column in (*COLUMNS, *STANCE_COLUMNS) if headings.count(column) > 1]
    if twice:
        raise UsageError("sheet_column_twice", name=path.name, column=twice[0])
    out = []
    for line, cells in table[1:]:
        held = [_unescaped(cell) for cell in cells]
        if not any(held):
            continue
        if any(held[len(headings) :]):
            raise UsageError("sheet_long", name=path.name, line=line)
        held += [""] * (len(headings) - len(held))
        out.append(_Row(line=line, cells=dict(zip(headings, held, strict=False))))
    return out


def _csv(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    """Rows of a CSV with the line each begins on. Spreadsheet programs write UTF-8 with a BOM, older ones Windows' own set."""
    if b"\0" in data[:4096]:
        raise UsageError("sheet_unreadable", name=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    first = text.split("\n", 1)[0]
    separator = max(";,\t", key=first.count)
    out: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begun = 1
    try:
        for row in reader:
            out.append((begun, row))
            begun = reader.line_num + 1
    except csv.Error as fault:
        raise UsageError("sheet_unreadable", name=name) from fault
    while out and not any(out[0][1]):
        out.pop(0)
    return out


def _xlsx(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    """Rows of an XLSX's first sheet with their numbers."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        # Values, not formulas: a set has words in it.
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as fault:
        raise UsageError("sheet_unreadable", name=name) from fault
    sheet = book.worksheets[0]
    merged = sorted(sheet.merged_cells.ranges, key=lambda one: (one.min_row, one.min_col))
    if merged:
        raise UsageError("sheet_merged", name=name, line=merged[0].min_row, cells=merged[0].coord)
    rows = (
        (k, ["" if cell is None else _written(cell) for cell in row]) for k, row in enumerate(sheet.values, start=1)
    )
    out = list(rows)
    while out and not any(out[0][1]):
        out.pop(0)
    return out


def _written(cell: object) -> str:
    """A cell as a person sees it: 17 for 17.0, kyllä for TRUE."""
    if isinstance(cell, bool):
        return "kyllä" if cell else "ei"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


# Writing


def template(path: Path) -> None:
    """Writes a sheet with the headings and three rows to write over, which hold of the sources that are shipped. Raises ReadError."""
    rows = [
        {
            "id": "esim-1",
            "kysymys": "Mihin mennessä lausunto on annettava?",
            "odotettu_lähde": "lausuntokierros",
            "lainaus": "Lausunto arviomuistiosta on annettava viimeistään 18.2.2026.",
            "odotettu_vastaus": "Lausunto on annettava viimeistään 18.2.2026.",
            "vastattavissa": "kyllä",
        },
        {"id": "esim-2", "kysymys": "Kuinka monta asukasta kunnassa on vuonna 2040?", "vastattavissa": "ei"},
        {
            "id": "esim-3",
            "kysymys": "Mitä Talentia sanoo kokeilua koskevan sääntelyn tarkentamisesta?",
            "odotettu_kanta": _NOT_NAMED,
            "vastattavissa": "ei",
            "taho": "Sosiaalialan korkeakoulutettujen ammattijärjestö Talentia ry",
            "muistio": "arviomuistio",
            "ehdotus": "Kokeilua koskevan sääntelyn tarkentaminen",
        },
    ]
    _write(path, (*COLUMNS, *STANCE_COLUMNS), rows)


def write_results(source: Path, run: Run, target: Path) -> None:
    """The rows of a spreadsheet with what came of them as more columns. Raises ReadError, UsageError."""
    by_id = {response.sample: response for response in run.responses}
    samples = {sample.id: sample for sample in run.samples}
    rows = _rows(source)
    own = list(dict.fromkeys(column for row in rows for column in row.cells if column and column not in RESULTS))
    told = []
    for row in rows:
        name = row.cells["id"]
        sample, response = samples.get(name), by_id.get(name)
        came = _results(sample, response) if sample and response else {}
        told.append({**{column: row.cells.get(column, "") for column in own}, **came})
    _write(target, (*own, *RESULTS), told)


def _results(sample: Sample, response: Response) -> dict[str, str]:
    found = quote_found(sample, response)
    return {
        "tila": say(f"status.{response.status}", Language.FI) if response.status else "",
        "vastaus": response.text,
        "lähteet": ", ".join(dict.fromkeys(place.document for place in response.references)),
        "lainaus_löytyi": "" if found is None else _word(found),
        "kanta": _stance_word(response) if sample.kind is CaseKind.STANCE else "",
        "oikein": _word(right(sample, response)),
        "virhe": response.error,
    }


def _stance_word(response: Response) -> str:
    return say(f"stance.{response.stance}", Language.FI) if response.stance else _NOT_NAMED


def _word(yes: bool) -> str:
    return say("eval.yes" if yes else "eval.no", Language.FI)


def quote_found(sample: Sample, response: Response) -> bool | None:
    """Whether the answer quotes from the expected words, or they from it; None where none are expected."""
    if not sample.gold:
        return None
    return any(
        gold.document == place.document and _meet(fold(gold.quote), fold(place.text))
        for gold in sample.gold
        for place in response.references
    )


def _meet(one: str, other: str) -> bool:
    return bool(one) and bool(other) and (one in other or other in one)


def right(sample: Sample, response: Response) -> bool:
    """Whether it came as the row expects: answered or refused, from the expected words, with the expected stance."""
    if response.error:
        return False
    if sample.kind is CaseKind.STANCE:
        return response.stance == sample.stance
    if not sample.answerable:
        return response.status in _ABSTAINED
    return response.status not in _ABSTAINED and quote_found(sample, response) is not False


def _write(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    if path.suffix.lower() not in ENDINGS:
        raise UsageError("sheet_unreadable", name=path.name)
    table = [list(columns), *([_escaped(row.get(column, "")) for column in columns] for row in rows)]
    data = _as_xlsx(table) if path.suffix.lower() == ".xlsx" else _as_csv(table)
    try:
        path.write_bytes(data)
    except OSError as fault:
        raise ReadError("not_written", name=path) from fault


def _as_csv(table: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(table)
    return out.getvalue().encode("utf-8-sig")


def _as_xlsx(table: Sequence[Sequence[str]]) -> bytes:
    import openpyxl
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    book = openpyxl.Workbook()
    sheet = book.active
    for row in table:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell)[:32_000] for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = _WIDTHS.get(str(cell.value), 16)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "C2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _escaped(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unescaped(cell: str) -> str:
    held = cell.strip()
    return held[1:] if held.startswith("'") and held[1:].startswith(_FORMULA) else held
