"""The commands over proposals and the statement: shapes of their JSON, exit codes, and plain messages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.test_cli import Done, refused, run

SOURCES = Path(__file__).parent / "ui" / "sources"
NOTE = "Kaupungissa oli vuonna 2025 yhteensä 312 pitkäaikaistyötöntä."


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sources taken in."""
    data = tmp_path_factory.mktemp("cli") / "data"
    assert run("add", SOURCES, data=data).code == 0
    return data


@pytest.fixture
def data(filled: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(filled, tmp_path / "data"))


def ids(data: Path) -> list[str]:
    """The register's ids in order."""
    return [row["id"] for row in run("proposals", "--json", data=data).json()["proposals"]]


def confirmed(data: Path) -> str:
    """The first proposal, confirmed."""
    first = ids(data)[0]
    assert run("proposals", "confirm", first, data=data).code == 0
    return first


def drafted(data: Path, *more: str) -> Done:
    """A first draft."""
    return run("draft", confirmed(data), "--stance", "supports", "--note", NOTE, *more, "--json", data=data)


def test_the_register(data: Path) -> None:
    """Each proposal with its number, words and state; detecting in a file takes nothing in."""
    rows = run("proposals", "--json", data=data).json()["proposals"]
    assert {"id", "number", "title", "document", "page", "start", "end", "text", "state"} <= set(rows[0])
    assert {row["state"] for row in rows} == {"detected"}
    seen = run("proposals", "--detect", SOURCES / "muistio.md", "--json", data=data).json()["proposals"]
    assert [row["title"] for row in seen] == [row["title"] for row in rows]
    refused(run("proposals", "--detect", data / "ei-ole.pdf", data=data), 1, "ei-ole.pdf")
    refused(run("proposals", "confirm", "p00000", data=data), 1, "p00000")


def test_arranging_the_register(data: Path) -> None:
    """Reject, rename, move, merge and add, each told in the register that it prints."""
    first, second, *_ = ids(data)
    assert "Uusi nimi" in run("proposals", "rename", first, "Uusi nimi", "--json", data=data).out
    moved = run("proposals", "move", first, "--to", "2", "--json", data=data).json()["proposals"]
    assert [row["id"] for row in moved][:2] == [second, first]
    added = run("proposals", "add", "Oma ehdotus", "--text", "Lisätään siirtymäaika.", "--json", data=data).json()
    assert added["proposals"][-1]["state"] == "confirmed"
    gone = run("proposals", "reject", second, "--json", data=data).json()["proposals"]
    assert {row["id"]: row["state"] for row in gone}[second] == "rejected"


def test_stance_first(data: Path) -> None:
    """Unconfirmed, without a stance, or with one nobody can choose: refused with 3, 3 and 2."""
    first = ids(data)[0]
    refused(run("draft", first, "--stance", "supports", data=data), 3, "vahvistettu")
    confirmed(data)
    refused(run("draft", first, data=data), 3, "kanta")
    refused(run("draft", first, "--stance", "unclear", data=data), 2, "unclear")
    refused(run("draft", first, "--stance", "maybe", data=data), 2, "supports")
    refused(run("draft", first, "--stance", "supports", "--language", "en", data=data), 2, "sv")
    refused(run("draft", first, "--stance", "supports", "--date", "2026-13-01", data=data), 2, "2026-13-01")


def test_a_draft_and_its_history(data: Path) -> None:
    """Draft, revise, edit, versions, restore and approve keep one numbering of versions; the log lines stay off stdout."""
    made = drafted(data).json()
    assert {"section", "version", "claims", "findings", "trace"} <= set(made)
    assert made["claims"][0]["text"] == "Kaupunki kannattaa ehdotusta."
    section = made["section"]
    assert run("revise", section, "--instruction", "lyhennä", "--json", data=data).json()["version"] == 2
    text = data.parent / "teksti.txt"
    text.write_text(made["text"], encoding="utf-8")
    assert run("edit", section, "--file", text, "--json", data=data).json()["version"] == 3
    refused(run("edit", section, "--file", data / "ei-ole.txt", data=data), 1, "ei-ole.txt")
    told = run("versions", section, "--diff", "1", "2", "--json", data=data).json()
    assert [row["kind"] for row in told["versions"]] == ["draft", "revision", "edit"]
    assert {row["kind"] for row in told["diff"]} <= {"same", "added", "removed"}
    back = run("restore", section, "2", "--json", data=data).json()
    assert back["version"] == 4
    refused(run("restore", section, "9", data=data), 1, "9")
    assert run("approve", section, "--by", "Hyväksyjä", "--json", data=data).json()["approved"]["version"] == 4
    refused(run("approve", section, data=data), 2, "--by")
    refused(run("revise", section, "--instruction", "tee siitä runo", data=data), 2)


