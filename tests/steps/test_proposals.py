"""Proposals are found whatever a memo's lay-out, each once, with its own words and nothing made up."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import memos
import pytest
from hypothesis import given
from hypothesis import strategies as st
from layouts import LAYOUTS, NOTHING, Layout

from assistant.library.readers import ReaderProcess
from assistant.library.shelf import digest_of, made
from assistant.statement import FoundAs, Proposal, ProposalState
from assistant.steps.proposals import detect, proposal_id
from assistant.text import printed
from assistant.text.printed import comparable
from assistant.types import Block, BlockKind, Document, Kind, Page

KNOWLEDGE = Path(__file__).parents[2] / "knowledge" / "memo" / "arviomuistio.md"
MEMOS: dict[str, tuple[Callable[[Path], Path], FoundAs]] = {
    "numbered": (memos.numbered, FoundAs.NUMBERED),
    "headed": (memos.headed, FoundAs.HEADING),
    "tabled": (memos.tabled, FoundAs.ROW),
}
Open = Callable[[Path], Document]


@pytest.fixture(scope="module")
def opened() -> Iterator[Open]:
    """Reads files as the library does."""
    with ReaderProcess() as reader:

        def read(path: Path) -> Document:
            (reading,) = reader.read(path)
            return made(reading, path, str(path), digest_of(path), {"kind": "memo"})

        yield read


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The memos as DOCX by name, and where LibreOffice is installed all of them and a longer one as PDF, made in one run."""
    folder = tmp_path_factory.mktemp("memos")
    docx = [make(folder / f"{name}.docx") for name, (make, _) in MEMOS.items()]
    if memos.SOFFICE:
        memos.to_pdf([*docx, memos.numbered(folder / "long.docx", length=24)], folder)
    return {path.name: path for path in folder.iterdir() if path.is_file()}


def check(document: Document, proposals: tuple[Proposal, ...]) -> None:
    """What holds for proposals of any document."""
    for proposal in proposals:
        assert proposal.text == document.text[proposal.start : proposal.end] == proposal.text.strip() != ""
        assert proposal.number in proposal.text
        assert all(reference in proposal.text for reference in proposal.references)
        assert proposal.id == proposal_id(document.id, proposal.start)
        assert proposal.page == document.page_at(proposal.start)
        assert (proposal.state, proposal.document) == (ProposalState.DETECTED, document.id)
    for before, after in itertools.pairwise(proposals):
        assert before.end <= after.start
    assert len({proposal.id for proposal in proposals}) == len(proposals)


def check_memo(document: Document, found_as: FoundAs) -> tuple[Proposal, ...]:
    """Every proposal of a made memo and no other was found, with number, references and its own words alone."""
    proposals = detect(document)
    check(document, proposals)
    assert [comparable(one.title) for one in proposals] == [comparable(title) for title, _, _ in memos.PROPOSALS]
    assert {one.found_as for one in proposals} == {found_as}
    printed_numbers = [str(n) for n in range(1, 11)] if found_as is not FoundAs.HEADING else [""] * 10
    assert [one.number for one in proposals] == printed_numbers
    for one, (_, said, references) in zip(proposals, memos.PROPOSALS, strict=True):
        assert comparable(said)[:60] in comparable(one.text)
        assert one.references == references
    return proposals


@pytest.mark.parametrize("name", MEMOS)
def test_docx(files: dict[str, Path], opened: Open, name: str) -> None:
    """All ten proposals of a Word memo of some forty pages are found, and nothing else, in each of the three lay-outs."""
    check_memo(opened(files[f"{name}.docx"]), MEMOS[name][1])


