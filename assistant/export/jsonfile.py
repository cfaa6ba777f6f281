"""A paper as JSON: its own data, and every block in order with the very words of the other formats."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from assistant.export.blocks import Block, Fields, Heading, Items, Paper, Paragraph, Table, Title, clean, shown
from assistant.export.parts import MADE_WITH
from assistant.text.clock import local


def render(paper: Paper, now: dt.datetime) -> str:
    """One object. `blocks` are objects with a `type`; other names depend on what the paper is."""
    told = {
        "what": paper.what.value,
        "title": paper.name,
        "language": paper.language.value,
        "made": local(now).isoformat(),
        "made_with": MADE_WITH,
        "note": paper.keywords,
        **paper.data,
        "blocks": [_block(block) for block in paper.blocks],
    }
    return json.dumps(_cleaned(told), ensure_ascii=False, indent=2) + "\n"


def _block(block: Block) -> dict[str, object]:
    match block:
        case Title():
            return {"type": "title", "text": block.text}
        case Heading():
            return {"type": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"type": "paragraph", "look": block.look.value, "text": shown(block.runs)}
        case Items():
            return {"type": "items", "numbered": block.numbered, "items": [shown(item) for item in block.items]}
        case Fields():
            return {"type": "fields", "rows": [{"label": label, "text": shown(runs)} for label, runs in block.rows]}
        case Table():
            rows = [[shown(cell) for cell in row] for row in block.rows]
            return {"type": "table", "caption": block.caption, "header": list(block.header), "rows": rows}


def _cleaned(value: object) -> object:
    """The same without characters that no file may hold; the empty lines between paragraphs stay."""
    if isinstance(value, str):
        return "\n\n".join(clean(part) for part in value.split("\n\n"))
    if isinstance(value, Mapping):
        return {str(name): _cleaned(held) for name, held in value.items()}
    if isinstance(value, Sequence):
        return [_cleaned(held) for held in value]
    return value
