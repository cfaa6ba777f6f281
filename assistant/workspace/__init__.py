"""The workspace: the human's work (register, positions, versions, approvals, log), kept in a database.

>>> from assistant.workspace import Workspace
>>> with Workspace(Path("data")) as workspace: workspace.proposals()
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.workspace.workspace import Workspace

__all__ = ["Workspace"]


def __getattr__(name: str) -> Any:
    """Imported when first used, so that importing the package does not load the database."""
    if name == "Workspace":
        from assistant.workspace.workspace import Workspace

        return Workspace
    raise AttributeError(name)
