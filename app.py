"""Starts the page on this machine, as `lausunto serve` does: python app.py."""

from __future__ import annotations

import sys

from assistant import Settings, build
from assistant.errors import LausuntoError
from assistant.text.wording import explain


def main() -> int:
    """Serves until interrupted; an error is one plain message and its exit code."""
    settings = Settings()
    try:
        # Imported here, since reading this file must not import the page.
        from assistant.ui.server import serve

        serve(build(settings), settings.host, settings.port)
    except LausuntoError as error:
        print(explain(error, settings.language), file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
