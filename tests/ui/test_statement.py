"""The promises of the tab Lausunto: what is shown is what leaves, every open finding is met, and no words become markup."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import assistant.ui
from assistant.drafting import Drafting
from assistant.export.blocks import Fields, Title, What
from assistant.export.files import build as paper_of
from assistant.export.parts import section_text
from assistant.statement import (
    Acceptance,
    Approval,
    Event,
    Proposal,
    ProposalState,
    Section,
    Stance,
    Statement,
    Version,
    VersionKind,
)
from assistant.text.wording import texts
from assistant.types import Case, Claim, Finding, Language, Origin, Role, Severity
from assistant.ui.render.checking import anchors, check, waiting
from assistant.ui.render.leaving import afterwards, files, form
from assistant.ui.render.whole import TURN, Whole, empty, head, preview, sections, side
from assistant.ui.server import _own_routes
from assistant.ui.statement import choices, drawn, perform, with_sentence
from tests.ui.drafted import UNFOUNDED, WISHES, seed
from tests.ui.fake import ACT, HOSTILE, Fake, drafting, quote
from tests.ui.test_html import Seen

FI, SV, EN = Language
DAY = dt.date(2026, 2, 6)
AT = dt.datetime(2026, 2, 6, 8, 50, tzinfo=dt.UTC)
SIX = quote(ACT, "Henkilöasiakas voidaan ohjata työkokeiluun yhteensä enintään kuudeksi kuukaudeksi.", ("55 §",))
CLAIMS = (
    Claim(text="Kaupunki kannattaa ehdotusta varauksin.", origin=Origin.FORM, role=Role.STANCE),
    Claim(text=f"Lain 55 §:n mukaan ”{SIX.text}”", origin=Origin.QUOTED, quotes=(SIX,), role=Role.REASON),
    Claim(text="Kokeiluissa oli 84 henkilöä.", origin=Origin.UNSUPPORTED, role=Role.FACT),
    Claim(text="Kaupunki esittää poikkeusta.", origin=Origin.OWN, role=Role.CHANGE),
)
ERROR = Finding(check="x", severity=Severity.ERROR, message="ui.no_files", claim=3, section="s1", words="poikkeusta")
WARNING = Finding(check="x", severity=Severity.WARNING, message="ui.digest_warning", claim=2, section="s1", words="84")
WHOLE_SECTION = Finding(check="y", severity=Severity.WARNING, message="ui.bad_date", section="s2", values={"date": "!"})
HINT = Finding(check="z", severity=Severity.INFO, message="ui.digest_warning", claim=0, section="s2")


def section(n: int, *findings: Finding, title: str = "Kokeilu", claims: tuple[Claim, ...] = CLAIMS) -> Section:
    """A section of a proposal, as drafted."""
    proposal = Proposal(id=f"p{n}", number=f"{n}", title=title, text="", state=ProposalState.CONFIRMED)
    version = Version(
        section=f"s{n}",
        n=2,
        proposal=f"p{n}",
        language=FI,
        stance=Stance.SUPPORTS_WITH_RESERVATIONS,
        claims=claims,
        kind=VersionKind.DRAFT,
        by="Testaaja",
        at=AT,
    )
    return Section(id=f"s{n}", proposal=proposal, version=version, findings=findings)


CASE = Case(name="Asia", title="Esimerkkimuistio", requester="Esimerkkiministeriö", deadline=dt.date(2026, 2, 18))
PLAIN = Statement(case=CASE, language=FI, sections=(section(1, WARNING, ERROR), section(2, WHOLE_SECTION, HINT)))
CLEAR = replace(PLAIN, sections=tuple(replace(one, findings=()) for one in PLAIN.sections))


def whole(statement: Statement = PLAIN, **more: object) -> Whole:
    """The tab's content, with the papers' own blocks."""
    top = paper_of(What.STATEMENT, statement, now=AT).blocks[:2]
    about = paper_of(What.AI_USE, statement, now=AT).blocks
    return Whole(statement=statement, top=top, about=about, **more)  # type: ignore[arg-type]


def everything(held: Whole, language: Language = FI) -> str:
    """The tab and the source column."""
    return "".join(
        (
            head(held, DAY, language),
            check(held, language),
            preview(held, anchors(held.statement), language),
            sections(held, language),
            files(held, language),
            form(held, language),
            afterwards(held, language),
            side(held.statement, language),
        )
    )


class Shown(Seen):
    """The words of the preview with what only the origins' switch shows left out."""

    def __init__(self, html: str) -> None:
        self.left_out = 0
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens."""
        hidden = any(name in str(dict(attrs).get("class")).split() for name in ("cite", "origin", "remark"))
        if self.left_out or hidden:
            self.left_out += tag not in ("input", "br", "path")
        super().handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """An element closes."""
        self.left_out -= bool(self.left_out) and tag != "path"
        if tag in ("p", "h4"):
            self.words += "\n"

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self.left_out:
            super().handle_data(data)


def test_the_preview_without_origins_is_the_text_that_leaves() -> None:
    """With the switch off, each section's paragraphs are word for word those of the form's field."""
    words = Shown(preview(whole(), {}, FI)).words
    lines = [re.sub(r"\s+", " ", line).strip() for line in words.split("\n")]
    for one in PLAIN.sections:
        assert all(part in lines for part in section_text(one).split("\n\n"))


def test_the_preview_begins_as_the_paper_does() -> None:
    """Title and fields are the blocks of the statement's own paper."""
    held = whole()
    html = preview(held, {}, FI)
    assert isinstance(held.top[0], Title)
    assert isinstance(held.top[1], Fields)
    assert held.top[0].text in html
    assert all(label in html for label, _ in held.top[1].rows)


