"""PDF files made here run by run: paragraphs, pages, running heads, hyphens, headings, notes, columns, hidden text."""

from __future__ import annotations

import pytest

from assistant.errors import ReadError

from .made import Read, Run, column, kinds, pdf

FILL = "Tämä on leipätekstin rivi, joka ulottuu aivan sivun oikeaan laitaan asti eikä lopu"


def body(*lines: str, top: float = 760) -> list[Run]:
    """Lines of running text under two full ones, so that the page has a margin and a usual size."""
    return column([FILL, FILL + ".", "", *lines], top=top)


def texts(read: Read, *pages: list[Run]) -> list[str]:
    """The blocks of a PDF of these pages."""
    return [text for _, _, text in kinds(read("a.pdf", pdf(pages)))]


def test_paragraphs(read: Read) -> None:
    """Lines of a paragraph are joined with a space; a gap, an indentation or a line ended early begins a new one."""
    lines = [
        "Ensimmäinen kappale jatkuu",
        "toiselle riville.",
        "",
        "Toinen kappale.",
        "Kolmas alkaa lyhyen rivin jälkeen.",
    ]
    found = texts(read, body(*lines))
    assert found[1:] == ["Ensimmäinen kappale jatkuu toiselle riville.", "Toinen kappale.", lines[-1]]


def test_pages(read: Read) -> None:
    """Every page is told, an empty one too; a paragraph goes on over a page's end when its sentence does."""
    runs = [
        body("Lause jatkuu seuraavalle"),
        column(["sivulle asti ja päättyy.", "", "Uusi kappale."]),
        [],
        body("Loppu."),
    ]
    reading = read("a.pdf", pdf(runs))
    assert [page.number for page in reading.pages] == [1, 2, 3, 4]
    assert [text for _, _, text in kinds(reading)][1:3] == [
        "Lause jatkuu seuraavalle sivulle asti ja päättyy.",
        "Uusi kappale.",
    ]
    second, third = reading.pages[1], reading.pages[2]
    assert reading.text[second.start : second.end].startswith("sivulle asti")
    assert third.start == third.end


def test_running_heads(read: Read) -> None:
    """Lines repeated at the top or foot of most pages go, whatever their figures; the text's own lines stay."""
    numbers = ["yksi", "kaksi", "kolme", "neljä"]
    pages = [
        [(11, 72, 810, "Julkaisuja 2026:5"), *body(f"Sivun teksti {word}."), (9, 300, 30, f"Sivu {number} (4)")]
        for number, word in enumerate(numbers, start=1)
    ]
    found = " ".join(texts(read, *pages))
    assert "Julkaisuja" not in found
    assert "Sivu " not in found
    assert all(f"Sivun teksti {word}." in found for word in numbers)
    assert "Julkaisuja" in " ".join(texts(read, *pages[:2]))


def test_hyphens(read: Read) -> None:
    """A cut word is mended where the document shows it whole; else the hyphen stays, with a space before "ja"."""
    lines = ["Elinkeinoministeriön kanta on elinkeino-", "ministeriö ja työ-", "ja elinkeinopalvelut sekä sosiaali-"]
    lines += ["työntekijä vuosina 2021-", "2026 ja linja-", "auto."]
    joined = texts(read, body(*lines))[-1]
    assert "on elinkeinoministeriö ja työ- ja elinkeinopalvelut sekä sosiaali-työntekijä" in joined
    assert joined.endswith("vuosina 2021-2026 ja linja-auto.")


def test_hyphenated_document(read: Read) -> None:
    """In a document set with hyphenation, words cut once are mended too, but not where Finnish spells a hyphen."""
    words = ["kunta", "yhtymä", "työn", "haku", "palve", "lussa", "kokei", "lussa", "järjes", "tämään"]
    whole = [a + b for a, b in zip(words[::2], words[1::2], strict=True)]
    lines = [" ".join(whole), *(f"{b} sana {a}-" for a, b in zip(words[::2], ["alku", *words[1:-2:2]], strict=True))]
    lines += ["tämään sana yhteis-", "toiminnassa ja linja-", "autossa loppu."]
    joined = texts(read, body(*lines))[-1]
    assert "yhteistoiminnassa" in joined
    assert "linja-autossa" in joined


def test_headings(read: Read) -> None:
    """Large type, bold type and numbers make headings, numbers give the level; the largest on page one is the title."""
    runs: list[Run] = [
        (20, 72, 790, "Arviomuistio"),
        (-14, 72, 750, "1 Johdanto"),
        *column([FILL, FILL + "."], top=720),
    ]
    runs += [(-11, 72, 670, "1.1 Tausta"), *column([FILL + "."], top=650), (-11, 72, 610, "Lihava otsikko")]
    runs += column([FILL + "."], top=590) + [(11, 72, 550, "2.3 Kokeilu"), *column([FILL + ".", FILL + "."], top=520)]
    found = [(kind, level, text) for kind, level, text in kinds(read("a.pdf", pdf([runs]))) if kind != "paragraph"]
    assert found == [
        ("title", 0, "Arviomuistio"),
        ("heading", 1, "1 Johdanto"),
        ("heading", 2, "1.1 Tausta"),
        ("heading", 2, "Lihava otsikko"),
        ("heading", 2, "2.3 Kokeilu"),
    ]


