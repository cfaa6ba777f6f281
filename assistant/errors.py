"""Faults, as against refusals (which are values: `types.Status`).

    LausuntoError            something could not be done; exit code 1
    ├── UsageError           the call itself is wrong; exit code 2
    ├── RefusedError         a check refused; exit code 3
    │   └── OpenFindingsError    the text has findings that nobody has mended or accepted
    ├── ReadError            a file could not be read
    ├── StoreError           the data folder or its database
    ├── ConflictError        somebody else changed it meanwhile; carries what they made
    ├── ModelError           a language model did not answer, or not usably
    ├── StoppedError         somebody stopped it; nothing of it was kept
    └── SettingsError        a setting has no usable value

Each carries a `code` of the wording file (section `error`), which holds the message and the advice in Finnish,
Swedish and English; `values` fill them. `retryable` tells whether the same call may succeed later.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar


class LausuntoError(Exception):
    """Base of the tree. `code` names a message and an advice in the wording file."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, *, retryable: bool = False, **values: object) -> None:
        self.code = code
        self.retryable = retryable
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(f"{code} {self.values}" if values else code)


class UsageError(LausuntoError):
    """The call itself is wrong."""

    exit_code = 2


class RefusedError(LausuntoError):
    """A check refused: the human's part is missing, or findings are open."""

    exit_code = 3


class OpenFindingsError(RefusedError):
    """The text has findings that nobody has mended or accepted; `findings` are those (each a `types.Finding`)."""

    def __init__(self, findings: Sequence[Any]) -> None:
        super().__init__("open_findings", count=len(findings), ids=", ".join(finding.id for finding in findings))
        self.findings = tuple(findings)


class ReadError(LausuntoError):
    """A file could not be read; the others are not touched by it."""


class StoreError(LausuntoError):
    """The data folder, its lock or its database."""


class ModelError(LausuntoError):
    """A language model did not answer, or not usably. Codes begin with `model_`; the product goes on without the model."""


class StoppedError(LausuntoError):
    """Somebody stopped it while a language model was at it; nothing of it was kept."""


class SettingsError(LausuntoError):
    """A setting has no usable value."""


class ConflictError(LausuntoError):
    """What was to be changed has been changed meanwhile. `theirs` is what is kept now (a Position or a Version), None
    where it is no longer there; nothing was written."""

    def __init__(self, code: str, *, theirs: object = None, retryable: bool = False, **values: object) -> None:
        super().__init__(code, retryable=retryable, **values)
        self.theirs = theirs
