"""How fast a statement comes about: finding proposals, grounds over a large library, a section, and the file."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.drafting import Drafting
from assistant.export import Format, What
from assistant.statement import LocalFact, Stance
from assistant.types import Kind
from bench import texts
from bench.folders import LARGE, SEED, Folders, assistant_on
from bench.table import Figure, load

PROPOSALS = 10
PAGES = 60
PARAGRAPHS_A_PAGE = 8
WHO = "bench"


def drafting(folders: Folders) -> list[Figure]:
    """Seconds of each step, on a copy of the large folder to which a memo of ten proposals is added."""
    assistant = assistant_on(Path(shutil.copytree(folders.large, folders.root / "drafting")))
    assistant.add([_memo(folders.root / "muistio.md", 1)], kind=Kind.MEMO)
    figures = [*_steps(assistant.drafting), *_detecting(assistant.drafting, folders.root)]
    assistant.close()
    return figures


def _steps(work: Drafting) -> list[Figure]:
    busy = load()
    ids = [proposal.id for proposal in work.proposals()]
    work.workspace.confirm(ids, WHO)
    fact = LocalFact(id="", text="Kaupungissa oli vuonna 2025 yhteensä 312 pitkäaikaistyötöntä.")
    work.grounds(ids[0])  # warm, as a page that was opened is
    for name in ids:
        position = work.with_facts(work.position(name), (fact,))
        work.take_position(replace(position, stance=Stance.SUPPORTS), WHO)
    # The first fact is being taken into the index behind the page's back, and takes its share of the processors.
    meanwhile = [_seconds(work.grounds, name) for name in ids[:3]]
    work._behind.submit(lambda: None).result()
    gathering = [_seconds(work.grounds, name) for name in ids]
    writing = [_seconds(work.draft, name) for name in ids]
    for finding in work.statement().open:
        work.accept(finding.id, WHO)
    exporting = [_seconds(work.export, What.STATEMENT, Format.DOCX) for _ in range(3)]
    over = f"{LARGE:,} passages, {len(ids)} proposals"
    return [
        _figure("Grounds of a proposal", gathering, 1.0, f"`Drafting.grounds`, {over}", busy),
        _figure(
            "Grounds while a new fact is taken in", meanwhile, None, f"the same, {LARGE:,} passages indexed anew", busy
        ),
        _figure("Draft of a section", writing, 1.5, f"`Drafting.draft` with its grounds and checks, {over}", busy),
        _figure(f"Export of {len(ids)} sections, DOCX", exporting, 2.0, "`Drafting.export`, three times", busy),
    ]


def _detecting(work: Drafting, folder: Path) -> list[Figure]:
    """None where LibreOffice, which makes the PDF, is not installed."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return []
    busy = load()
    memo = _memo(folder / "pitka.html", PAGES)
    profile = f"-env:UserInstallation=file://{folder / 'office'}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "pdf:writer_web_pdf_Export",
        "--outdir",
        str(folder),
        str(memo),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    pdf = folder / "pitka.pdf"
    name = f"Proposals in a PDF of {len(work._library.read(pdf).pages)} pages"
    return [
        _figure(name, [_seconds(work.detect, pdf) for _ in range(3)], 5.0, "`Drafting.detect`, reading included", busy)
    ]


def _memo(path: Path, pages: int) -> Path:
    """A memo with ten numbered proposals after `pages` pages of other text, as Markdown or HTML by the path's ending."""

    def mark(level: int, text: str) -> str:
        if path.suffix == ".html":
            return f"<h{level}>{text}</h{level}>" if level else f"<p>{text}</p>"
        return f"{'#' * level} {text}".strip()

    office = texts.Office(SEED + 9)
    made = [office.paragraph() for _ in range(pages * PARAGRAPHS_A_PAGE + PROPOSALS)]
    parts = [mark(1, "Nykytila"), *(mark(0, text) for text in made[PROPOSALS:]), mark(1, "Kehittämisehdotukset")]
    for n, text in enumerate(made[:PROPOSALS], start=1):
        title = " ".join(text.split()[:4]).rstrip(".,")
        parts += [mark(2, f"Kehittämisehdotus {n}: {title}"), mark(0, text)]
    path.write_text("\n\n".join(parts), encoding="utf-8")
    return path


def _seconds(call: Callable[..., object], *given: object) -> float:
    start = time.perf_counter()
    call(*given)
    return time.perf_counter() - start


def _figure(name: str, taken: list[float], aim: float | None, how: str, busy: float) -> Figure:
    return Figure(
        name=name,
        target="–" if aim is None else f"≤ {aim:g} s",
        measured=f"longest {max(taken):.2f} s, shortest {min(taken):.2f} s",
        good=None if aim is None else max(taken) <= aim,
        how=how,
        load=busy,
    )