def test_items_and_rows(read: Read) -> None:
    """Bullets and numbers begin items, their lines stay together; words far apart on a line are a table's row."""
    runs = body("• luoti, joka jatkuu", "  seuraavalla rivillä", "• toinen", "1. numero", "2. toinen numero", "")
    runs += [(11, x, 560, text) for x, text in ((72, "Palvelu"), (250, "Asiakkaita"), (400, "1,5 milj. €"))]
    found = kinds(read("a.pdf", pdf([runs])))[1:]
    assert found == [
        ("item", 0, "luoti, joka jatkuu seuraavalla rivillä"),
        ("item", 0, "toinen"),
        ("item", 0, "1. numero"),
        ("item", 0, "2. toinen numero"),
        ("row", 0, "Palvelu | Asiakkaita | 1,5 milj. €"),
    ]


def test_footnotes(read: Read) -> None:
    """Small type at the foot is a note without its number, which leaves the text too; m2 keeps its figure."""
    # Helvetica's widths put the marks right behind their words.
    runs: list[Run] = [*body(), (11, 72, 600, "Tila on 20 m"), (6, 132.5, 604, "2"), (11, 139, 600, "ja laki")]
    runs += [(6, 167.1, 604, "1"), (11, 173.5, 600, "muuttuu.")]
    runs += [(6, 72, 63, "1"), (9, 76, 60, "Ks. HE 207/2022 vp."), (9, 72, 49, "Jatkuu.")]
    found = kinds(read("a.pdf", pdf([runs])))
    assert found[-1] == ("note", 0, "Ks. HE 207/2022 vp. Jatkuu.")
    assert found[-2][2].startswith("Tila on 20 m2 ja laki muuttuu")


def test_columns(read: Read) -> None:
    """Two columns drawn line by line across the page are read one after the other."""
    left = [f"Vasen palsta ja sen rivi {n}" for n in range(14)]
    right = [f"Oikea palsta ja sen rivi {n}" for n in range(14)]
    runs = [run for pair in zip(column(left), column(right, x=320), strict=True) for run in pair]
    joined = " ".join(texts(read, runs))
    assert joined.index("Vasen palsta ja sen rivi 13") < joined.index("Oikea palsta ja sen rivi 0")


def test_hidden(read: Read) -> None:
    """White text on paper, tiny text and text off the page are dropped and noted; white on dark stays."""
    hidden: list[Run] = [*body("Näkyvä loppu."), (1, 72, 400, "pikkuruinen"), (11, 900, 500, "laidan takana")]
    reading = read("a.pdf", pdf([hidden]))
    assert reading.notes == ("hidden_text_removed",)
    assert "pikku" not in reading.text
    assert "takana" not in reading.text
    dark = b"0 0 0 rg 60 590 300 30 re f 1 g "
    assert "valkoinen" in read("a.pdf", pdf([[(11, 72, 600, "valkoinen mustalla")]], extra=dark)).text
    with pytest.raises(ReadError) as caught:
        read("a.pdf", pdf([[(11, 72, 600, "valkoinen paperilla")]], extra=b"1 g "))
    assert caught.value.code == "no_text"


def test_scanned_layer(read: Read) -> None:
    """Invisible text that is all there is, as text recognition leaves it, is read."""
    assert read("a.pdf", pdf([column(["Tunnistettu teksti"])], extra=b"3 Tr ")).text == "Tunnistettu teksti"


@pytest.mark.parametrize(("info", "expected"), [("Arviomuistio", "Arviomuistio"), ("Microsoft Word - a.docx", None)])
def test_title(read: Read, info: str, expected: str | None) -> None:
    """The document's own title is used unless a program made it up."""
    assert read("a.pdf", pdf([body()], info=info)).meta.get("title") == expected


def test_refused(read: Read) -> None:
    """A password, no text, too many pages and a damaged file each have their name."""
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % (
        b"11" * 32,
        b"22" * 32,
    )
    cases = {
        "encrypted": pdf([body()], trailer=encrypt),
        "no_text": pdf([[]]),
        "too_many_pages": pdf([[]] * 2001),
        "broken": b"%PDF-1.4\nroskaa",
        "mislabelled": b"PK\x03\x04" + bytes(100),
    }
    for code, content in cases.items():
        with pytest.raises(ReadError) as caught:
            read("a.pdf", content)
        assert caught.value.code == code


def test_scaled_type(read: Read) -> None:
    """A size of one enlarged by the matrix, as Word writes it, counts as the size on paper."""
    scaled = b"BT /F1 1 Tf 22 0 0 22 72 790 Tm (Iso otsikko) Tj ET "
    assert kinds(read("a.pdf", pdf([body()], extra=scaled)))[0] == ("title", 0, "Iso otsikko")


def test_sideways_page(read: Read) -> None:
    """A page written sideways is read like an upright one."""
    lines = [f"BT /F1 11 Tf 0 1 -1 0 {100 + 14 * n} 72 Tm (Rivi {n} jatkuu) Tj ET ".encode() for n in range(3)]
    assert read("a.pdf", pdf([[]], extra=b"".join(lines))).text == "Rivi 0 jatkuu Rivi 1 jatkuu Rivi 2 jatkuu"
