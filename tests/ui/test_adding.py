"""The promises of adding files: progress then outcomes, what the user said goes along, nothing stays behind."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from assistant.types import AddState, Kind, Progress
from assistant.ui.adding import Label, add, read_date, sent
from tests.ui.fake import Fake


def test_progress_comes_before_the_outcomes(tmp_path: Path) -> None:
    """What is told last is the outcome of every file; the label reaches the product; the upload is gone."""
    path = tmp_path / "oma.txt"
    path.write_text("Oma tieto.", encoding="utf-8")
    fake = Fake(pause=0.05)
    label = Label(kind=Kind.LOCAL, body="Esimerkkikaupunki", date=dt.date(2026, 1, 12))
    told = list(add(fake, [path], label))
    assert all(isinstance(one, Progress) for one in told[:-1])
    assert len(told) > 1
    assert isinstance(told[-1], list)
    assert told[-1][0].state is AddState.ADDED
    assert fake.added_with == [(Kind.LOCAL, "Esimerkkikaupunki", dt.date(2026, 1, 12))]
    assert not path.exists()


def test_an_error_reaches_the_one_who_waits(tmp_path: Path) -> None:
    """What the product raises in its thread is raised here, and the upload is gone all the same."""
    path = tmp_path / "rikki.txt"
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(UnicodeDecodeError):
        list(add(Fake(), [path], Label()))
    assert not path.exists()


@pytest.mark.parametrize(
    ("written", "day"),
    [("18.2.2026", dt.date(2026, 2, 18)), ("18. 2. 2026", dt.date(2026, 2, 18)), ("2026-02-18", dt.date(2026, 2, 18))],
)
def test_dates_are_read_as_written(written: str, day: dt.date) -> None:
    """The Finnish way and the ISO way are both read."""
    assert read_date(written) == day


def test_no_date_is_no_date() -> None:
    """An empty field says nothing."""
    assert read_date("  ") is None


@pytest.mark.parametrize("written", ["31.2.2026", "helmikuu", "18/2/2026"])
def test_other_dates_are_refused(written: str) -> None:
    """What is no day is not guessed at."""
    with pytest.raises(ValueError, match=r".+"):
        read_date(written)


def test_only_files_of_the_upload_folder_are_taken(tmp_path: Path) -> None:
    """A browser may name any path; only files that were sent here count, each once."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    good = folder / "a.txt"
    good.write_text("a", encoding="utf-8")
    secret = tmp_path / "secret.txt"
    secret.write_text("s", encoding="utf-8")
    (folder / "link.txt").symlink_to(secret)
    named = [good, good, secret, folder / ".." / "secret.txt", folder / "link.txt", folder / "gone.txt", folder]
    assert sent(json.dumps([{"path": str(path)} for path in named]), folder) == [good]


@pytest.mark.parametrize("value", ["", "[]", "{", "[1]", '[{"name": "x"}]', "null", '{"path": "x"}'])
def test_an_odd_value_names_no_files(value: str, tmp_path: Path) -> None:
    """Whatever the field's value is, reading it does not fail."""
    assert sent(value, tmp_path) == []
