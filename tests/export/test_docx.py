"""The Word file, opened again by another library: headings, language, properties, lists, tables, nothing left over."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from lxml import etree

from assistant.export import Format, What, make
from assistant.statement import Statement
from assistant.types import Language
from export.conftest import CASE, CHIEF, NOW, PREPARER, PROMPT
from export.reading import of_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _made(statement: Statement, what: What = What.STATEMENT, **more: bool) -> bytes:
    return make(what, Format.DOCX, statement, now=NOW, **more)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_headings_in_order(statement: Statement) -> None:
    """A title, then one heading of the first level for each section in the register's order: printed number, if any, and title."""
    styled = [(p.style.name, p.text) for p in docx.Document(io.BytesIO(_made(statement))).paragraphs if p.style]
    assert [text for style, text in styled if style == "Title"] == ["Lausunto"]
    assert [text for style, text in styled if style.startswith("Heading")] == [
        "Ehdotus 1 Vuokra-ajan pidentäminen",
        "Ehdotus 2 Neuvonnan laajentaminen ympärivuotiseksi",
        "Palstamaksujen yhtenäistäminen koko maassa",
        "Ehdotus 4 Yhteiskäyttöiset työkalut",
    ]
    assert {style for style, _ in styled if style.startswith("Heading")} == {"Heading 1"}


def test_paragraphs_are_the_versions_paragraphs(statement: Statement) -> None:
    """Each paragraph of the version's text is a paragraph of the file, word for word and in order."""
    wanted = [part for section in statement.sections for part in section.version.text.split("\n\n")]
    held = of_docx(_made(statement))
    assert [text for text in held if text in wanted] == wanted


def test_who_what_when(statement: Statement) -> None:
    """The head names recipient, reference, matter, number, day and body; nothing unknown is written there."""
    held = of_docx(_made(statement))
    assert held[1:7] == [
        "Vastaanottaja Esimerkki- ja palstaministeriö",
        "Asia Muistio viljelypalstojen kehittämisestä",
        "Viite VN/123/2032 (lausuntopyyntö 19.12.2032)",
        "Asianumero 889/14.00.01/2033",
        "Päiväys 9.2.2033",
        "Lausunnon antaja Kaupunginhallitus",
    ]
    bare = replace(
        statement,
        case=replace(
            CASE, requester="", requester_register_number="", opened=None, deciding_body="", register_number=""
        ),
    )
    assert of_docx(_made(bare))[1:4] == [
        "Asia Muistio viljelypalstojen kehittämisestä",
        "Päiväys 9.2.2033",
        "Ehdotus 1 Vuokra-ajan pidentäminen",
    ]


def test_day_without_meeting_is_the_day_made(statement: Statement) -> None:
    """Where no meeting is known, the day is that of the making, by Finnish clocks."""
    late = dt.datetime(2033, 2, 9, 23, 30, tzinfo=dt.UTC)
    made = make(What.STATEMENT, Format.DOCX, replace(statement, case=replace(CASE, meeting=None)), now=late)
    assert "Päiväys 10.2.2033" in of_docx(made)


@pytest.mark.parametrize(
    ("language", "locale"), [(Language.FI, "fi-FI"), (Language.SV, "sv-FI"), (Language.EN, "en-GB")]
)
def test_language_is_set(statement: Statement, language: Language, locale: str) -> None:
    """The language stands on the styles' defaults and in the properties."""
    data = _made(replace(statement, language=language))
    styles = etree.fromstring(_parts(data)["word/styles.xml"])
    assert [lang.get(f"{W}val") for lang in styles.iter(f"{W}lang")] == [locale]
    assert docx.Document(io.BytesIO(data)).core_properties.language == locale


