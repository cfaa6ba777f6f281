"""Personal data: all of it is found, what only looks like it is left alone, and what was hidden comes back to the letter.

Identity codes here are temporary ones (900-999), which nobody has; account numbers and addresses are made up.
"""

from __future__ import annotations

import json
import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fi import hetu

from assistant.text.privacy import Masks, find, mask

CENTURIES = {1800: "+", 1900: "-YXWVU", 2000: "ABCDEF"}
LETTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"

FRAMES = (
    "{}",
    "Hakijan {} on tiedossa.",
    "Yhteystiedot: {}.",
    "({})",
    "Soita/kirjoita {}, kiitos!",
    "vuonna 2026 {} ja 12 kpl",
    "rivi\n{}\nrivi",
    "”{}”",
    "tunnus;{};loppu",
    "<b>{}</b>",
    "Matti {}\u00a0Meikäläinen",
    "{} 00100 Helsinki",
)


def _hetu(rng: random.Random) -> str:
    century = rng.choice(list(CENTURIES))
    sign = rng.choice(CENTURIES[century])
    born = f"{rng.randint(1, 28):02d}{rng.randint(1, 12):02d}{rng.randint(0, 23):02d}"
    number = f"{rng.randint(900, 999)}"
    code = f"{born}{sign}{number}{LETTERS[int(born + number) % 31]}"
    if sign == "-":
        code = code.replace("-", rng.choice(["-", "-", "–", "\u2011", "−", " - "]))
    return code.lower() if rng.random() < 0.2 else code


def _email(rng: random.Random) -> str:
    local = rng.choice(["maija.mallikas", "m_m+kunta", "äiti.öinen", "a", "x-1", "etunimi.sukunimi", "O'Neill"])
    return (
        local
        + rng.choice(["@", "@", "@", "(at)", " [at] "])
        + rng.choice(["kunta.invalid", "posti.esimerkki.invalid", "mäki.invalid", "a-b.example", "xn--mki-ula.example"])
    )


def _phone(rng: random.Random) -> str:
    def digits(count: int) -> str:
        return "".join(rng.choice("0123456789") for _ in range(count))

    three, four = digits(3), digits(4)
    gap = rng.choice([" ", "-", "\u00a0", "–", ""])
    mobile = rng.choice(["040", "041", "044", "045", "050", "0400"])
    forms = (
        f"{mobile}{gap}{three}{gap}{four}",
        f"({mobile}) {three} {four}",
        f"+358{gap}{mobile[1:]}{gap}{three}{gap}{four}",
        f"+358 (0){mobile[1:]} {three} {four}",
        f"00358 {mobile[1:]} {three}{four}",
        f"09{gap}{rng.choice('234567')}{digits(2)}{gap}{four}",
        f"(08) {rng.choice('345')}{digits(2)} {four}",
        f"{mobile}/{three}{four}",
        f"+46 70 {three} {digits(2)} {digits(2)}",
        f"+44 20 7{three} {four}",
        f"+1 212 {rng.choice('2345')}{digits(2)} {four}",
        f"+372 5{three} {four}",
        f"029{gap}{rng.choice('5')}{digits(2)}{gap}{four[:3]}",
    )
    return rng.choice(forms)


def _iban(rng: random.Random) -> str:
    land, length = rng.choice([("FI", 14), ("FI", 14), ("SE", 20), ("DE", 18), ("EE", 16), ("NO", 11)])
    number = "".join(rng.choice("0123456789") for _ in range(length))
    if land == "NO":
        number = "86011117947"
    rest = int("".join(str(int(sign, 36)) for sign in f"{number}{land}00"))
    whole = f"{land}{98 - rest % 97:02d}{number}"
    if rng.random() < 0.5:
        whole = " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))
    return whole.lower() if rng.random() < 0.1 else whole


@pytest.mark.parametrize("make", [_hetu, _email, _phone, _iban])
def test_none_leaves(make: object) -> None:
    """Of 300 made-up data of each kind, in running text, none is left where it was."""
    assert callable(make)
    rng = random.Random(make.__name__)
    missed = []
    for nth in range(300):
        datum = make(rng)
        text = FRAMES[nth % len(FRAMES)].format(datum)
        hidden = mask(text)
        if datum in hidden.text or any(datum[at : at + 6] in hidden.text for at in range(len(datum) - 5)):
            missed.append((text, hidden.text))
    assert missed == []


