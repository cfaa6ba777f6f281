"""Makes memos of some forty pages in three lay-outs, as DOCX and, through LibreOffice, as PDF.

Everything in them is invented here: there is no Esimerkkiministeriö, no such service, act or figure. A memo has what
makes real ones hard to read: a title page, a table of contents, running heads and page numbers, footnotes, words cut at
line ends, chapters that repeat, weigh or merely mention the proposals, and other people's proposals.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from pathlib import Path

import docx as word
from docx.document import Document as Docx
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

SOFFICE = shutil.which("soffice")


PROPOSALS = (
    (
        "Pajajakson keston pidentäminen",
        "Pajajakson enimmäiskesto olisi kaksitoista kuukautta nykyisen kahdeksan sijasta.",
        ("912/2031", "14 §"),
    ),
    (
        "Alkukartoituksen yhdenmukaistaminen",
        "Jokainen aloittava käy läpi saman alkukartoituksen ennen paikan valintaa.",
        ("912/2031", "16 ja 17 §"),
    ),
    (
        "Ohjaajien vähimmäismäärän säätäminen",
        "Pajalla olisi oltava yksi ohjaaja jokaista kahdeksaa osallistujaa kohti.",
        ("21 a §",),
    ),
    (
        "Matkakorvauksen maksaminen ennakkoon",
        "Matkakorvaus maksettaisiin kuukauden alussa ilman erillistä hakemusta.",
        ("430/2028", "5 §"),
    ),
    ("Pajojen ja oppilaitosten yhteiset opintopolut", "Pajalla opittu luettaisiin hyväksi tutkinnon osana.", ()),
    (
        "Osa-aikaisen osallistumisen salliminen",
        "Osallistuja voisi aloittaa kahdella päivällä viikossa.",
        ("912/2031", "18–20 §"),
    ),
    (
        "Kuntarajat ylittävien pajapaikkojen rahoitus",
        "Kotikunta korvaisi pajapaikan toisen kunnan pajalla todellisten kulujen mukaan.",
        ("33 §",),
    ),
    ("Verkkopajan vakinaistaminen", "Verkossa pidettävä paja olisi samanarvoinen muiden pajojen kanssa.", ()),
    (
        "Palautteen kerääminen osallistujilta",
        "Palaute kerättäisiin jakson puolivälissä ja lopussa samalla lomakkeella.",
        ("912/2031", "40 §"),
    ),
    (
        "Pajatietojen siirtäminen yhteiseen rekisteriin",
        "Pajat kirjaisivat jaksot yhteiseen rekisteriin kuukausittain.",
        ("77/2029",),
    ),
)
"""Title, what is proposed, and what it refers to."""

_SUBJECTS = "Kyläpaja|Alueellinen palveluverkko|Pajapalvelu|Ohjattu jakso|Kunnan oma paja|Yhteinen ohjaus|Pajan työpäivä|Neuvontapiste".split(
    "|"
)
_VERBS = """on vakiintunut osaksi paikallista palvelua|tavoittaa erityisesti pitkään ilman työtä olleet
 vaihtelee alueittain huomattavasti|perustuu vapaaehtoiseen osallistumiseen|edellyttää säännöllistä yhteydenpitoa
 on osoittautunut toimivaksi pienissäkin kunnissa|jää helposti irralliseksi muista palveluista|tukee arjen rytmiä ja työssä jaksamista""".replace(
    "\n ", "|"
).split("|")
_ENDS = """, mikä näkyy myös seurantatiedoissa|, vaikka resurssit ovat olleet niukat|, ja palaute on ollut pääosin myönteistä
|, kun ohjaajat vaihtuvat harvoin|, mutta kirjaamisen käytännöt poikkeavat toisistaan|, koska matkat ovat haja-asutusalueella pitkiä
|, joten vertailu edelliseen kauteen on vaikeaa||, etenkin talvikuukausina|, jos kuljetukset on järjestetty""".replace(
    "\n", ""
).split("|")
_MORE = """Vuonna {year} jaksoja oli {n} kappaletta.|Keskimääräinen jakso kesti {n} päivää, ja keskeytyksiä oli {m} prosenttia.
|Asiasta säädetään pajalain (912/2031) {m} §:ssä.|Työllisyyspalvelujen henkilöstömitoitus on jäänyt ennalleen.
|Kokemuksia on käsitelty tarkemmin luvussa {m}.|Muistion valmistelussa on käyty läpi {n} selvitystä.
|Toimeenpanosuunnitelma päivitetään vuosittain yhteistyössä aluetoimistojen kanssa.""".replace("\n", "").split("|")


class Writer:
    """Writes one memo. Sentences are put together by chance that is the same every time."""

    def __init__(self, *, leaders: bool, length: int = 9) -> None:
        self.docx: Docx = word.Document()
        self.chance = random.Random(7)
        self.notes: list[str] = []
        self.contents: list[tuple[int, str]] = []
        self.leaders = leaders
        self.length = length
        normal = self.docx.styles["Normal"]
        normal.font.name, normal.font.size = "Liberation Serif", Pt(11)
        normal.paragraph_format.line_spacing = 1.3
        normal.paragraph_format.space_after = Pt(8)
        section = self.docx.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.header.paragraphs[0].text = "Esimerkkiministeriö \t Arviomuistio \t Luonnos 3.3.2032"
        footer = section.footer.paragraphs[0]
        footer.add_run("Kyläpajojen kehittäminen \t\t ")
        _field(footer, "PAGE")

    def front(self, title: str) -> None:
        """The title page and the place of the table of contents, which is filled in at the end."""
        self.docx.add_paragraph(title, style="Title")
        self.docx.add_paragraph("Esimerkkiministeriön julkaisu, luonnos lausuntokierrokselle")
        self.docx.add_page_break()
        self.place = self.docx.add_paragraph("Sisällysluettelo", style="TOC Heading")

    def heading(self, level: int, text: str) -> None:
        """A heading, and its line in the table of contents."""
        self.docx.add_heading(text, level)
        if level < 3 or "ehdotus" in text:
            self.contents.append((level, text))

    def sentence(self) -> str:
        """One invented sentence."""
        chance = self.chance
        if chance.random() < 0.3:
            return chance.choice(_MORE).format(
                year=chance.randint(2026, 2031), n=chance.randint(20, 900), m=chance.randint(2, 60)
            )
        return f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)}{chance.choice(_ENDS)}."

    def text(self, paragraphs: int, *, note: bool = False) -> None:
        """Running text, the last paragraph with a footnote where asked for."""
        for number in range(paragraphs):
            words = " ".join(self.sentence() for _ in range(self.chance.randint(5, 9)))
            paragraph = self.docx.add_paragraph(softened(words))
            if note and number == paragraphs - 1:
                self.footnote(
                    paragraph,
                    f"Esimerkkiministeriön selvitys {len(self.notes) + 3}/2030, s. {self.chance.randint(4, 90)}.",
                )

    def bullets(self, rows: list[str]) -> None:
        """A list with bullets."""
        for row in rows:
            self.docx.add_paragraph(softened(row), style="List Bullet")

    def table(self, rows: list[list[str]], widths: list[float], *, repeat: bool = True) -> None:
        """A table whose first row heads it, on every page."""
        table = self.docx.add_table(rows=0, cols=len(widths))
        table.style = "Table Grid"
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for number, row in enumerate(rows):
            cells = table.add_row().cells
            for cell, words, width in zip(cells, row, widths, strict=True):
                cell.width = Cm(width)
                cell.paragraphs[0].text = softened(words) if number else words
                cell.paragraphs[0].paragraph_format.line_spacing = 1.0
                if not number and cell.paragraphs[0].runs:
                    cell.paragraphs[0].runs[0].bold = True
            if not number and repeat:
                table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def footnote(self, paragraph: Paragraph, words: str) -> None:
        """A footnote at the end of a paragraph."""
        self.notes.append(words)
        run = paragraph.add_run()
        run.font.superscript = True
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(len(self.notes)))
        run._r.append(mark)

    def save(self, path: Path) -> Path:
        """Fills in the table of contents and the footnotes, and writes the file."""
        at = self.place
        for number, (level, words) in enumerate(self.contents):
            line = self.docx.add_paragraph(f"{words}\t{number + 3}", style=_contents_style(self.docx, level))
            if self.leaders:
                line.paragraph_format.tab_stops.add_tab_stop(Cm(15), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            at._p.addnext(line._p)
            at = line
        _add_footnotes(self.docx, self.notes)
        self.docx.save(str(path))
        return path

    def opening(self) -> None:
        """The chapters before the proposals."""
        self.heading(1, "Tiivistelmä")
        self.text(2)
        self.docx.add_paragraph("Muistion keskeiset ehdotukset ovat seuraavat:")
        self.bullets([title for title, _, _ in PROPOSALS])
        self.heading(1, "1 Johdanto")
        self.text(6, note=True)
        for chapter, name in enumerate(
            ("Pajapalvelujen nykytila", "Kokemuksia alueilta", "Rahoitus ja henkilöstö"), start=2
        ):
            self.heading(1, f"{chapter} {name}")
            for part, topic in enumerate(("Palvelun järjestäminen", "Osallistujat", "Tiedonkulku"), start=1):
                self.heading(2, f"{chapter}.{part} {topic}")
                self.text(self.length, note=True)
                self.bullets([self.sentence() for _ in range(4)])
                self.text(4, note=True)
        self.heading(1, "5 Aiemmat ehdotukset")
        self.docx.add_paragraph("Aiemmissa selvityksissä on ehdotettu muun muassa seuraavaa:")
        self.bullets(
            ["Pajojen määrän kaksinkertaistaminen", "Pajasetelin käyttöönotto", "Pajojen siirtäminen maakunnille"]
        )
        self.text(5, note=True)

    def closing(self, number: int) -> None:
        """The chapters after the proposals."""
        self.heading(1, f"{number} Vaikutukset")
        self.docx.add_paragraph(
            "Kehittämisehdotus 3 lisäisi kustannuksia eniten. Kehittämisehdotuksen 4 vaikutukset olisivat vähäiset."
        )
        for topic in ("Taloudelliset vaikutukset", "Vaikutukset henkilöstöön"):
            self.heading(2, topic)
            self.text(7, note=True)
        self.heading(1, f"{number + 1} Lausuntopalaute ja jatkovalmistelu")
        self.docx.add_paragraph(
            "Lausunnoissa pyydetään ottamaan kantaa erityisesti siihen, miten ehdotus 2 ja ehdotus 6 toteutettaisiin."
        )
        self.text(6)
        self.heading(1, "Liite 1 Ehdotusten aikataulu")
        rows = [[title, self.chance.choice(["2033", "2034", "2035"])] for title, _, _ in PROPOSALS]
        self.table([["Ehdotus", "Aikataulu"], *rows], [11, 4])


def softened(text: str) -> str:
    """The text with soft hyphens in its long words, before each consonant that a vowel follows."""

    def cut(match: re.Match[str]) -> str:
        word = match[0]
        return word[:3] + re.sub(r"(?<=[aeiouyäö])(?=[bdfghjklmnprstv][aeiouyäö])", "\u00ad", word[3:-2]) + word[-2:]

    return re.sub(r"[^\W\d_]{9,}", cut, text)


def body_of(writer: Writer, proposal: tuple[str, str, tuple[str, ...]], *, paragraphs: int = 2) -> None:
    """The words of one proposal, with its references."""
    _, said, references = proposal
    where = f" Muutos koskisi säännöksiä {', '.join(references)}." if references else ""
    writer.docx.add_paragraph(softened(f"Esimerkkiministeriö ehdottaa muutosta. {said}") + where)
    for _ in range(paragraphs):
        words = " ".join(
            f"{writer.chance.choice(_SUBJECTS)} {writer.chance.choice(_VERBS)}{writer.chance.choice(_ENDS)}."
            for _ in range(6)
        )
        writer.docx.add_paragraph(softened(words))


def numbered(path: Path, *, length: int = 9) -> Path:
    """Numbered proposals in headings, in two chapters; `length` is in paragraphs a section."""
    writer = Writer(leaders=True, length=length)
    writer.front("Arviomuistio kyläpajojen kehittämisestä")
    writer.opening()
    for chapter, (name, part) in enumerate((("Pajajakso", PROPOSALS[:6]), ("Pajaverkosto", PROPOSALS[6:])), start=6):
        writer.heading(1, f"{chapter} {name}")
        writer.text(3, note=True)
        for proposal in part:
            writer.heading(3, f"Kehittämisehdotus {PROPOSALS.index(proposal) + 1} – {proposal[0]}")
            body_of(writer, proposal)
    writer.closing(8)
    return writer.save(path)


def headed(path: Path) -> Path:
    """Headings without numbers under a chapter of proposals, each with parts that all of them have."""
    writer = Writer(leaders=False)
    writer.front("Arviomuistio kyläpajojen kehittämisestä")
    writer.opening()
    writer.heading(1, "6 Kehittämisehdotukset")
    writer.text(2, note=True)
    for proposal in PROPOSALS:
        writer.heading(2, proposal[0])
        for part in ("Nykytila", "Ehdotus", "Perustelut"):
            writer.heading(3, part)
            if part == "Ehdotus":
                body_of(writer, proposal, paragraphs=0)
                writer.bullets(["osallistujat saavat tiedon ajoissa", "kunnat voivat varautua"])
            else:
                body_of(writer, ("", "Asia on tunnistettu.", ()), paragraphs=1)
    writer.closing(7)
    return writer.save(path)


def tabled(path: Path) -> Path:
    """A table of proposals with numbers, reasons and whose duty each would be."""
    writer = Writer(leaders=True)
    writer.front("Arviomuistio kyläpajojen kehittämisestä")
    writer.opening()
    writer.heading(1, "6 Ehdotukset pajapalvelujen kehittämiseksi")
    writer.text(2)
    rows = [["Nro", "Ehdotus", "Perustelut", "Vastuutaho"]]
    for number, (title, said, references) in enumerate(PROPOSALS, start=1):
        where = f" Muutos koskisi säännöksiä {', '.join(references)}." if references else ""
        reasons = " ".join(f"{writer.chance.choice(_SUBJECTS)} {writer.chance.choice(_VERBS)}." for _ in range(4))
        rows.append([str(number), title, f"{said}{where} {reasons}", "Esimerkkiministeriö"])
    writer.table(rows, [1.2, 4.3, 7.5, 3.5])
    writer.text(3, note=True)
    writer.closing(7)
    return writer.save(path)


def lead_ins(path: Path) -> Path:
    """A short memo whose proposals are told by bold words alone, as a word processor's user sets them."""
    docx = word.Document()
    docx.add_heading("Muistio pajojen tiloista", 1)
    docx.add_paragraph("Pajoja on kolmessa kunnassa.")
    docx.add_heading("Ehdotukset", 1)
    for title, said, _ in PROPOSALS[:4]:
        paragraph = docx.add_paragraph()
        paragraph.add_run(f"{title}.").bold = True
        paragraph.add_run(f" {said}")
        docx.add_paragraph("Asiasta on saatu kokemuksia kahdesta kunnasta.")
    docx.add_heading("Rahoitus", 1)
    paragraph = docx.add_paragraph()
    paragraph.add_run("Valtion osuus.").bold = True
    paragraph.add_run(" Valtio maksaisi puolet.")
    docx.save(str(path))
    return path


def to_pdf(files: list[Path], folder: Path) -> list[Path]:
    """The files as PDF, in one run of LibreOffice with a profile of its own."""
    assert SOFFICE
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return [folder / f"{file.stem}.pdf" for file in files]


def _contents_style(docx: Docx, level: int) -> str:
    """The name of a style of lines of contents, made where the template has none."""
    name = f"toc {level}"
    if name not in [style.name for style in docx.styles]:
        docx.styles.add_style(name, 1).base_style = docx.styles["Normal"]
    return name


def _field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _add_footnotes(docx: Docx, notes: list[str]) -> None:
    """The part that holds the footnotes, which python-docx does not write."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    rows = [
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
        for number, kind, tag in ((-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator"))
    ]
    rows += [
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:rPr><w:sz w:val="17"/></w:rPr><w:t xml:space="preserve"> {words}</w:t></w:r></w:p></w:footnote>'
        for number, words in enumerate(notes, start=1)
    ]
    blob = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{space}">{"".join(rows)}</w:footnotes>'.encode()
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, blob, docx.part.package)
    docx.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
