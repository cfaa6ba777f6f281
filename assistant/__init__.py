"""Lausuntoapuri: drafting statements in Finnish, every sentence with the very words it rests on.

>>> from assistant import Settings, build
>>> assistant = build(Settings(data=...))
>>> assistant.ask("Kuinka kauan työkokeilu voi enintään kestää?")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.composition import build
    from assistant.settings import Settings

__all__ = ["Settings", "build"]


def __getattr__(name: str) -> Any:
    """Names are imported when they are first used, so that importing the package does nothing."""
    if name == "build":
        from assistant.composition import build

        return build
    if name == "Settings":
        from assistant.settings import Settings

        return Settings
    raise AttributeError(name)
