"""A small set over the invented corpus of the tests, written into a folder that a test may change."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parents[1] / "texts"
LAW, MEMO, OTHERS = "laki-viljelypalstat", "muistio-kasvihuoneet", "lausunto-hiekkaranta"


def row(name: str, question: str, kind: str = "fact", split: str = "test", **about: Any) -> dict[str, Any]:
    """One line of samples.jsonl."""
    return {"id": name, "input": question, "target": [], "metadata": {"kind": kind, "split": split, **about}}


ROWS = (
    row(
        "maksu",
        "Kuinka suuri palstamaksu on vuodessa?",
        gold=[{"doc": LAW, "quote": "Palstamaksu on 28 euroa vuodessa."}],
        nuggets=[{"text": "palstamaksu on 28 euroa", "any_of": [["palstamaksu", "28", "euro"]]}],
        facts=["28 €"],
    ),
    row("hinta", "Kuka voitti jääkiekon maailmanmestaruuden vuonna 1995?", "unanswerable", answerable=False),
    row(
        "kanta",
        "Mitä Hiekkarannan kaupunki esittää palstamaksusta?",
        "stance",
        split="dev",
        stance=None,
        task={"memo": MEMO, "proposal": "Ehdotus 1", "body": "Hiekkarannan kaupunki"},
    ),
    row(
        "luonnos",
        "Kirjoita lausunnon osio ehdotuksesta 1.",
        "draft",
        task={
            "memo": MEMO,
            "proposal": "Ehdotus 1",
            "stance": "supports",
            "wishes": "Kunta esittää siirtymäaikaa.",
            "facts": [["Kunnassa on 312 palstaa.", "Palstarekisteri", "2032-12-31"]],
        },
    ),
    row(
        "ehdotukset",
        "Mitkä ovat muistion ehdotukset?",
        "proposals",
        task={"memo": "muistio-kasvihuoneet.md", "proposals": [["1", "Ehdotus 1"], ["2", "Ehdotus 2"]]},
    ),
)


def make(folder: Path, rows: tuple[dict[str, Any], ...] = ROWS, *, lock: bool = True) -> Path:
    """Writes the set with its own corpus, and its lock unless told otherwise."""
    from evals import reading

    shutil.copytree(TEXTS, folder / "corpus", dirs_exist_ok=True)
    write(folder, rows)
    if lock:
        reading.write_lock(folder)
    return folder


def write(folder: Path, rows: tuple[dict[str, Any], ...]) -> None:
    """Writes the samples alone."""
    lines = (json.dumps(held, ensure_ascii=False) + "\n" for held in rows)
    (folder / "samples.jsonl").write_text("".join(lines), encoding="utf-8")