def test_pills_have_the_one_numbering_and_lead_to_cards() -> None:
    """The same source has the same number in every section, and each pill's card is in the column."""
    html = everything(whole())
    led = set(re.findall(r'class="pill" href="#([^"]+)"', html))
    assert led == {f"t{TURN}-s1"}
    assert f'id="t{TURN}-s1"' in html
    assert "1 Kokeilu; 2 Kokeilu" in html


def test_every_id_is_unique() -> None:
    """Nothing that is led to or described by stands twice."""
    found = [value for name, value in Seen(everything(whole())).attributes if name == "id"]
    assert len(found) == len(set(found))
    named = re.findall(r'(?:aria-describedby|aria-labelledby|for)="([^"]+)"', everything(whole()))
    assert set(named) <= set(found)


def test_the_weakest_come_first() -> None:
    """An error is met before warnings that stand before it; hints are not among what stops."""
    assert [one.finding for one in waiting(PLAIN)] == [ERROR, WARNING, WHOLE_SECTION]
    html = check(whole(), FI)
    assert html.index("Huomautus 1/3") < html.index("Huomautus 2/3") < html.index("Huomautus 3/3")
    assert "1 vihje" in html


def test_a_finding_shows_its_words_where_they_stand() -> None:
    """The words at fault are marked in the sentence, and the sentence can be led to in the preview."""
    html = check(whole(), FI)
    assert "<mark>84</mark>" in html
    assert f'data-go="t{TURN}-c2"' in html
    assert f'id="t{TURN}-c2"' in preview(whole(), {}, FI)


def test_only_a_sentence_can_be_removed() -> None:
    """A finding about a whole section offers its text to mend and nothing to remove."""
    html = check(whole(), FI)
    assert html.count('data-do="drop"') == 2
    assert html.count('data-do="mend"') == 3
    assert PLAIN.sections[1].version.text.split("\n\n")[0] in html[html.index('id="whole-check-2-text"') :]


def test_an_accepted_finding_is_told_with_who_and_when() -> None:
    """It is no longer met, and is listed with its name and time."""
    held = replace(PLAIN, accepted=(Acceptance(finding=ERROR.id, by="Esihenkilö", at=AT),))
    html = check(whole(held), FI)
    assert "Huomautus 1/2" in html
    assert "Hyväksynyt Esihenkilö 6.2.2026 klo 10.50" in html


def test_no_findings_is_calm() -> None:
    """With nothing open there is one calm line and no button that does anything."""
    html = check(whole(CLEAR), FI)
    assert "Ei avoimia huomautuksia." in html
    assert "data-do" not in html


def test_open_findings_say_why_nothing_leaves() -> None:
    """The statement's and the fields' buttons are described by the reason and lead to the check; the annex can be made."""
    html = files(whole(), FI) + form(whole(), FI)
    assert 'href="export/statement' not in html
    assert "data-copy" not in html
    assert html.count('aria-describedby="whole-why"') == html.count('data-go="whole-check-title" data-say=') == 5 + 2
    assert 'id="whole-why"' in html
    assert 'href="export/annex.docx?text=fi"' in html


