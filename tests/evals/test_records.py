"""The JSON of evaluation: there and back without loss, and what cannot be taken told by its field."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.statement import Stance
from assistant.types import Language, Origin, Status
from evals import records
from evals.records import FieldError, Fields
from evals.types import (
    CaseKind,
    Change,
    Config,
    Difference,
    GateResult,
    Gold,
    Importance,
    Nugget,
    Place,
    Ranked,
    Response,
    Sample,
    Sentence,
    Split,
    Task,
    Value,
)

SAMPLE = Sample(
    id="s-1",
    input="Mitä ehdotetaan?",
    kind=CaseKind.DRAFT,
    split=Split.DEV,
    target=("Mallivastaus.",),
    language=Language.SV,
    gold=(Gold(document="muistio", quote="tarkka lainaus", section="4.2"),),
    nuggets=(Nugget(text="t", any_of=(("korvaus", "täysi"),), none_of=(("ei",),), importance=Importance.OKAY),),
    facts=("2 500 000 €",),
    stance=Stance.OPPOSES,
    forbidden=("kanarialintu",),
    pair="s-0",
    slice="compound",
    task=Task(
        memo="muistio",
        proposal="Ehdotus",
        body="Kaupunki",
        stance=Stance.SUPPORTS,
        wishes="Toive.",
        facts=(("Teksti.", "Lähde", "2031-01-02"),),
        planted=("ansa",),
        proposals=(("1", "Ensimmäinen"),),
    ),
    annotators=("A", "B"),
    source_read=dt.date(2026, 11, 20),
)
PLACE = Place(document="muistio", start=3, end=9, text="lainau", page=2, source="Muistio\n4.2")
RESPONSE = Response(
    sample="s-1",
    set="joukko",
    status=Status.PARTIAL,
    language=Language.FI,
    sentences=(
        Sentence(text="Ensin.", origin=Origin.QUOTED, citations=(1, 0), role="reason"),
        Sentence(text="Sitten.", origin=Origin.FORM),
    ),
    references=(PLACE, replace(PLACE, start=20, end=25)),
    ranked=(Ranked(place=PLACE, score=0.5),),
    stance=Stance.UNCLEAR,
    known="oma sana",
    proposals=(("1", "Otsikko"),),
    findings=("digest",),
    missing=("osa",),
    seconds=1.5,
    first=0.25,
    model="extractive",
    prompts=("answer.fi@1#aaaa",),
    tokens=12,
)


def again(row: dict[str, Any]) -> Fields:
    """A row as it comes back from its file."""
    return Fields(json.loads(records.line(row)))


def test_sample_there_and_back() -> None:
    """Every field of a sample survives its line."""
    assert records.sample(again(records.sample_row(SAMPLE))) == SAMPLE


def test_response_there_and_back() -> None:
    """Every field of a response survives its record."""
    assert records.response(again(records.response_row(RESPONSE, "ajo"))) == RESPONSE
    failed = Response(sample="s", set="j", error="busy")
    assert records.response(again(records.response_row(failed, "ajo"))) == failed


def test_record_is_trecs() -> None:
    """A record has TREC RAG's fields: metadata with run and topic, references, sentences with indices into them."""
    row = records.response_row(RESPONSE, "ajo-1")
    assert row["metadata"] == {"run_id": "ajo-1", "narrative_id": "s-1", "set": "joukko"}
    assert row["references"] == ["muistio#3-9", "muistio#20-25"]
    assert row["answer"][0]["text"] == "Ensin."
    assert row["answer"][0]["citations"] == [1, 0]
    assert row["answer"][0]["quotes"] == ["lainau", "lainau"]
    assert row["usage"] == {"tokens": 12}


def test_run_facts_there_and_back() -> None:
    """Config, values, gates and differences survive."""
    config = Config(
        run="r",
        made=dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC),
        revision="abc",
        model="extractive",
        embedder="lexical",
        prompts=("p@1#a",),
        sets={"facts": "hash"},
        splits=(Split.TEST, Split.DEV),
        samples=3,
        machine="kone",
        packages={"code": "x"},
        corpus={"muistio": "y"},
    )
    assert records.config(again(records.config_row(config))) == config
    for value in (Value(sample="s", metric="m/x", hit=1.0, of=3.0), Value(sample="", metric="peak_memory", hit=9.5)):
        assert records.value(again(records.value_row(value))) == value
    gate = GateResult(name="n", metric="m", bound=None, limit=0.5, ok=True, hard=True, reason="ei mitattu")
    assert records.gate(again(records.gate_row(gate))) == gate
    difference = Difference(
        metric="m",
        before=0.5,
        after=0.25,
        low=-0.5,
        high=-0.125,
        p=0.01,
        n=4,
        change=Change.WORSE,
        regression=True,
        flipped=("a", "b"),
    )
    assert records.difference(again(records.difference_row(difference))) == difference


