"""Prompts and sentence frames as files: front matter (name, version, variables), then one text under each `## key`.

A prompt's identity, name@version#sha, follows every result made with it.
"""

from __future__ import annotations

import hashlib
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.settings import shipped
from assistant.types import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One file of texts with `$places`."""

    name: str
    version: int
    variables: frozenset[str]
    texts: Mapping[str, str]
    sha: str

    @property
    def id(self) -> str:
        """name@version#sha, the first eight digits of the file's sha-256."""
        return f"{self.name}@{self.version}#{self.sha[:8]}"

    def fill(self, key: str, /, **values: object) -> str:
        """A text with its places filled. Raises KeyError for an unknown key or a place left empty."""
        return string.Template(self.texts[key]).substitute({name: str(value) for name, value in values.items()})


@cache
def load(name: str, language: Language) -> Prompt:
    """The prompt `name` in a language. Raises FileNotFoundError or ValueError when the file is not right."""
    return read(shipped("prompts") / f"{name}.{language.value}.md")


def read(path: Path) -> Prompt:
    """Reads one prompt file. Raises ValueError when a text uses a place that the front matter does not declare."""
    raw = path.read_bytes()
    parts = raw.decode("utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise ValueError(f"{path.name}: no front matter")
    front = yaml.safe_load(parts[1])
    found = re.split(r"^## (\S+)\n", parts[2], flags=re.MULTILINE)
    texts = {key: text.strip() for key, text in zip(found[1::2], found[2::2], strict=True)}
    declared = frozenset(front["variables"])
    used = {place for text in texts.values() for place in string.Template(text).get_identifiers()}
    if used - declared:
        raise ValueError(f"{path.name}: undeclared {sorted(used - declared)}")
    return Prompt(
        name=front["name"],
        version=front["version"],
        variables=declared,
        texts=texts,
        sha=hashlib.sha256(raw).hexdigest(),
    )