@pytest.mark.skipif(memos.SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", MEMOS)
def test_pdf(files: dict[str, Path], opened: Open, name: str) -> None:
    """The same of the memo as PDF, with running heads, page numbers, footnotes, contents and words cut at line ends; pages are told."""
    document = opened(files[f"{name}.pdf"])
    assert len(document.pages) > 30
    proposals = check_memo(document, MEMOS[name][1])
    pages = [one.page or 0 for one in proposals]
    assert pages == sorted(pages)
    assert pages[0] > 20


@pytest.mark.skipif(memos.SOFFICE is None, reason="LibreOffice is not installed")
def test_time(files: dict[str, Path], opened: Open) -> None:
    """A PDF of sixty pages is read and its proposals found in less than five seconds; on a busy machine twice that is let pass."""
    begun = time.perf_counter()
    document = opened(files["long.pdf"])
    proposals = detect(document)
    assert time.perf_counter() - begun < 10
    assert len(document.pages) >= 60
    assert len(proposals) == 10


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
def test_layouts(tmp_path: Path, opened: Open, layout: Layout) -> None:
    """Lay-outs that the rules were not made for: the proposals that a reader would find, with the numbers and titles printed."""
    path = tmp_path / f"muistio.{layout.ending}"
    path.write_text(layout.text, encoding="utf-8")
    document = opened(path)
    proposals = detect(document)
    check(document, proposals)
    assert tuple((one.number, one.title) for one in proposals) == layout.wanted
    assert {one.found_as.value for one in proposals} == ({layout.found_as} if layout.found_as else set())


@pytest.mark.parametrize(("ending", "text"), NOTHING.values(), ids=list(NOTHING))
def test_papers_that_propose_nothing(tmp_path: Path, opened: Open, ending: str, text: str) -> None:
    """A paper that says that it makes no proposals has none, though it tells those of others with their labels and numbers."""
    path = tmp_path / f"muistio.{ending}"
    path.write_text(text, encoding="utf-8")
    assert detect(opened(path)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Muistiossa ei tehdä ehdotuksia rahoituksesta.",
        "Muistiossa ei esitetä lakiehdotuksia.",
        "Kunnat eivät tehneet ehdotuksia.",
        "Vuoden 2027 muistiossa ei tehty kehittämisehdotuksia.",
        "Ehdotuksia ei ole asetettu järjestykseen.",
        "Promemorian innehåller inga förslag om finansieringen.",
    ],
)
def test_what_is_not_proposed_of_one_thing(text: str) -> None:
    """What a memo leaves out does not tell that it proposes nothing."""
    blocks = [
        (BlockKind.PARAGRAPH, 0, text),
        (BlockKind.HEADING, 1, "Ehdotus 1: Keräys"),
        (BlockKind.PARAGRAPH, 0, "Keräystä laajennetaan."),
    ]
    assert [one.title for one in detect(document_of(blocks))] == ["Keräys"]


@pytest.mark.parametrize(
    ("title", "no_stance"),
    [
        ("Vastaajan nimi ja yhteystiedot", True),
        ("Mitä tahoa edustatte?", True),
        ("Haluatteko lausua muuta?", True),
        ("Kuinka monta mökkiä kunnassanne on?", True),
        ("Övriga synpunkter", True),
        ("Vilken organisation företräder ni?", True),
        ("Tulisiko vastaajan tiedot salata?", False),
        ("Kannatatteko yhteistä vesimaksua?", False),
        ("Miten muutos vaikuttaisi kunnassanne?", False),
        ("Mitä mieltä olette organisaatioiden yhteistyöstä?", False),
        ("Tulisiko organisaation nimetä vastuuhenkilö?", False),
        ("Pitäisikö muita maksuja korottaa?", False),
    ],
)
def test_questions_that_ask_for_no_stance(title: str, no_stance: bool) -> None:
    """Who answers, how many of something there are and other remarks are told from what asks for a stance."""
    assert printed.asks_no_stance(title) is no_stance


def test_bold_lead_ins_of_a_word_file(tmp_path: Path, opened: Open) -> None:
    """Bold words at the start of paragraphs under a chapter of proposals are proposals, with the paragraphs that follow;
    those of other chapters are not."""
    document = opened(memos.lead_ins(tmp_path / "muistio.docx"))
    proposals = detect(document)
    check(document, proposals)
    assert [one.title for one in proposals] == [title for title, _, _ in memos.PROPOSALS[:4]]
    assert all(one.text.endswith("kahdesta kunnasta.") for one in proposals)


