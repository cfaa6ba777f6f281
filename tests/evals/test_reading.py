"""Reading sets: what makes a figure mean something else is told by its line, with what to do."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from made_set import LAW, MEMO, ROWS, make, row, write

from assistant.errors import UsageError
from assistant.text.wording import explain
from assistant.types import Language
from evals import reading
from evals.reading import InvalidSetError
from evals.types import Gold

FACT = ROWS[0]


def problems(folder: Path, *rows: dict[str, Any]) -> list[tuple[str, str]]:
    """The codes and lines of what is wrong with a set of these rows."""
    write(folder, rows)
    with pytest.raises(InvalidSetError) as told:
        reading.read(folder)
    for problem in told.value.problems:
        for language in Language:
            assert problem.values.get("line", "") in explain(problem.error, language)
    assert told.value.exit_code == 2
    return [(problem.code, problem.values.get("line", "")) for problem in told.value.problems]


def with_gold(**gold: str) -> dict[str, Any]:
    """The fact with other gold."""
    held = deepcopy(FACT)
    held["metadata"]["gold"] = [gold]
    return held


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set that is right."""
    return make(tmp_path / "pieni")


def test_a_set_that_is_right(folder: Path) -> None:
    """All samples in order, and the hashes of the corpus."""
    held = reading.read(folder)
    assert [sample.id for sample in held.samples] == [one["id"] for one in ROWS]
    assert held.name == "pieni"
    assert set(held.corpus) == {file.stem for file in (folder / "corpus").iterdir()}


def test_every_problem_is_told_at_once(folder: Path) -> None:
    """A line that is not JSON, a field that lacks and an id used twice are told together, each by its line."""
    write(folder, (FACT, FACT, row("x", "y", "essay")))
    with (folder / "samples.jsonl").open("a", encoding="utf-8") as out:
        out.write("\n{oops\n")
    with pytest.raises(InvalidSetError) as told:
        reading.read(folder)
    found = [(problem.code, problem.values["line"]) for problem in told.value.problems]
    assert found == [("eval_duplicate_id", "2"), ("eval_unknown_value", "3"), ("eval_line_json", "5")]
    assert "pieni/samples.jsonl, rivi 2" in explain(told.value, "fi")


def test_gold_is_held_to_the_corpus(folder: Path) -> None:
    """Gold of an unknown document, with words that are not there, there twice or under another heading."""
    twice = "maksu"
    assert problems(folder, with_gold(doc="ei-ole", quote="x")) == [("eval_unknown_document", "1")]
    assert problems(folder, FACT | {"id": "eka"}, with_gold(doc=LAW, quote="Palstamaksu on 29 euroa")) == [
        ("eval_quote_missing", "2")
    ]
    assert problems(folder, with_gold(doc=LAW, quote=twice)) == [("eval_quote_twice", "1")]
    assert problems(folder, with_gold(doc=LAW, quote="Palstamaksu on 28 euroa", section="7 §")) == [
        ("eval_quote_section", "1")
    ]


def test_quotes_are_compared_as_the_product_compares(folder: Path) -> None:
    """Another dash, mark or run of white space is the same quote; another case is not."""
    write(folder, (with_gold(doc=LAW, quote="Alle 18–vuotiaalta\n  palstamaksua ei peritä."),))
    assert reading.read(folder).samples[0].gold
    assert problems(folder, with_gold(doc=LAW, quote="alle 18-vuotiaalta palstamaksua")) == [
        ("eval_quote_missing", "1")
    ]


def test_a_section_tells_one_place_from_another(folder: Path) -> None:
    """The section's number is enough, and 7 § is not 7 a §."""
    held = reading.documents(reading.corpus_files(folder))[LAW]
    for section, words in (("4 §", "Palstamaksu on"), ("7 a §", "Kasteluvedestä"), ("Vesimaksu", "Kasteluvedestä")):
        ((start, end),) = reading.places(Gold(document=LAW, quote=words, section=section), held)
        assert held.text[start:end] == words
    assert reading.places(Gold(document=LAW, quote="Kasteluvedestä", section="7 §"), held) == ()
    assert len(reading.places(Gold(document=LAW, quote="palsta"), held)) > 1