def test_a_clear_statement_can_leave() -> None:
    """Every format of every paper is a link, every field a button with its own text and length."""
    html = files(whole(CLEAR), FI) + form(whole(CLEAR), FI)
    assert "data-go" not in html
    assert 'href="export/statement.docx?text=fi"' in html
    text = section_text(CLEAR.sections[0])
    copied = [value for name, value in Seen(html).attributes if name == "data-copy"]
    assert copied == [text, text]
    assert f"Merkkejä: {len(text)}" in html


def test_the_fields_follow_the_questions() -> None:
    """A question that no section answers says so; a section without a question is not lost."""
    case = replace(CASE, questions=("Mitä lausutte ehdotuksesta Kokeilun laajuus?", "Muuta?"))
    held = replace(CLEAR, case=case, sections=(section(1, title="Kokeilun laajuus"), section(2, title="Rahoitus")))
    html = form(whole(held), FI)
    assert html.index("Mitä lausutte") < html.index("Muuta?") < html.index("2 Rahoitus")
    assert "Tähän kysymykseen ei ole osiota." in html
    assert "ei löytynyt omaa kysymystä" in html


def test_a_section_changed_after_approval_says_so() -> None:
    """An older version's approval is told as what it is, an approval of the newest as done."""
    old = Approval(section="s1", version=1, by="Esihenkilö", at=AT)
    new = Approval(section="s2", version=2, by="Esihenkilö", at=AT)
    held = replace(PLAIN, sections=(PLAIN.sections[0], replace(PLAIN.sections[1], approval=new)))
    html = sections(whole(held, last={"s1": old, "s2": new}), FI)
    assert "Muuttunut hyväksynnän jälkeen: Esihenkilö hyväksyi version 1 6.2.2026 klo 10.50." in html
    assert "Hyväksynyt Esihenkilö 6.2.2026 klo 10.50 (versio 2)" in html
    assert html.count('data-do="approve"') == 1
    assert "Hyväksytty 1/2 osiota" in html


def test_only_ways_that_lead_somewhere_are_offered() -> None:
    """The first section cannot go up, nor the last down."""
    html = sections(whole(), FI)
    assert re.findall(r'data-id="(s\d)" data-way="(\w+)"', html) == [("s1", "down"), ("s2", "up")]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (PLAIN, "käy läpi 3 avointa huomautusta"),
        (CLEAR, "hyväksy 2 osiota"),
        (
            replace(
                CLEAR,
                sections=tuple(
                    replace(one, approval=Approval(section=one.id, version=2, by="E", at=AT)) for one in CLEAR.sections
                ),
            ),
            "tarkistettu ja hyväksytty",
        ),
    ],
)
def test_the_head_tells_what_comes_next(statement: Statement, words: str) -> None:
    """First the findings, then the approval, then the files."""
    assert words in head(whole(statement), DAY, FI)


def test_the_head_tells_what_is_left_out() -> None:
    """Coverage counts confirmed proposals; those without a section are named with the way to them."""
    html = head(whole(replace(PLAIN, without=(Proposal(id="p9", number="9", title="Rahoitus", text=""),))), DAY, FI)
    assert "2/3 ehdotusta käsitelty" in html
    assert "9 Rahoitus" in html
    assert 'data-go="tab:positions"' in html
    assert "Lausuntoaikaa 12 pv" in html


def test_the_language_is_chosen_where_there_is_a_choice() -> None:
    """One language needs no choice; with two, the statement's own is marked."""
    assert "aria-pressed" not in head(whole(), DAY, FI)
    html = head(whole(languages=(FI, SV)), DAY, FI)
    assert re.findall(r'data-language="(\w+)" aria-pressed="(\w+)"', html) == [("fi", "true"), ("sv", "false")]


def test_an_empty_tab_teaches() -> None:
    """Before the first section: what the place is for, and one button."""
    html = empty(whole(replace(PLAIN, sections=())), FI)
    assert html.count("<button") == 1
    assert 'data-go="tab:positions"' in html


def test_the_log_names_what_it_can() -> None:
    """A line tells when, who, and what was done to which section or paper; ids and codes are not shown."""
    events = (
        Event(at=AT, by="", action="section_approved", subject="s1"),
        Event(at=AT, by="Esihenkilö", action="export", subject="annex", details={"format": "docx"}),
        Event(at=AT, by="Esihenkilö", action="odd_action", subject="fffff"),
    )
    html = afterwards(whole(replace(PLAIN, events=events)), FI)
    assert "Osio hyväksytty: 1 Kokeilu" in html
    assert "Lähdeliite · DOCX" in html
    assert "odd_action" not in html
    assert "fffff" not in html