def test_properties_name_no_person(statement: Statement) -> None:
    """Title, subject, the body as author, and the mark that a program helped; no person, no library's name."""
    data = _made(statement)
    core = docx.Document(io.BytesIO(data)).core_properties
    assert (core.title, core.subject) == (
        "Lausunto: Muistio viljelypalstojen kehittämisestä",
        "Muistio viljelypalstojen kehittämisestä",
    )
    assert (core.author, core.last_modified_by) == ("Kaupunginhallitus", "")
    assert core.created == core.modified == NOW
    assert core.keywords.replace("\xa0", " ") == "laadittu ohjelman avulla"
    assert b"Lausuntoapuri" in _parts(data)["docProps/custom.xml"]
    assert (
        docx.Document(
            io.BytesIO(_made(replace(statement, case=replace(CASE, deciding_body=""))))
        ).core_properties.author
        == ""
    )


@pytest.mark.parametrize("what", [What.STATEMENT, What.FORM, What.AGENDA])
def test_nothing_of_drafting_is_left(statement: Statement, what: What) -> None:
    """No person who drafted or approved, no instruction, prompt, origin, finding or source mark is in any part of the file."""
    held = b"".join(_parts(_made(statement, what)).values()).decode()
    for word in (
        PREPARER,
        CHIEF,
        PROMPT,
        "lyhennä",
        "vakiolause",
        "lähteiden tukema",
        "ilman lähdettä",
        "long_sentence",
        "[1]",
    ):
        assert word not in held.replace("Valmistelija", "")


def test_marks_when_asked(statement: Statement) -> None:
    """With marks each sentence is followed by the numbers of its sources, and it is said what they mean."""
    text = "\n".join(of_docx(_made(statement, marks=True)))
    assert "sitoutumista.” [1] Viljelypalstojen" in text
    assert "enintään viisi vuotta kerrallaan.” [2]" in text
    assert "Vuokra-aikaa voidaan jo nyt jatkaa. [2]" in text
    assert "lähdeliitteen lähteisiin" in text
    assert "lähdeliitteen" not in "\n".join(of_docx(_made(statement)))


def test_page_numbers_and_paper(statement: Statement) -> None:
    """The foot of each page holds the register number and fields for page and pages; the paper is A4."""
    data = _made(statement)
    footer = _parts(data)["word/footer1.xml"].decode()
    assert re.findall(r'w:instr=" (\w+) "', footer) == ["PAGE", "NUMPAGES"]
    assert "889/14.00.01/2033" in footer
    page = docx.Document(io.BytesIO(data)).sections[0]
    assert (round((page.page_width or 0) / 36_000), round((page.page_height or 0) / 36_000)) == (210, 297)


def test_header_rows_repeat(statement: Statement) -> None:
    """Every table's first row is a header row that repeats, and every table has a name for those who do not see it."""
    body = etree.fromstring(_parts(_made(statement, What.ANNEX))["word/document.xml"])
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == 5
    for table in tables:
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")].index(False) == 1
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        assert caption is not None
        assert caption.get(f"{W}val")


def test_lists_are_lists(statement: Statement) -> None:
    """The points of the decision are numbered by the list, not by their words."""
    paragraphs = docx.Document(io.BytesIO(_made(statement, What.AGENDA))).paragraphs
    listed = [p for p in paragraphs if p.style and p.style.name == "List Number"]
    assert [p.text.split()[0] for p in listed] == ["antaa", "määrätä,"]
    assert all(p._p.pPr is not None and p._p.pPr.numPr is not None for p in listed)


def test_same_input_same_bytes(statement: Statement) -> None:
    """Nothing but the statement and the time decides the bytes."""
    for what in What:
        for form in (Format.DOCX, Format.MD, Format.TXT, Format.JSON):
            assert make(what, form, statement, now=NOW) == make(what, form, statement, now=NOW)
    assert _made(statement) != make(What.STATEMENT, Format.DOCX, statement, now=NOW + dt.timedelta(days=1))


def test_time_before_zip(statement: Statement) -> None:
    """A clock that is wrong by decades does not stop the making."""
    assert of_docx(make(What.STATEMENT, Format.DOCX, statement, now=dt.datetime(1970, 1, 1)))
