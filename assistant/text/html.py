"""Markup that cannot be broken out of: everything that is not already `Html` is escaped as it is put in.

It builds elements; it does not parse, clean or template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

# Control characters have no place on a page, and bidirectional overrides can make a title read as another.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_VOID = frozenset({"br", "hr", "input", "wbr"})

Attribute = str | int | bool | None


class Html(str):
    """A string of finished markup. Made by this module alone."""

    __slots__ = ()


def text(value: str) -> Html:
    """The words as they are, safe in an element and in a quoted attribute."""
    if isinstance(value, Html):
        return value
    return Html(escape(_UNSEEN.sub("", value), quote=True))


def join(parts: Iterable[str], between: str = "") -> Html:
    """Parts in a row; strings are escaped."""
    return Html(text(between).join(text(part) for part in parts))


def tag(name: str, *children: str | None, **attributes: Attribute) -> Html:
    """An element. `class_` and `data_turn` become class and data-turn; False and None leave the attribute out.

    Raises ValueError when a name is not a plain lower-case one.
    """
    opening = [name]
    for key, value in attributes.items():
        label = key.rstrip("_").replace("_", "-")
        if not _NAME.fullmatch(label) or not _NAME.fullmatch(name):
            raise ValueError(f"{name} {label} is not a plain name")
        if value is True:
            opening.append(label)
        elif value is not False and value is not None:
            # An attribute is not markup: what is Html already is escaped once more, as the words it shows.
            opening.append(f'{label}="{escape(_UNSEEN.sub("", str(value)), quote=True)}"')
    start = f"<{' '.join(opening)}>"
    if name in _VOID:
        return Html(start)
    return Html(f"{start}{join(child for child in children if child is not None)}</{name}>")


def outside(url: str | None) -> str | None:
    """The address when it leads to a web page, else None: no other scheme becomes a link."""
    if not url or _UNSEEN.search(url) or re.search(r"\s", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


_ICONS = {
    "quoted": "M4 7h5v5c0 3-1.5 4.5-4 5M14 7h5v5c0 3-1.5 4.5-4 5",
    "supported": "M4 12.5l5 5L20 6.5",
    "own": "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.5-6.5 8-6.5s8 2.5 8 6.5",
    "form": "M5 6h14M5 12h14M5 18h9",
    "unsupported": "M12 4l9 16H3zM12 10v4M12 17v.5",
    "copy": "M9 9h11v11H9zM5 15H4V4h11v1",
    "search": "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5",
    "out": "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
    "back": "M9 6l-5 5 5 5M4 11h10a6 6 0 0 1 6 6v2",
    "close": "M6 6l12 12M18 6L6 18",
    "retry": "M20 11a8 8 0 1 0-2 6M20 5v6h-6",
    "shield": "M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6z",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2",
    "page": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "done": "M4 12.5l5 5L20 6.5",
    "upload": "M12 16V5M7 9l5-5 5 5M4 15v5h16v-5",
    "same": "M5 9h14M5 15h14",
    "failed": "M12 4l9 16H3zM12 10v4M12 17v.5",
    "partly": "M4 12.5l4 4 5-6M15 17h6",
    "circle": "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z",
    "unclear": "M7.5 8a4.5 4.5 0 1 1 6.6 4c-1.4.8-2.1 1.7-2.1 3.2M12 20v.5",
    "pen": "M4 20l1-4L16 5l3 3L8 19zM13 8l3 3",
    "plus": "M12 5v14M5 12h14",
    "up": "M12 19V5M6 11l6-6 6 6",
    "down": "M12 5v14M6 13l6 6 6-6",
    "next": "M9 5l7 7-7 7",
}


def icon(name: str) -> Html:
    """A small drawing beside a word; assistive technology passes it by. Raises KeyError for an unknown name."""
    # `viewBox` has an upper-case letter, so this one element is written out.
    return Html(
        f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{_ICONS[name]}"/></svg>'
    )
