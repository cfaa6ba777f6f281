"""Whatever people wrote comes out of every format as words, and as nothing but words."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assistant.export
from assistant.export import Format, What, make, suggested_name
from assistant.export.blocks import clean, web_address
from assistant.export.markdown import escaped
from assistant.statement import Stance, Statement
from assistant.text.wording import texts
from assistant.types import Language, Origin, Role
from export import conftest
from export.conftest import CASE, FEES, NOW, claim, section
from export.reading import of_docx, of_json, of_markdown, squeezed, tokens

MARKUP = (
    "# otsikko", "1. kohta", "- kohta", "+ lisä", "* tähti", "> lainaus", "===", "---", "| a | b |", "`koodi`", "```", "~~~", "**vahva**",
    "_alle_", "[linkki](http://a.invalid)", "[1]: http://a.invalid", "<b>", "<script>alert(1)</script>", "&amp;", "&#35;", "]]>", "\\", "!",
    "<!-- -->", "http://a.invalid", "$a$", ":---", "\x00", "\x0b", "\ufffe", "\ud800", "\u202e", "\r\n", "\n", "\n\n", "\t", "    ", "§", "”",
)  # fmt: skip
anything = st.one_of(
    st.text(st.characters(), max_size=60),
    st.lists(st.one_of(st.sampled_from(MARKUP), st.text(max_size=6)), max_size=8).map(" ".join),
    st.lists(st.sampled_from(MARKUP), max_size=8).map("\n".join),
)


def _with(text: str) -> Statement:
    """A statement of which one sentence, one heading and the case hold the text."""
    held = section(replace(FEES, title=text), Stance.OPPOSES, claim(text, Origin.OWN, Role.STANCE))
    return replace(
        conftest.whole(), sections=(held,), case=replace(CASE, title=text, requester=text, register_number=text)
    )


@given(text=anything)
def test_words_survive_and_stay_words(text: str) -> None:
    """The sentence is a paragraph of its own, word for word, in Word, Markdown, plain text and JSON, and no markup comes of it."""
    statement, wanted = _with(text), squeezed(clean(text))
    made = {
        form: make(What.STATEMENT, form, statement, now=NOW)
        for form in (Format.DOCX, Format.MD, Format.TXT, Format.JSON)
    }
    if wanted:
        assert of_docx(made[Format.DOCX])[-1] == wanted
        assert of_json(made[Format.JSON].decode())[-1] == wanted
        assert of_markdown(made[Format.MD].decode())[-1] == wanted
        assert wanted in squeezed(made[Format.TXT].decode())
    kinds = {token.type for token in tokens(made[Format.MD].decode())}
    assert kinds <= {"heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close"}


@given(text=anything)
def test_every_paper_takes_any_words(text: str) -> None:
    """No paper breaks on any words, and its Word file opens again."""
    statement = _with(text)
    for what in What:
        assert of_docx(make(what, Format.DOCX, statement, now=NOW))
        json.loads(make(what, Format.JSON, statement, now=NOW))
        make(what, Format.MD, statement, now=NOW).decode("utf-8")
        make(what, Format.TXT, statement, now=NOW).decode("utf-8")


@given(text=anything)
def test_escaped_reads_the_same(text: str) -> None:
    """Markdown shows the very words, as one paragraph without emphasis, links, code or HTML."""
    held = clean(text)
    parsed = tokens(escaped(held))
    assert [token.type for token in parsed] == (["paragraph_open", "inline", "paragraph_close"] if held else [])
    for token in parsed:
        assert {child.type for child in token.children or ()} <= {"text", "text_special", "hardbreak", "softbreak"}
    assert of_markdown(escaped(held)) == ([squeezed(held)] if squeezed(held) else [])


@given(text=anything)
def test_clean_is_done_once(text: str) -> None:
    """Cleaning keeps what is clean, and leaves only characters that XML and UTF-8 can hold."""
    held = clean(text)
    assert clean(held) == held
    held.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\u202a-\u202e\u2066-\u2069]", held)


@pytest.mark.parametrize("what", What)
def test_same_words_in_every_format(statement: Statement, what: What) -> None:
    """A paper's words are the same, in the same order, in Word, Markdown and JSON; plain text has them all."""
    made = {
        form: make(what, form, statement, now=NOW, marks=True)
        for form in (Format.DOCX, Format.MD, Format.TXT, Format.JSON)
    }
    told = of_json(made[Format.JSON].decode())
    assert of_docx(made[Format.DOCX]) == told
    shown = squeezed(" ".join(of_markdown(made[Format.MD].decode())))
    text = squeezed(made[Format.TXT].decode())
    for block in json.loads(made[Format.JSON])["blocks"]:
        # The layout of text formats puts a colon after a label; the words are the same.
        rows = [f"{row['label']}: {row['text']}".strip() for row in block.get("rows", ()) if block["type"] == "fields"]
        for words in rows or of_json(json.dumps({"blocks": [block]})):
            assert words in shown
            assert words in text


