"""A program that works on a workspace until it is killed, for the tests.

usage: python -m tests.workspace.stopped FOLDER STAGE. With `between` it keeps version after version and prints the number of
each when it has been told that it is kept; with `within` it stands still inside the transaction of its second version.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

from assistant.workspace import Workspace
from tests.workspace.made import Ticking, register, version


class Standing(Ticking):
    """Stands still when it is asked inside the transaction, after the section's row is written."""

    standing = False

    def __call__(self) -> dt.datetime:
        """The moment, or never."""
        if self.standing:
            print("here", flush=True)
            time.sleep(120)
        return super().__call__()


def main(folder: Path, stage: str) -> None:
    """Keeps versions."""
    now = Standing()
    workspace = Workspace(folder, now=now)
    workspace.detected(register())
    first, second = register()
    if stage == "within":
        workspace.keep(version(first), expected=0)
        now.standing = True
        workspace.keep(version(second), expected=0)
    for k in range(10_000):
        print(workspace.keep(version(first), expected=k).n, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
