"""The child process: what it may do, what ends it, and that the next file is read all the same."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ReadError
from assistant.library.readers import ENDINGS, ReaderProcess
from assistant.library.readers.compose import Piece, compose
from assistant.text.wording import explain
from assistant.types import BlockKind, Language

from .made import check_offsets

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def _children() -> set[int]:
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        with contextlib.suppress(OSError):  # a thread may end while we look
            found.update(int(pid) for pid in (task / "children").read_text().split())
    return found


def _child(process: ReaderProcess) -> int:
    # The system's list of children may leave one out while others end (proc(5)), so it is not asked for a living one.
    assert process._child is not None
    return process._child.pid


def _code(process: ReaderProcess, path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        process.read(path)
    return caught.value.code


def _may_leave_network() -> bool:
    """Whether this system lets a process take a network namespace of its own."""
    script = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x50000000) != 0)"
    return subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A file that reads."""
    path = tmp_path / "hyvä.md"
    path.write_text("# Otsikko\n\nTeksti.\n")
    return path


def test_endings() -> None:
    """The endings are those the wording promises."""
    assert sorted(ENDINGS) == [*(".docx", ".htm", ".html", ".jsonl", ".markdown", ".md", ".odt", ".pdf", ".txt")]


def test_import_is_cheap() -> None:
    """Importing the package loads none of the formats' libraries."""
    heavy = "{'lxml', 'docx', 'pypdfium2', 'markdown_it', 'yaml'}"
    script = f"import sys; import assistant.library.readers; sys.exit(bool({heavy} & set(sys.modules)))"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", script], env=environment, check=False).returncode == 0


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.md", b"", "empty_file"),
        ("a.txt", b"\xef\xbb\xbf \n\n", "empty_file"),
        ("a.xyz", b"x", "unsupported"),
        ("a.txt", b"\x00\x01\x02binary", "mislabelled"),
        ("a.md", b"%PDF-1.7 ...", "mislabelled"),
        ("a.docx", b"%PDF-1.7 ...", "mislabelled"),
        ("a.html", b"\x89PNG\r\n", "mislabelled"),
        ("a.html", b"<html><body> </body></html>", "no_text"),
        ("a.txt", b"x" * 1001, "too_large"),
        ("poissa.txt", None, "unreadable"),
    ],
)
def test_refusals(tmp_path: Path, name: str, content: bytes | None, code: str) -> None:
    """Bytes decide over the ending, and every refusal names the file."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with ReaderProcess(max_bytes=1000) as process, pytest.raises(ReadError) as caught:
        process.read(tmp_path / name)
    assert (caught.value.code, caught.value.values["name"]) == (code, name)


def test_too_large_names_the_limit(tmp_path: Path) -> None:
    """The limit is told in megabytes, with the unit of the language that it is told in."""
    (tmp_path / "a.txt").write_bytes(b"x" * 1_500_001)
    with ReaderProcess(max_bytes=1_500_000) as process, pytest.raises(ReadError) as caught:
        process.read(tmp_path / "a.txt")
    assert [
        f"1,5 {unit}" in explain(caught.value, code) for code, unit in zip(Language, ("Mt", "MB", "MB"), strict=True)
    ]


@pytest.mark.parametrize("code", ["too_large", "too_many_pages", "too_long", "unpacks_too_large"])
def test_limits_in_each_language(code: str) -> None:
    """No unit of one language stands in a message of another."""
    told = {language: explain(ReadError(code, name="a", limit="200", ratio="100"), language) for language in Language}
    units = {"fi": ("Mt", "sivua", "merkkiä"), "sv": (" MB", "sidor", "tecken"), "en": (" MB", "pages", "characters")}
    for language, words in told.items():
        assert any(f"200 {unit.strip()}" in words for unit in units[language])
        others = [unit for other in units if other != language for unit in units[other] if unit not in units[language]]
        assert not [unit for unit in others if unit in words]


def test_shown_name(tmp_path: Path) -> None:
    """A file stored without an ending is read by the name it was given."""
    (tmp_path / "upload").write_text("Teksti.")
    with ReaderProcess() as process:
        assert process.read(tmp_path / "upload", name="lausunto.TXT")[0].text == "Teksti."


def test_html_named_txt(tmp_path: Path) -> None:
    """A web page named .txt is read as text: nothing in it is binary."""
    (tmp_path / "a.txt").write_text("<html><p>x</p></html>")
    with ReaderProcess() as process:
        assert process.read(tmp_path / "a.txt")[0].text == "<html><p>x</p></html>"


def test_hang_is_killed(tmp_path: Path, good: Path) -> None:
    """Reading that takes too long ends at the wall clock, and the next file is read."""
    slow = tmp_path / "a.md"
    slow.write_text("*a **b " * 400_000)
    with ReaderProcess(seconds=0.5) as process:
        began = time.monotonic()
        assert _code(process, slow) == "too_slow"
        assert time.monotonic() - began < 10
        # A busy machine may take longer than that to start the next child.
        process._seconds = 30
        assert process.read(good)[0].text == "Otsikko\n\nTeksti."


def test_memory_is_bounded(tmp_path: Path, good: Path) -> None:
    """A file that wants more memory than the child may have is broken, and the next file is read."""
    greedy = tmp_path / "a.html"
    greedy.write_text("<p>x" * 9_000_000)
    with ReaderProcess(seconds=60) as process:
        assert _code(process, greedy) == "broken"
        assert process.read(good)[0].text == "Otsikko\n\nTeksti."


@linux
def test_crash_is_survived(good: Path) -> None:
    """A child that dies between files or is killed is replaced without a word."""
    before = _children()
    with ReaderProcess() as process:
        process.read(good)
        child = _child(process)
        os.kill(child, 9)
        assert process.read(good)[0].text == "Otsikko\n\nTeksti."
    assert _children() <= before


@linux
def test_sandbox(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child has no environment of ours, bounded memory, no file to write and, where allowed, its own network."""
    monkeypatch.setenv("LAUSUNTO_API_KEY", "salaisuus")
    with ReaderProcess() as process:
        process.read(good)
        child = _child(process)
        names = {entry.split(b"=")[0] for entry in Path(f"/proc/{child}/environ").read_bytes().split(b"\0") if entry}
        assert names <= {b"PYTHONPATH", b"PYTHONHOME", b"LD_LIBRARY_PATH"}
        limits = Path(f"/proc/{child}/limits").read_text()
        bounded = {row[:26].strip(): row[26:47].strip() for row in limits.splitlines()}
        assert bounded["Max address space"] == str(1 << 30)
        assert bounded["Max file size"] == bounded["Max core file size"] == "0"
        if _may_leave_network():
            assert os.readlink(f"/proc/{child}/ns/net") != os.readlink("/proc/self/ns/net")