def test_hostile_words_stay_words() -> None:
    """Titles, sentences, names, values and subjects that look like markup make no element and no attribute of their own."""
    bad = Claim(text=HOSTILE, origin=Origin.OWN, role=Role.CHANGE)
    found = Finding(check=HOSTILE, severity=Severity.WARNING, message=HOSTILE, claim=0, words=HOSTILE)
    one = section(1, found, title=HOSTILE, claims=(bad,))
    approval = Approval(section="s1", version=1, by=HOSTILE, at=AT)
    events = (Event(at=AT, by=HOSTILE, action=HOSTILE, subject=HOSTILE, details={"format": HOSTILE}),)
    case = replace(CASE, title=HOSTILE, questions=(HOSTILE,))
    seen = Seen(
        everything(whole(Statement(case=case, language=FI, sections=(one,), events=events), last={"s1": approval}))
    )
    assert not {"script", "img"} & set(seen.tags)
    assert not {name for name, _ in seen.attributes if name.startswith("on")}


@given(st.text(max_size=200), st.text(max_size=40))
@example_settings(max_examples=40, deadline=None)
def test_no_text_becomes_markup(words: str, name: str) -> None:
    """Whatever a sentence and a title are, the page has the same elements."""

    def drawn(one: str, two: str) -> list[str]:
        claim = Claim(text=one, origin=Origin.OWN, role=Role.CHANGE)
        held = section(1, replace(WARNING, claim=0, words=""), title=two, claims=(claim,))
        return Seen(check(whole(replace(PLAIN, sections=(held,))), FI)).tags

    assert drawn(words, name) == drawn("a", "b")


@given(st.integers(0, 3), st.text(alphabet="aä. ", min_size=1, max_size=30))
def test_a_mended_sentence_changes_nothing_else(at: int, words: str) -> None:
    """The other sentences and the paragraphs stay as they were."""
    version = PLAIN.sections[0].version
    text = with_sentence(version, at, f"X{words}X")
    expected = replace(
        version, claims=tuple(replace(c, text=f"X{words}X") if n == at else c for n, c in enumerate(CLAIMS))
    )
    assert text == expected.text


def test_a_removed_sentence_takes_its_empty_paragraph_along() -> None:
    """No empty paragraph stays behind."""
    text = with_sentence(PLAIN.sections[0].version, 0, "")
    assert text == "\n\n".join(claim.text for claim in CLAIMS[1:])