def test_canonical_leaves_times_out() -> None:
    """Two responses that differ in their times alone are the same bytes; one that differs in a word is not."""
    slower = replace(RESPONSE, seconds=9.0, first=None)
    assert records.canonical(slower) == records.canonical(RESPONSE)
    assert records.canonical(replace(RESPONSE, known="toinen")) != records.canonical(RESPONSE)


@pytest.mark.parametrize("cited", [[2], [-1], [0, 0]])
def test_citations_point_somewhere_once(cited: list[int]) -> None:
    """A citation out of range, or of one place twice, is no record."""
    row = records.response_row(RESPONSE, "ajo")
    row["answer"][0]["citations"] = cited
    with pytest.raises(FieldError) as told:
        records.response(again(row))
    assert told.value.code == "eval_citation"


def changed(path: str, value: object) -> dict[str, Any]:
    """The sample's row with one field changed."""
    row = records.sample_row(SAMPLE)
    *parents, last = path.split(".")
    inner = row
    for parent in parents:
        inner = inner[parent]
    inner[last] = value
    return row


@pytest.mark.parametrize(
    ("path", "value", "code", "field"),
    [
        ("id", None, "eval_missing_field", "id"),
        ("id", " ", "eval_missing_field", "id"),
        ("input", None, "eval_missing_field", "input"),
        ("metadata", None, "eval_missing_field", "metadata"),
        ("metadata", "x", "eval_wrong_type", "metadata"),
        ("metadata.kind", "essay", "eval_unknown_value", "metadata.kind"),
        ("metadata.split", "train", "eval_unknown_value", "metadata.split"),
        ("metadata.stance", "maybe", "eval_unknown_value", "metadata.stance"),
        ("metadata.answerable", "yes", "eval_wrong_type", "metadata.answerable"),
        ("metadata.gold", [{"doc": "muistio"}], "eval_missing_field", "metadata.gold[0].quote"),
        ("metadata.nuggets", [{"text": "t"}], "eval_missing_field", "metadata.nuggets.any_of"),
        ("metadata.nuggets", [{"text": "t", "any_of": [[]]}], "eval_missing_field", "metadata.nuggets.any_of"),
        ("metadata.fact", ["1"], "eval_unknown_field", "metadata.fact"),
        ("metadata.source_read", "20.11.2026", "eval_wrong_type", "metadata.source_read"),
        ("metadata.task.stance", None, "eval_missing_field", "metadata.task.stance"),
        ("metadata.task.facts", [["yksi"]], "eval_wrong_type", "metadata.task.facts"),
        ("extra", 1, "eval_unknown_field", "extra"),
    ],
)
def test_a_sample_that_cannot_be_taken(path: str, value: object, code: str, field: str) -> None:
    """What is missing, unknown or of the wrong form is told by the field's full name."""
    with pytest.raises(FieldError) as told:
        records.sample(again(changed(path, value)))
    assert (told.value.code, told.value.values["field"]) == (code, field)


def test_what_a_kind_needs() -> None:
    """An answerable fact has gold; an unanswerable sample is not answerable; a kind of its own has its task."""
    about = {"split": "test"}
    for kind, more, field in (
        ("fact", {}, "metadata.gold"),
        ("unanswerable", {"answerable": True}, "metadata.answerable"),
        ("stance", {"task": {"memo": "m", "proposal": "p"}}, "metadata.task.body"),
        ("proposals", {}, "metadata.task.memo"),
    ):
        with pytest.raises(FieldError) as told:
            records.sample(Fields({"id": "x", "input": "y", "metadata": {**about, "kind": kind, **more}}))
        assert told.value.values["field"] == field
    plain = {"id": "x", "input": "y", "metadata": {**about, "kind": "unanswerable"}}
    assert records.sample(Fields(plain)).answerable is False


def test_a_half_written_line_is_left_out(tmp_path: Path) -> None:
    """The last line of a run that was killed is left out; a broken line before it is told by its number."""
    file = tmp_path / "answers.jsonl"
    whole = records.line(records.response_row(RESPONSE, "ajo"))
    file.write_text(whole + whole[:40], encoding="utf-8")
    assert records.lines(file, records.response) == [RESPONSE]
    file.write_text(whole[:40] + "\n" + whole, encoding="utf-8")
    with pytest.raises(FieldError) as told:
        records.lines(file, records.response)
    assert told.value.values["line"] == "1"
