"""Files to hand in: the statement, its source annex, the agenda item, the form's fields, the page on the use of AI."""

from __future__ import annotations

from assistant.export.blocks import Format, What
from assistant.export.files import make, suggested_name

__all__ = ["Format", "What", "make", "suggested_name"]