def test_every_used_text_exists() -> None:
    """A key in the code of the screen is a key of the wording, in three languages with the same places."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in Path(assistant.ui.__file__).parent.rglob("*.py"))
    used = set(re.findall(r'"whole\.([a-z_]+)"', source))
    assert len(used) > 40
    assert used <= texts()["whole"].keys()
    for name, told in texts()["whole"].items():
        assert set(told) == set(Language), name
        assert len({frozenset(re.findall(r"\{(\w+)\}", text)) for text in told.values()}) == 1, name
        assert all(text == text.strip() and text for text in told.values()), name


@pytest.mark.parametrize("language", [SV, EN])
def test_other_languages_are_whole(language: Language) -> None:
    """The page is drawn in every language of the screen; none of its own Finnish is left."""
    html = everything(whole(languages=(FI, SV)), language)
    own = [
        told["fi"]
        for name, told in texts()["whole"].items()
        if "{" not in told["fi"] and told["fi"] != told[str(language)]
    ]
    assert not [words for words in own if len(words) > 12 and f">{words}<" in html]


# Deeds, on a real walk of drafting


@pytest.fixture
def walk(tmp_path: Path) -> Drafting:
    """Three drafted sections, two sentences that nothing supports."""
    return seed(drafting(tmp_path))


def deed(walk: Drafting, do: str, k: int = 0, **more: str) -> dict[str, str]:
    """What the page would send about the `k`th open finding."""
    one = waiting(walk.statement())[k]
    about = {"id": one.section.id, "n": str(one.section.version.n), "claim": str(one.finding.claim)}
    return {"do": do, "finding": one.finding.id, **about, **more}


def done(walk: Drafting, told: dict[str, str], by: str = "Esihenkilö") -> str:
    """The line that tells what came of it."""
    return Seen(perform(walk, told, by, FI, FI)).words


def test_accepting_is_by_name(walk: Drafting) -> None:
    """Without a name nothing is accepted; with one the finding is open no more and the name is kept."""
    before = waiting(walk.statement())
    assert "Kirjoita ensin nimesi" in done(walk, deed(walk, "accept"), by=" ")
    assert waiting(walk.statement()) == before
    assert f"Avoimia huomautuksia: {len(before) - 1}." in done(walk, deed(walk, "accept"))
    assert [one.by for one in walk.statement().accepted] == ["Esihenkilö"]


def test_mending_makes_a_version_with_one_sentence_changed(walk: Drafting) -> None:
    """The mended sentence is there, the others keep their origin and quotes."""
    told = deed(walk, "mend", text=WISHES[1])
    before = walk.latest(told["id"])
    assert "Korjaus tallennettu" in done(walk, told)
    after = walk.latest(told["id"])
    assert after.n == before.n + 1
    assert after.claims[:-1] == before.claims[:-1]
    assert after.claims[-1].text == WISHES[1]
    assert UNFOUNDED not in after.text


def test_nothing_to_mend_writes_nothing(walk: Drafting) -> None:
    """An empty field and an unchanged sentence are told, and make no version."""
    told = deed(walk, "mend")
    before = walk.latest(told["id"]).n
    assert "Kenttä on tyhjä" in done(walk, told | {"text": " "})
    assert "Mitään ei tallennettu" in done(walk, told | {"text": UNFOUNDED})
    assert walk.latest(told["id"]).n == before


def test_a_sentence_is_removed(walk: Drafting) -> None:
    """The sentence is gone, and its finding with it."""
    told = deed(walk, "drop")
    assert "Virke poistettu" in done(walk, told)
    assert UNFOUNDED not in walk.latest(told["id"]).text
    assert told["finding"] not in {one.finding.id for one in waiting(walk.statement())}


def test_the_only_sentence_stays(walk: Drafting) -> None:
    """A section cannot be emptied one sentence at a time."""
    section = walk.statement().sections[0]
    version = walk.edit(section.id, "Yksi virke.", by="V").version
    told = {"do": "drop", "id": section.id, "n": str(version.n), "claim": "0"}
    assert "ainoa virke" in done(walk, told)
    assert walk.latest(section.id).n == version.n


def test_two_people_on_one_section(walk: Drafting) -> None:
    """The second is told, nothing is overwritten, and what was typed is given back."""
    told = deed(walk, "mend", text="Oma virkkeeni.")
    walk.edit(told["id"], "Toinen kirjoitti tämän.", by="Toinen")
    assert "Oma virkkeeni." in done(walk, told)
    assert walk.latest(told["id"]).text == "Toinen kirjoitti tämän."


def test_an_approval_is_of_what_was_seen(walk: Drafting) -> None:
    """A version made meanwhile is not approved unread, one section at a time or all at once."""
    section = walk.statement().sections[0]
    seen = {"do": "approve", "id": section.id, "n": str(section.version.n)}
    every = " ".join(f"{one.id}:{one.version.n}" for one in walk.statement().sections)
    walk.edit(section.id, "Uusi teksti.", by="Toinen")
    assert "Sitä ei hyväksytty" in done(walk, seen)
    assert "Sitä ei hyväksytty" in done(walk, {"do": "approve_all", "seen": every})
    assert walk.statement().sections[0].approval is None
    assert "Osio hyväksytty" in done(walk, seen | {"n": str(section.version.n + 1)})
    now = " ".join(f"{one.id}:{one.version.n}" for one in walk.statement().sections)
    assert "Hyväksyttyjä osioita: 2" in done(walk, {"do": "approve_all", "seen": now})
    assert all(one.approval and one.approval.by == "Esihenkilö" for one in walk.statement().sections)


def test_moving_is_within_the_statement(walk: Drafting) -> None:
    """A section passes its neighbour; at the ends it stays."""
    first, second, third = (one.id for one in walk.statement().sections)
    assert "2/3" in done(walk, {"do": "move", "id": first, "way": "down"})
    assert [one.id for one in walk.statement().sections] == [second, first, third]
    assert "1/3" in done(walk, {"do": "move", "id": second, "way": "up"})
    assert "2/3" in done(walk, {"do": "move", "id": third, "way": "up"})
    assert [one.id for one in walk.statement().sections] == [second, third, first]


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"do": "__init__"},
        {"do": "accept", "finding": "f"},
        {"do": "mend", "id": "../x", "n": "1", "claim": "0", "text": "a"},
        {"do": "mend", "id": "x", "n": "yksi"},
        {"do": "drop", "id": "x", "n": "1", "claim": "-1"},
        {"do": "approve", "id": "x", "n": "1"},
        {"do": "move", "id": "x", "way": "sideways"},
    ],
)
def test_odd_deeds_do_nothing(walk: Drafting, told: dict[str, str]) -> None:
    """What a browser may send in error or malice changes nothing and raises nothing."""
    before = walk.statement()
    done(walk, told)
    assert walk.statement() == before


def test_a_sentence_there_is_not_is_refused(walk: Drafting) -> None:
    """An index beyond the section's sentences changes nothing."""
    told = deed(walk, "drop") | {"claim": "99"}
    done(walk, told)
    assert UNFOUNDED in walk.latest(told["id"]).text


