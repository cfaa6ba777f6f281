"""What a serving process holds in memory: builds the product and its page, asks, and tells its peak as JSON, in KiB.

usage: python -m bench.server DATA QUESTIONS.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def held(name: str) -> int:
    """A value of /proc/self/status in KiB, such as VmRSS or VmHWM."""
    rows = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith(f"{name}:"))


def main() -> None:
    """Goes through a server's life and prints what it held after each stage."""
    data, questions = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    stages = {"start": held("VmRSS")}
    from bench.folders import assistant_on

    stages["imports"] = held("VmRSS")
    assistant = assistant_on(data)
    assistant.library.search.snapshot()
    stages["library open"] = held("VmRSS")
    from assistant.ui.server import application

    application(assistant)
    stages["page mounted"] = held("VmRSS")
    for question in questions:
        assistant.ask(question)
    stages["asked"] = held("VmRSS")
    assistant.close()
    print(json.dumps({"peak": held("VmHWM"), "stages": stages}))


if __name__ == "__main__":
    main()
