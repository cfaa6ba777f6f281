"""The tab Lausunto: the whole as it will leave, the check, the approval, the files."""

from __future__ import annotations

from assistant.statement import Version, paragraphs


def with_sentence(version: Version, at: int, words: str) -> str:
    """The version's text with one sentence in other words, or without it; a paragraph left empty goes too."""
    n, kept = 0, []
    for group in paragraphs(version.claims):
        texts = [words if n + k == at else claim.text for k, claim in enumerate(group)]
        n += len(group)
        kept.append(" ".join(text for text in texts if text.strip()))
    return "\n\n".join(part for part in kept if part)