def test_the_shipped_digest(opened: Open) -> None:
    """The digest that comes with the product has its six headings for proposals, marked as a digest's."""
    document = opened(KNOWLEDGE)
    proposals = detect(document)
    check(document, proposals)
    wanted = re.findall(r"^### (.*)$", KNOWLEDGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [one.title for one in proposals] == wanted
    assert len(wanted) == 6
    assert all(one.digest for one in proposals)
    assert proposals[2].references == ("380/2023", "54–60 §")


@pytest.mark.parametrize(
    "text",
    [
        "Kehittämisehdotus 3 koskee pajoja.",
        "Ehdotus 3:n mukaan pajat suljetaan.",
        "Ehdotukset 1–4 hylättiin.",
        "Lakiehdotus 1. Laki pajoista.",
        "ks. kehittämisehdotus 3",
        "Pajat avataan. Ks.\nEhdotus 3.",
        "Ehdotus 12 kuukauden jaksosta on vanha.",
        "Ehdotus on hyvä.",
    ],
)
def test_mentions(text: str) -> None:
    """Words that only mention a proposal are none."""
    assert detect(document_of([(BlockKind.PARAGRAPH, 0, text)])) == ()


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("Kehittämisehdotus 3", "3", "Pajat avataan"),
        ("Ehdotus 2.1: Pajojen aukiolo", "2.1", "Pajojen aukiolo"),
        ("Kehittämisehdotus 4 – Pajojen aukiolo", "4", "Pajojen aukiolo"),
        ("Toimenpide-ehdotus 1. Pajojen aukiolo", "1", "Pajojen aukiolo"),
        ("5.3 Kehittämisehdotus 4: Pajojen aukiolo", "4", "Pajojen aukiolo"),
        ("EHDOTUS II: PAJOJEN AUKIOLO", "II", "PAJOJEN AUKIOLO"),
        ("Ehdotus nro 5: Pajojen aukiolo", "5", "Pajojen aukiolo"),
        ("Utvecklingsförslag 2", "2", "Pajat avataan"),
        ("Förslag 2.1: Öppettider", "2.1", "Öppettider"),
    ],
)
def test_labels(text: str, number: str, title: str) -> None:
    """A label's number is kept as printed; where it has no title, the first sentence is one."""
    memo = document_of([(BlockKind.HEADING, 2, text), (BlockKind.PARAGRAPH, 0, "Pajat avataan. Avaamisesta sovitaan.")])
    (one,) = detect(memo)
    assert (one.number, one.title) == (number, title)


def test_repeats() -> None:
    """The same number and title twice is one proposal: the fuller."""
    rows = [
        (BlockKind.PARAGRAPH, 0, "Ehdotus 1: Pajojen aukiolo"),
        (BlockKind.HEADING, 1, "Pajat"),
        (BlockKind.HEADING, 2, "Ehdotus 1: Pajojen aukiolo"),
        (BlockKind.PARAGRAPH, 0, "Pajat avataan aamuisin."),
    ]
    (one,) = detect(document_of(rows))
    assert one.text.endswith("aamuisin.")


def test_contents() -> None:
    """Lines of a table of contents that a reader left in are no proposals and open no chapters."""
    rows = [
        (BlockKind.HEADING, 1, "Sisällysluettelo"),
        (BlockKind.HEADING, 1, "2 Kehittämisehdotukset 4"),
        (BlockKind.HEADING, 2, "2.1 Pajojen aukiolo 4"),
        (BlockKind.ROW, 0, "2.2 Pajojen tilat | 5"),
        (BlockKind.HEADING, 1, "1 Johdanto"),
        (BlockKind.PARAGRAPH, 0, "Pajoja on monta."),
        (BlockKind.HEADING, 1, "2 Kehittämisehdotukset"),
        (BlockKind.HEADING, 2, "2.1 Pajojen aukiolo"),
        (BlockKind.PARAGRAPH, 0, "Pajat avataan aamuisin."),
        (BlockKind.HEADING, 2, "2.2 Pajojen tilat"),
        (BlockKind.PARAGRAPH, 0, "Tilat remontoidaan."),
        (BlockKind.NOTE, 0, "Alaviite."),
    ]
    proposals = detect(document_of(rows))
    assert [one.name for one in proposals] == ["2.1 Pajojen aukiolo", "2.2 Pajojen tilat"]
    assert proposals[1].text.endswith("remontoidaan.")