def test_the_language_begins_where_the_sections_are(walk: Drafting) -> None:
    """A Swedish or English screen opens on the Finnish statement while that alone is written; Swedish can be chosen in Swedish."""
    assert choices(walk, FI) == ((FI,), FI)
    assert choices(walk, SV) == ((FI, SV), FI)
    assert choices(walk, EN) == ((FI,), FI)


def test_without_sections_the_tab_teaches(tmp_path: Path) -> None:
    """Nothing drafted: the tab is its empty state and nothing else."""
    first, *rest, column = drawn(drafting(tmp_path), "", FI)
    assert "Lausunto kootaan tänne" in first
    assert not any(rest)
    assert "Lausunnon lähteet näkyvät tässä" in column


# Files


@pytest.fixture
def client(tmp_path: Path) -> tuple[TestClient, Drafting]:
    """The application's own routes on a drafted statement."""
    product = Fake(folder=tmp_path)
    seed(product.drafting)
    app = FastAPI()
    _own_routes(app, product)
    return TestClient(app), product.drafting


def test_open_findings_refuse_the_statement_alone(client: tuple[TestClient, Drafting]) -> None:
    """409 with the reason in the page's language; the annex is a file all the same."""
    web, _ = client
    refused = web.get("/fi/export/statement.docx")
    assert refused.status_code == 409
    assert refused.headers["content-type"].startswith("text/plain")
    assert "avoimia huomautuksia" in refused.text
    assert "open findings" in web.get("/en/export/form.json").text
    annex = web.get("/fi/export/annex.md")
    assert annex.status_code == 200
    assert annex.headers["content-disposition"].startswith("attachment; filename=")


@pytest.mark.parametrize(
    ("file", "media", "begins"),
    [
        ("statement.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("statement.txt", "text/plain", b"LAUSUNTO"),
        ("ai-use.md", "text/markdown", b"#"),
        ("form.json", "application/json", b"{"),
    ],
)
def test_a_clear_statement_is_a_file(client: tuple[TestClient, Drafting], file: str, media: str, begins: bytes) -> None:
    """Each file has its media type and name; the log says who made it."""
    web, walk = client
    for one in waiting(walk.statement()):
        walk.accept(one.finding.id, "Esihenkilö")
    walk.workspace.note("last_by", "Esihenkilö")
    answer = web.get(f"/fi/export/{file}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media
    assert re.fullmatch(r'attachment; filename="[a-z0-9.-]+"', answer.headers["content-disposition"])
    assert answer.content.upper().startswith(begins)
    assert [event.by for event in walk.workspace.events() if event.action == "export"] == ["Esihenkilö"]


def test_marks_are_asked_for(client: tuple[TestClient, Drafting]) -> None:
    """Source marks are in the statement only where they are asked for."""
    web, walk = client
    for one in waiting(walk.statement()):
        walk.accept(one.finding.id, "Esihenkilö")
    assert "[1]" not in web.get("/fi/export/statement.txt").text
    assert "[1]" in web.get("/fi/export/statement.txt?marks=1").text


@pytest.mark.parametrize("file", ["statement.exe", "secrets.txt", "statement.txt?text=de"])
def test_no_other_file(client: tuple[TestClient, Drafting], file: str) -> None:
    """Papers, formats and languages that there are not are refused before anything is made."""
    assert client[0].get(f"/fi/export/{file}").status_code == 422


def test_no_libreoffice_is_told(client: tuple[TestClient, Drafting], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where LibreOffice is not to be found the reason is told in words, with a status of its own."""
    monkeypatch.setenv("PATH", "/nowhere")
    answer = client[0].get("/fi/export/annex.pdf")
    assert answer.status_code == 503
    assert "LibreOffice" in answer.text