def _near_miss(rng: random.Random) -> str:
    def number(low: int, high: int) -> int:
        return rng.randint(low, high)

    born = f"{number(1, 28):02d}{number(1, 12):02d}{number(0, 99):02d}"
    right = LETTERS[int(born + "900") % 31]
    wrong = rng.choice([letter for letter in LETTERS if letter != right])
    forms = (
        f"{born}-900{wrong}",
        f"{number(32, 99)}13{number(10, 99)}-900A",
        f"Y-tunnus {number(0, 3)}{number(100_000, 999_999)}-{number(0, 9)}",
        f"FI{number(0, 3)}{number(1_000_000, 9_999_999)}",
        f"laki {number(1, 1500)}/{number(1950, 2033)}",
        f"HE {number(1, 300):03d}/{number(1990, 2033)} vp",
        f"VN/{number(100, 39_999):05d}/{number(2019, 2033)}",
        f"dnro {number(100, 9_999):04d}/{number(1, 28):02d}.{number(1, 12):02d}.00/{number(2010, 2033)}",
        f"{number(1, 28):02d}.{number(1, 12):02d}.{number(1950, 2033)}",
        f"{number(1, 28):02d}.{number(1, 12):02d}.–{number(1, 28):02d}.{number(1, 12):02d}.{number(1950, 2033)}",
        f"{number(2000, 2033)}-{number(1, 12):02d}-{number(1, 28):02d}",
        f"klo {number(0, 9):02d}.{number(0, 59):02d}–{number(10, 23)}.{number(0, 59):02d}",
        f"{number(1, 999)} {number(100, 999)} {number(100, 999)} euroa",
        f"+{number(1, 99)} {number(100, 999)} {number(100, 999)} euroa",
        f"{number(0, 9)},{number(1_000, 999_999_999)}",
        f"0.{number(100_000, 999_999_999)}",
        f"kiinteistö {number(5, 992):03d}-{number(1, 9)}-{number(1, 999)}-{number(1, 9)}",
        f"1.2.246.562.10.{number(10**9, 10**10)}",
        f"vuosina {number(2000, 2020)} {number(2021, 2026)} {number(2027, 2033)}",
        f"0 {number(10, 19)} {number(20, 29)} {number(30, 39)} {number(40, 49)} {number(50, 59)}",
        f"{number(1, 99)} § {number(1, 9)} mom. {number(1, 9)} kohta",
        f"{number(0, 99):05d} Helsinki",
        f"ISBN 978-951-{number(10, 99)}-{number(1000, 9999)}-{number(0, 9)}",
        f"ISSN 0355-{number(1000, 9999)}",
        f"@kunta{number(1, 99)} ja kunta.fi",
        f"FI{number(10, 99)} {number(1000, 9999)} {number(1000, 9999)}",
        f"{number(1, 9)}.{number(100, 999)}.{number(100, 999)},{number(10, 99)} €",
        f"s. {number(10, 99)}-{number(100, 999)}",
        f"T{number(100_000_000, 999_999_999)}",
        f"{number(10, 99)} %–{number(10, 99)} %",
    )
    return forms[rng.randint(0, len(forms) - 1)]


def test_near_misses() -> None:
    """Of 300 things that only look personal, at most three are hidden."""
    rng = random.Random("läheltä")
    wrong = [(text, mask(text).text) for nth in range(300) if find(text := FRAMES[nth % 8].format(_near_miss(rng)))]
    assert len(wrong) <= 3, wrong


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("010190-900P ja 010190–900p", "[HETU-1] ja [HETU-2]"),
        ("010190A900P, 010190U900P", "[HETU-1], [HETU-2]"),
        ("010190-900P 010190-900P", "[HETU-1] [HETU-1]"),
        ("x010190-900P", "x010190-900P"),
        ("010190-900A", "010190-900A"),
        ("FI21 1234 5600 0007 85 on tili", "[IBAN-1] on tili"),
        ("FI21 1234 5600 0007 86 on tili", "FI21 1234 5600 0007 86 on tili"),
        ("maija@kunta.invalid.", "[EMAIL-1]."),
        ("maija(at)kunta.invalid", "[EMAIL-1]"),
        ("Puh. 040 123 4567/050 765 4321", "Puh. [PUHELIN-1]/[PUHELIN-2]"),
        ("040 123 4567, 040 123 4567", "[PUHELIN-1], [PUHELIN-1]"),
        ("puh0401234567", "puh[PUHELIN-1]"),
        ("040-123-45-67", "[PUHELIN-1]"),
        ("", ""),
    ],
)
def test_hidden(text: str, hidden: str) -> None:
    """Each kind has its own placeholders; the same datum has the same one."""
    assert mask(text).text == hidden


