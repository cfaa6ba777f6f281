"""The page on AI: what wrote, by which prompts, who chose, changed, approved and accepted, and no more than is known."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from assistant.export import Format, What, make
from assistant.statement import Event, Statement, Version
from export.conftest import AT, CHIEF, NOW, PREPARER, PROMPT, REVISING


def _json(statement: Statement, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(make(What.AI_USE, Format.JSON, statement, now=NOW, **more))
    return told


def _txt(statement: Statement, **more: Any) -> str:
    return make(What.AI_USE, Format.TXT, statement, now=NOW, **more).decode()


def test_no_model(statement: Statement) -> None:
    """Without a language model it is said that none was used and none was sent anything."""
    text = _txt(statement)
    assert "Kielimallia ei ole käytetty." in text
    assert "eikä tekstiä ole lähetetty kielimallille" in text
    assert _json(statement)["models"] == []


def test_model_is_named(statement: Statement) -> None:
    """A model that wrote any version is named, one of an earlier version too; then none is denied."""
    first = statement.sections[0]
    kept = Event(
        at=AT,
        by=PREPARER,
        action="version_kept",
        subject=first.id,
        details={"n": "1", "kind": "draft", "stance": "supports", "model": "palvelu:kirjuri", "prompt": PROMPT},
    )
    held = replace(statement, events=(kept,))
    assert _json(held)["models"] == ["palvelu:kirjuri"]
    assert "palvelu:kirjuri" in _txt(held)
    assert "Kielimallia ei ole käytetty" not in _txt(held)


def test_prompts_and_persons(statement: Statement) -> None:
    """Every prompt with its version, and for each section who chose, drafted, changed and approved, when by Finnish clocks."""
    text = _txt(statement)
    assert f"- {PROMPT}" in text
    assert f"- {REVISING}" in text
    part = text.split("Ehdotus 1 Vuokra-ajan pidentäminen\n\n")[1].split("Ehdotus 2")[0]
    assert [block.splitlines() for block in part.strip().split("\n\n")] == [
        ["Vaihe: kanta valittu", "Kanta: kannatetaan varauksin", f"Kuka: {CHIEF}", "Milloin: 3.2.2033 klo 8.30"],
        [
            "Versio: versio 1",
            "Vaihe: luonnos ohjelmalla",
            "Kanta: kannatetaan varauksin",
            f"Kuka: {PREPARER}",
            "Milloin: 3.2.2033 klo 9.00",
        ],
        [
            "Versio: versio 2",
            "Vaihe: muokattu ohjeella",
            "Kanta: kannatetaan varauksin",
            f"Kuka: {PREPARER}",
            "Milloin: 3.2.2033 klo 9.30",
        ],
        ["Versio: versio 2", "Vaihe: hyväksytty", f"Kuka: {CHIEF}", "Milloin: 5.2.2033 klo 9.30"],
    ]
    assert "Tieto koskee osioiden uusimpia versioita" not in text


def test_every_approval_is_told(statement: Statement) -> None:
    """An approval of an earlier version is told after that version, and the one that stands is told once, though the log has it."""
    first = statement.sections[0]
    assert first.approval
    logged = tuple(
        Event(at=at, by=by, action="section_approved", subject=subject, details={"n": n})
        for at, by, subject, n in (
            (AT, PREPARER, first.id, "1"),
            (AT, PREPARER, "s-p2", "1"),
            (first.approval.at, CHIEF, first.id, "2"),
            (AT, PREPARER, first.id, "?"),
        )
    )
    held = replace(statement, events=statement.events + logged)
    part = _txt(held).split("Ehdotus 1 Vuokra-ajan pidentäminen\n\n")[1].split("Ehdotus 2")[0]
    blocks = [block.splitlines() for block in part.strip().split("\n\n")]
    assert [block[0] for block in blocks[1:]] == [f"Versio: versio {n}" for n in (1, 1, 2, 2)]
    assert ["Versio: versio 1", "Vaihe: hyväksytty", f"Kuka: {PREPARER}", "Milloin: 3.2.2033 klo 9.30"] in blocks
    told = _json(held)["sections"][0]
    assert [(one["version"], one["by"]) for one in told["approvals"]] == [(1, PREPARER), (2, CHIEF)]
    assert told["approved"] == told["approvals"][-1]
    changed = replace(held, sections=(replace(first, approval=None), *statement.sections[1:]))
    assert "Vaihe: ei hyväksytty" in _txt(changed).split("Ehdotus 2")[0]


def test_unapproved_is_told(statement: Statement) -> None:
    """A section that nobody approved is said to be so."""
    told = {part["title"]: part["approved"] for part in _json(statement)["sections"]}
    assert told["Palstamaksujen yhtenäistäminen koko maassa"] is None
    assert _txt(statement).count("Vaihe: ei hyväksytty") == 2


def test_accepted_findings_are_told(statement: Statement) -> None:
    """Accepted findings with who and when; without any it is said that there are none."""
    assert f"Hyväksyjä: {CHIEF}" in _txt(statement)
    assert "Huomautuksia ei ole hyväksytty erikseen." in _txt(replace(statement, accepted=()))


def test_says_what_it_does_not_know(statement: Statement) -> None:
    """Where an earlier version is neither in the log nor given, the page says that it speaks of the newest."""
    bare = replace(statement, events=())
    assert "Tieto koskee osioiden uusimpia versioita" in _txt(bare)
    first = statement.sections[0].version
    older: dict[str, list[Version]] = {first.section: [replace(first, n=1, model="palvelu:kirjuri"), first]}
    told = _json(bare, history=older)
    assert told["models"] == ["palvelu:kirjuri"]
    assert "Tieto koskee osioiden uusimpia versioita" not in _txt(bare, history=older)


def test_broken_events_are_passed_over(statement: Statement) -> None:
    """A line of the log that does not tell a version is not taken for one."""
    broken = tuple(
        Event(at=AT, by=PREPARER, action="version_kept", subject="s-p1", details=details)
        for details in (
            {},
            {"n": "yksi", "kind": "draft", "stance": "supports"},
            {"n": "1", "kind": "?", "stance": "?"},
        )
    )
    assert [v["n"] for v in _json(replace(statement, events=broken))["sections"][0]["versions"]] == [2]


def test_person_chose_and_body_answers(statement: Statement) -> None:
    """It is said plainly that a program helped, that people chose, and who is responsible."""
    text = _txt(statement)
    assert "Lausunto on laadittu Lausuntoapuri-ohjelman avulla." in text
    assert "Kannan on jokaisessa osiossa valinnut ihminen." in text
    assert "Lausunnon sisällöstä vastaa kaupunginhallitus." in text


def test_origins_are_counted(statement: Statement) -> None:
    """The sentences of each origin are counted, and the counts add up."""
    text = _txt(statement)
    assert (
        "Alkuperä: lainaus\nMitä se tarkoittaa: lähteen omat sanat ja vakiomuotoinen johtolause\nVirkkeitä: 4" in text
    )
    total = sum(sum(part["origins"].values()) for part in _json(statement)["sections"])
    assert total == len(statement.claims)
