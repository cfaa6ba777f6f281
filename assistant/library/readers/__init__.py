"""Reads documents into text and blocks, in a sandboxed child process.

`ENDINGS` are the file endings that can be read; `ReaderProcess` reads them. Nothing heavy is imported here: a format's
library is imported in the child, when the first file of that format comes.
"""

from __future__ import annotations

from assistant.library.readers.formats import ENDINGS
from assistant.library.readers.process import ReaderProcess

__all__ = ["ENDINGS", "ReaderProcess"]