def test_temporary_codes_of_every_sign() -> None:
    """Every sign of a century that there is, with a code that nobody has."""
    for sign in "-+YXWVUABCDEF":
        code = f"010190{sign}900P"
        assert hetu.is_valid(code, allow_temporary=True)
        assert mask(code).text == "[HETU-1]"


def test_one_set_for_all_messages() -> None:
    """In a request the same datum has the same placeholder in every message, and different data different ones."""
    texts = ("Tunnus 010190-900P", "010190A900P vai 010190-900P", "a@b.invalid")
    masks = Masks(texts)
    assert [masks.hide(text) for text in texts] == ["Tunnus [HETU-1]", "[HETU-2] vai [HETU-1]", "[EMAIL-1]"]
    assert masks.mapping == {"[HETU-1]": "010190-900P", "[HETU-2]": "010190A900P", "[EMAIL-1]": "a@b.invalid"}


def test_placeholders_of_others() -> None:
    """A text that holds a placeholder already, as a hostile document may, gets nobody's data put in its place."""
    text = "Kerro [HETU-1] ja [PUHELIN-7]. Tunnus 010190-900P."
    masks = Masks((text,))
    hidden = masks.hide(text)
    assert hidden == "Kerro [HETU-1] ja [PUHELIN-7]. Tunnus [HETU-8]."
    assert masks.restore(hidden) == text
    assert masks.restore("[HETU-1] [HETU-9] [hetu-8] HETU-8") == "[HETU-1] [HETU-9] [hetu-8] HETU-8"


def test_broken_over_lines() -> None:
    """A number broken over two lines is hidden, and comes back on one, so that it can stand in a JSON string."""
    masks = Masks()
    hidden = masks.hide("Puh. 040\n123 4567.")
    assert hidden == "Puh. [PUHELIN-1]."
    assert json.loads(masks.restore(json.dumps({"a": hidden}))) == {"a": "Puh. 040 123 4567."}


PARTS = st.lists(
    st.sampled_from(
        [
            "010190-900P",
            "040 123 4567",
            "FI2112345600000785",
            "a@b.invalid",
            "[",
            "]",
            "[HETU-",
            "[HETU-1]",
            "\n",
            " ",
            "1",
        ]
    )
    | st.text(max_size=8),
    max_size=12,
).map("".join)


@given(PARTS)
def test_restored_to_the_letter(text: str) -> None:
    """What was hidden comes back exactly, whatever stood around it."""
    hidden = mask(text)
    masks = Masks((text,))
    assert masks.hide(text) == hidden.text
    back = masks.restore(hidden.text)
    assert " ".join(back.split()) == " ".join(text.split())
    assert back == text or "\n" in text


@given(PARTS, st.lists(st.integers(0, 200), max_size=30))
def test_restored_in_pieces(text: str, cuts: list[int]) -> None:
    """In pieces it comes back as in one, wherever a placeholder is split, and nothing that cannot be one is held back."""
    masks = Masks((text,))
    hidden = masks.hide(text)
    restoring = masks.restoring()
    at = [0, *sorted(cut for cut in cuts if cut < len(hidden)), len(hidden)]
    pieces = [restoring.feed(hidden[a:b]) for a, b in pairwise(at)]
    assert "".join(pieces) + restoring.end() == masks.restore(hidden)


def test_nothing_is_held_in_vain() -> None:
    """Text is let through at once where nothing was hidden, and a bracket waits only while it may become a placeholder."""
    assert mask("ei mitään").restore == {}
    masks = Masks()
    assert masks.restoring().feed("[HETU-") == "[HETU-"
    masks.hide("010190-900P")
    restoring = masks.restoring()
    assert [restoring.feed(piece) for piece in ("a [", "1]", " [HE", "TU-1", "] b", " [HETU-2")] == [
        "a ",
        "[1]",
        " ",
        "",
        "010190-900P b",
        " [HETU-2",
    ]
    assert restoring.end() == ""


@given(st.text(alphabet="0123456789 +-()/.abcFI@\n", max_size=120))
def test_any_text(text: str) -> None:
    """Whatever the text, finding ends, spans are in order and apart, and hiding twice hides no more."""
    found = find(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= held.start < held.end <= len(text) for held in found)


@pytest.mark.untraced  # a tracer would be what is measured
@pytest.mark.parametrize("piece", ["a", "0", "0 ", "FI21 ", "1-", "a.", "@", "+358 ", "010190-", "(", "0401234567 "])
def test_long_texts(piece: str) -> None:
    """A long text of any kind of run takes about as long as another: no pattern runs away."""
    import time

    # Processor time: other work on the machine is not the pattern's fault.
    began = time.thread_time()
    mask(piece * (60_000 // len(piece)))
    assert time.thread_time() - began < 20