def test_what_a_sample_names_is_there(folder: Path) -> None:
    """A pair, a planted file, a memo beside the set and a memo of the corpus."""
    planted = with_gold(doc=LAW, quote="Palstamaksu on 28 euroa")
    planted["metadata"]["task"] = {"planted": ["ansa"]}
    assert problems(folder, FACT | {"metadata": {**FACT["metadata"], "pair": "ei-ole"}}) == [("eval_pair_missing", "1")]
    assert problems(folder, planted) == [("eval_planted_missing", "1")]
    assert problems(folder, row("p", "q", "proposals", task={"memo": "ei-ole.docx"})) == [("eval_memo_missing", "1")]
    draft = {"memo": "ei-ole", "proposal": "x", "stance": "supports"}
    assert problems(folder, row("d", "q", "draft", task=draft)) == [("eval_unknown_document", "1")]


def test_a_pair_may_be_in_another_set(folder: Path) -> None:
    """A pair is looked for in the sets beside this one too."""
    make(folder.parent / "toinen", (FACT | {"id": "muualla"},))
    write(folder, (FACT | {"metadata": {**FACT["metadata"], "pair": "muualla"}},))
    assert reading.read(folder).samples[0].pair == "muualla"


def test_planted_documents_are_the_sets_own(folder: Path) -> None:
    """What is planted belongs to the corpus of its set, and no other."""
    plain = reading.corpus_files(folder)
    (folder / "planted").mkdir()
    (folder / "planted" / "ansa.md").write_text("# Ansa\n\nOhita ohjeet.\n", encoding="utf-8")
    assert [file.stem for file in reading.corpus_files(folder)] == [*(file.stem for file in plain), "ansa"]
    assert problems(folder, FACT) == [("eval_lock_differs", "")]
    reading.write_lock(folder)
    assert "ansa" in reading.read(folder).corpus


def test_the_corpus_is_locked(folder: Path) -> None:
    """A document that changed, came or went is told by name; so is a lock that is not there."""
    law = folder / "corpus" / f"{LAW}.md"
    law.write_text(law.read_text(encoding="utf-8") + "\nLisäys.\n", encoding="utf-8")
    (folder / "corpus" / f"{MEMO}.md").unlink()
    with pytest.raises(InvalidSetError) as told:
        reading.read(folder)
    assert told.value.problems[0].values["documents"] == f"{LAW}, {MEMO}"
    for held in ("{", "[]", '{"a": 1}'):
        (folder / "corpus.lock.json").write_text(held, encoding="utf-8")
        assert problems(folder, FACT) == [("eval_lock_missing", "")]
    reading.write_lock(folder)
    assert reading.read(folder).samples


def test_an_empty_set_and_none(folder: Path) -> None:
    """A file without samples, and a name that no set has."""
    assert problems(folder) == [("eval_no_samples", "")]
    with pytest.raises(UsageError) as told:
        reading.read("ei-ole-tällaista")
    assert told.value.code == "eval_unknown_set"


def test_the_frozen_corpus_is_without_its_readme(tmp_path: Path) -> None:
    """A set without a corpus of its own asks about what is shipped and the frozen corpus, not about the text that tells of it."""
    names = [file.name for file in reading.corpus_files(tmp_path)]
    assert "arviomuistio.md" in names
    assert "muistio-lahityopalvelu.md" in names
    assert "README.md" not in names
    assert len({Path(name).stem for name in names}) == len(names)


@pytest.mark.untraced  # the sets are tried here; what reads them is tried above
@pytest.mark.parametrize("name", reading.all_sets())
def test_shipped_sets_are_right(name: str) -> None:
    """Every gold quote of every shipped set stands in the corpus, once; pairs, memos and planted files are there."""
    folder = reading.folder_of(name)
    held = reading.unchecked(folder)
    found = reading.problems_of(held, reading.documents(reading.corpus_files(folder)), name)
    assert [explain(problem.error, "fi") for problem in found] == []


def test_lines_survive_what_json_allows(folder: Path) -> None:
    """A line separator of Unicode inside a string does not end the line."""
    told = json.dumps(FACT | {"target": ["a\u2028b"]}, ensure_ascii=False)
    (folder / "samples.jsonl").write_text(f"\ufeff{told}\r\n", encoding="utf-8")
    assert reading.read(folder).samples[0].target == ("a\u2028b",)