def test_many_small_files(tmp_path: Path) -> None:
    """A thousand small files are read by one child: what starting it costs is paid once (the speed is in the benchmark)."""
    path = tmp_path / "a.md"
    path.write_text("---\nkind: local\n---\n# Otsikko\n\n" + "## Luku\n\nTämä on *kappale* tekstiä.\n\n" * 4)
    with ReaderProcess() as process:
        process.read(path)
        child = process._child
        assert all(process.read(path) for _ in range(1000))
        assert process._child is child


@linux
def test_large_parent_keeps_its_child(good: Path) -> None:
    """One child reads on although the parent, as a server with its models, holds more memory than a child may keep."""
    held = b"x" * (600 << 20)
    with ReaderProcess() as process:
        process.read(good)
        child = _child(process)
        process.read(good)
        assert _child(process) == child
    del held


@given(st.lists(st.text(alphabet=st.characters(codec=None), max_size=40), min_size=1, max_size=8), st.booleans())
def test_offsets_hold_for_any_text(texts: list[str], paged: bool) -> None:
    """Whatever the pieces hold, the blocks make up the text and the pages divide it; it can be stored as UTF-8."""
    pieces = [Piece(kind=BlockKind.PARAGRAPH, text=text) for text in ["x", *texts]]
    reading = compose(pieces, paged=paged)
    check_offsets(reading)
    reading.text.encode("utf-8")
    assert not paged or len(reading.pages) == 1 + sum(text.count("\f") for text in texts)
