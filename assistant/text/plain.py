"""Pasted text as plain text: tags, Markdown signs and control characters go, the words and their paragraphs stay.

For what people type or paste into the product, never for sources: those are read by the readers and quoted as they stand.
"""

from __future__ import annotations

import html
import re
import unicodedata

_HIDDEN = re.compile(r"<!--.*?-->|<(script|style)\b[^<>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_LISTED = re.compile(r"<li(?:\s[^<>]*)?>", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|tr|table|thead|tbody|blockquote|section|article|header|footer|pre)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9:-]*(?:\s[^<>]*)?/?>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
# A sign at the start of a line makes it a paragraph of its own: headings, bullets, quotations.
_LINE_SIGN = re.compile(r"^[ \t]*(?:(?:#{1,6}|[-*•▪]|–(?=[ \t]+[^a-zåäö]))[ \t]+|>+[ \t]+(?!\d))", re.MULTILINE)
# A bullet before a small letter: an item of a sentence, which would not be understood without its sign.
_ITEM = re.compile(r"^[ \t]*[-*•▪–][ \t]+(?=[^\W\d_A-ZÅÄÖ])", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$|^[ \t]*(?:```|~~~).*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]+)\]\([^()\s]*\)")
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)([^\n]+?)(?<=\S)\1")
_SOFT = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^\n*_]+?)(?<=[^\s*_])\1(?![\w*])")
_CODE = re.compile(r"`([^`\n]+)`")
_GONE = frozenset(("Cc", "Cf", "Cs"))


def plain(text: str) -> str:
    """The words of pasted text, NFC, its paragraphs parted by one empty line; the same for what is plain already.

    A heading, a bullet and a quotation are paragraphs of their own; an item that goes on with a sentence keeps a dash. A lone `<`, `*` or `_` is a sign like any other. No word is
    lost but hidden ones (comments, scripts, the addresses of links).
    """
    now = _once(text)
    while (then := _once(now)) != now:
        now = then
    return now


def _once(text: str) -> str:
    told = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    told = _ENTITY.sub(lambda found: html.unescape(found.group()), _untagged(told))
    told = _RULE.sub("", told)
    told = _LINE_SIGN.sub("\n", _ITEM.sub("\n– ", told))
    told = _LINK.sub(r"\1", told)
    for signs in (_STRONG, _SOFT):
        told = signs.sub(r"\2", told)
    return _even(_CODE.sub(r"\1", told))


def _untagged(text: str) -> str:
    told = _BREAK.sub("\n", _BLOCK.sub("\n\n", _LISTED.sub("\n\n- ", _HIDDEN.sub("", text))))
    return _TAG.sub("", told)


def _even(text: str) -> str:
    """Without control characters, in NFC, white space evened."""
    kept = "".join(char for char in text if char == "\n" or char.isspace() or unicodedata.category(char) not in _GONE)
    kept = re.sub(r"[^\S\n]+", " ", unicodedata.normalize("NFC", kept))
    kept = re.sub(r" ?\n ?", "\n", kept)
    return re.sub(r"\n{3,}", "\n\n", kept).strip()