def test_wishes_are_said_once(data: Path) -> None:
    """The same wish given again is not said twice."""
    first = confirmed(data)
    wish = "Kaupunki esittää siirtymäaikaa."
    for _ in range(2):
        made = run("draft", first, "--stance", "supports", "--wish", wish, "--json", data=data).json()
    assert [claim["text"] for claim in made["claims"]].count(wish) == 1


def test_grounds(data: Path) -> None:
    """Three groups, each quote with body, date and that body's stance."""
    found = run("grounds", ids(data)[0], "--stance", "supports", "--json", data=data).json()
    assert {"for", "against", "neutral"} <= set(found)
    assert all(
        {"id", "body", "date", "stance", "text"} <= set(row) for side in ("for", "against") for row in found[side]
    )
    assert {row["stance"] for row in found["for"]} == {"supports"}
    assert "supports" not in {row["stance"] for row in found["against"]}
    shown = run("grounds", ids(data)[0], data=data, LAUSUNTO_LANGUAGE="sv").out
    assert "supports" not in shown


def test_export_is_refused_until_findings_are_met(data: Path) -> None:
    """3 and the ids while findings are open; the file once a named person accepts them; the annex tells who."""
    section = drafted(data).json()["section"]
    text = data.parent / "teksti.txt"
    latest = run("versions", section, "--json", data=data).json()["versions"][-1]["text"]
    text.write_text(f"{latest}\n\nOsuus on 93 prosenttia.", encoding="utf-8")
    findings = run("edit", section, "--file", text, "--json", data=data).json()["findings"]
    blocking = [row["id"] for row in findings if row["severity"] != "info"]
    assert blocking
    out = data.parent / "lausunto.docx"
    stopped = run("export", "statement", "--format", "docx", "-o", out, data=data)
    assert stopped.code == 3
    assert all(name in stopped.err for name in blocking)
    assert not out.exists()
    accepting = [word for name in blocking for word in ("--accept", name)]
    refused(run("export", "statement", "-o", out, *accepting, data=data), 2)
    done = run("export", "statement", "-o", out, *accepting, "--by", "Hyväksyjä", "--json", data=data).json()
    assert done == {"file": str(out), "sections": 1, "findings_open": 0}
    assert out.read_bytes().startswith(b"PK")
    annex = data.parent / "liite.md"
    assert run("export", "annex", "-o", annex, data=data).code == 0
    assert "Hyväksyjä" in annex.read_text(encoding="utf-8")


def test_export_of_wrong_places(data: Path) -> None:
    """A missing folder, an ending of another format, a language without drafts, nothing to export: told, nothing left behind."""
    refused(run("export", "statement", data=data), 3)
    drafted(data)
    refused(run("export", "annex", "-o", data / "ei-ole" / "a.md", data=data), 1, "ei-ole")
    refused(run("export", "annex", "--format", "docx", "-o", data.parent / "a.pdf", data=data), 2, "pdf")
    refused(run("export", "annex", "--language", "en", data=data), 2)
    refused(run("export", "annex", "--accept", "f0000000000", "--by", "N", "-o", data.parent / "a.md", data=data), 2)
    assert not (data.parent / "a.pdf").exists()


def test_check_of_a_file(data: Path) -> None:
    """An error ends with 3 and names the place; a sound text ends with 0."""
    bad = data.parent / "huono.md"
    bad.write_text("# Lausunto\n\n## Kulukorvauksen korottaminen\n\n[täydennä] Summa on XX euroa.\n", encoding="utf-8")
    done = run("check", bad, "--json", data=data)
    assert done.code == 3
    assert {"check", "severity", "message", "claim"} <= set(json.loads(done.out)["findings"][0])
    good = data.parent / "hyva.md"
    good.write_text(
        "# Lausunto\n\n## Kulukorvauksen korottaminen\n\nKaupunki kannattaa ehdotusta, koska kulukorvaus ei kata matkoja. "
        "Kaupungissa oli vuonna 2025 yhteensä 84 osallistujaa. Kaupunki esittää, että rahoitus turvataan.\n",
        encoding="utf-8",
    )
    assert run("check", good, data=data).code == 0


def test_a_locked_library_does_not_spoil_the_answer(data: Path) -> None:
    """A draft with a note while another process writes still prints one JSON object and nothing else."""
    import filelock

    first = confirmed(data)
    with filelock.FileLock(data / "lock"):
        done = run("draft", first, "--stance", "supports", "--note", NOTE, "--json", data=data)
    assert done.code == 0
    assert done.json()["version"] == 1