def test_long_sentence_as_title() -> None:
    """A first sentence that is too long for a title is cut between clauses or words, and says so."""
    words = "Pajat avataan aamuisin, ja " + "kunnat sopivat keskenään aukioloajoista " * 6
    title = printed.sentence_title(words)
    assert len(title) <= printed.TITLE_LENGTH
    assert title.endswith("…")
    assert words.startswith(title[:-1])


def test_references() -> None:
    """Statutes and sections as printed, in order, none twice; registers and Parliament's documents are none."""
    text = "Lain (912/2031) 14 §:n, 18–20 §:n ja 21 a §:n mukaan, ks. 14 § ja 912/2031, HE 44/2031 vp, VN/12/2031, 45/00.01/2031."
    assert printed.references(text) == ("912/2031", "14 §", "18–20 §", "21 a §")


def document_of(rows: list[tuple[BlockKind, int, str]], leads: tuple[int, ...] = ()) -> Document:
    """A document of blocks a blank line apart, as readers give them; the number is a heading's level."""
    blocks, at = [], 0
    for index, (kind, level, text) in enumerate(rows):
        lead = at + leads[index] if index < len(leads) and 0 < leads[index] <= len(text) else 0
        blocks.append(Block(kind=kind, start=at, end=at + len(text), level=level, lead=lead))
        at += len(text) + 2
    whole = "\n\n".join(text for _, _, text in rows)
    return Document(
        id="f" * 64,
        external_id="muistio",
        kind=Kind.MEMO,
        title="Muistio",
        text=whole,
        blocks=tuple(blocks),
        pages=(Page(number=1, start=0, end=len(whole)),),
    )


WORDS = st.sampled_from(
    """Kehittämisehdotukset
Ehdotukset
5 Ehdotukset
5.1 Pajojen aukiolo
Ehdotus
Ehdotus 1: Pajat avataan.
Ehdotus 2.1 Tilat
Kehittämisehdotus 3 – Ohjaajat
Tiivistelmä
Vaikutukset
Aiemmat ehdotukset
Perustelut
1. Pajat avataan; 2. Tilat 5 §
Ehdotetaan, että 1) pajat avataan; 2) tilat remontoidaan; ja 3) ohjaajat palkataan.
1 | Pajat | 912/2031 14 §
Nro | Ehdotus
a) tilat
Förslag
Förslag 2: Öppettider.
Kysymykset
Mikä on kantanne?
Kysymys 1: Mikä on kantanne?
Pajat avataan. Ehdotus 4: Tilat. Loppu.
Ehdotukset taulukkona
6 Vaikutukset
Sisällysluettelo
5.1 Pajojen aukiolo ..... 7
Ehdotus 1
Suositukset
Ehdotus:
–
7""".splitlines()
)
ROWS = st.lists(st.tuples(st.sampled_from(BlockKind), st.integers(1, 4), WORDS), max_size=14)


@given(rows=ROWS, leads=st.lists(st.integers(0, 30), max_size=14))
def test_whatever_a_memo_holds(rows: list[tuple[BlockKind, int, str]], leads: list[int]) -> None:
    """However headings, labels, rows and notes follow one another: proposals do not overlap, are slices of the text, have ids
    of their own and no number that is not printed in them; looking again finds the same."""
    document = document_of(rows, tuple(leads))
    proposals = detect(document)
    check(document, proposals)
    assert detect(document) == proposals


@given(text=st.text(alphabet="Ehdotus 12.:–\n|a)§/", max_size=80))
def test_whatever_a_text_holds(text: str) -> None:
    """A text without blocks, of any signs, breaks nothing."""
    document = Document(id="e" * 64, external_id="x", kind=Kind.MEMO, title="x", text=text)
    check(document, detect(document))