def test_no_marks_unless_asked(statement: Statement) -> None:
    """The statement has no number of a source in any format unless it is asked for."""
    for form in (Format.DOCX, Format.MD, Format.TXT, Format.JSON):
        made = make(What.STATEMENT, form, statement, now=NOW)
        words = "\n".join(of_docx(made)) if form is Format.DOCX else made.decode()
        assert not re.search(r"\[\d+\\?\]", words)
    assert "[1]" in make(What.STATEMENT, Format.TXT, statement, marks=True, now=NOW).decode()


@pytest.mark.parametrize(
    ("url", "held"),
    [
        ("https://a.invalid/x?y=1&z=2", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ('https://a.invalid/"><script>', False),
        ("https://a.invalid/x y", False),
        ("", False),
    ],
)
def test_only_web_addresses_lead(url: str, held: bool) -> None:
    """A link leads to http and https alone; other addresses are shown as words."""
    assert bool(web_address(url)) is held


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("889/14.00.01/2026", "lausunto-889-14.00.01-2026.docx"),
        ("HEL 2026-000123", "lausunto-hel-2026-000123.docx"),
        ("../../etc/passwd", "lausunto-etc-passwd.docx"),
        ("", "lausunto-palstamuistio.docx"),
        ("CON", "lausunto-con.docx"),
    ],
)
def test_suggested_name(statement: Statement, number: str, wanted: str) -> None:
    """The name tells paper and case, and is safe on every system."""
    assert (
        suggested_name(What.STATEMENT, Format.DOCX, replace(statement, case=replace(CASE, register_number=number)))
        == wanted
    )


@given(number=st.text(max_size=200), name=st.text(max_size=200))
def test_names_are_safe(number: str, name: str) -> None:
    """Any number and name give a short name of plain letters, without a folder and without a point at its ends."""
    held = replace(conftest.whole(), case=replace(CASE, register_number=number, name=name, title=""))
    for what in What:
        told = suggested_name(what, Format.PDF, held)
        assert re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,110}\.pdf", told)
        assert ".." not in told


def test_every_text_is_used_and_there() -> None:
    """The words that the code asks for are in the wording, and the wording holds no word that nothing asks for."""
    asked: set[str] = set()
    for file in Path(assistant.export.__file__).parent.glob("*.py"):
        asked |= {
            node.value
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    families = ("stance_", "kind_", "origin_", "file_", "decide_")
    assert [name for name in texts()["export"] if name not in asked and not name.startswith(families)] == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("what", What)
def test_every_paper_in_every_language(statement: Statement, what: What, language: Language) -> None:
    """Every paper is told in the statement's language, and no place is left unfilled."""
    held = replace(statement, language=language, without=(FEES,), accepted=())
    text = make(what, Format.TXT, held, now=NOW, marks=True, library_documents=frozenset()).decode()
    assert not re.search(r"\{\w+\}", text)
    if language is not Language.FI:
        assert "Lähde" not in text
        assert "Asianumero" not in text
