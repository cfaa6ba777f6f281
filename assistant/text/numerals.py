"""Number words in running text: Finnish in every case, Swedish and English in their one form.

Only words that can be nothing else than a number are known; `ONE` are the words for one, which are often pronouns or
articles and count only before a unit.
"""

from __future__ import annotations

# Cases in one order: nominative, genitive, partitive, inessive, elative, illative, adessive, ablative, allative, essive, translative.
_DIGITS: dict[int, str] = {
    1: "yksi yhden yhtä yhdessä yhdestä yhteen yhdellä yhdeltä yhdelle yhtenä yhdeksi",
    2: "kaksi kahden kahta kahdessa kahdesta kahteen kahdella kahdelta kahdelle kahtena kahdeksi",
    3: "kolme kolmen kolmea kolmessa kolmesta kolmeen kolmella kolmelta kolmelle kolmena kolmeksi",
    4: "neljä neljän neljää neljässä neljästä neljään neljällä neljältä neljälle neljänä neljäksi",
    5: "viisi viiden viittä viidessä viidestä viiteen viidellä viideltä viidelle viitenä viideksi",
    6: "kuusi kuuden kuutta kuudessa kuudesta kuuteen kuudella kuudelta kuudelle kuutena kuudeksi",
    7: "seitsemän seitsemän seitsemää seitsemässä seitsemästä seitsemään seitsemällä seitsemältä seitsemälle seitsemänä seitsemäksi",
    8: "kahdeksan kahdeksan kahdeksaa kahdeksassa kahdeksasta kahdeksaan kahdeksalla kahdeksalta kahdeksalle kahdeksana kahdeksaksi",
    9: "yhdeksän yhdeksän yhdeksää yhdeksässä yhdeksästä yhdeksään yhdeksällä yhdeksältä yhdeksälle yhdeksänä yhdeksäksi",
    10: "kymmenen kymmenen kymmentä kymmenessä kymmenestä kymmeneen kymmenellä kymmeneltä kymmenelle kymmenenä kymmeneksi",
    100: "sata sadan sataa sadassa sadasta sataan sadalla sadalta sadalle satana sadaksi",
}
_SWEDISH = "två tre fyra fem sex sju åtta nio tio elva tolv".split()
_ENGLISH = "two three four five six seven eight nine ten eleven twelve".split()
_FRONT = dict(zip("kaksi kolmi neli viisi kuusi seitsen kahdeksan yhdeksän kymmen".split(), range(2, 11), strict=True))


def _forms(number: int) -> list[str]:
    return _DIGITS[number].split()


def _words() -> dict[str, int]:
    """Every known word with its number."""
    held: dict[str, int] = {}
    ten, hundred = _forms(10), _forms(100)
    for digit in range(1, 10):
        for case, form in enumerate(_forms(digit)):
            counted = 2 if case == 0 else case  # kaksi + kymmentä, but kahden + kymmenen
            held.setdefault(form, digit)
            held[f"{form}toista"] = 10 + digit
            if digit == 1:
                continue
            held[f"{form}{ten[counted]}"] = 10 * digit
            held[f"{form}{hundred[counted]}"] = 100 * digit
            for one in range(1, 10):
                held[f"{form}{ten[counted]}{_forms(one)[case]}"] = 10 * digit + one
    for case in range(len(ten)):
        held[ten[case]], held[hundred[case]] = 10, 100
    held |= dict(zip(_SWEDISH, range(2, 13), strict=True)) | dict(zip(_ENGLISH, range(2, 13), strict=True))
    return held


ONE: frozenset[str] = frozenset({*_forms(1), "en", "ett", "one"})
"""Words for one: numbers only where a unit follows."""

WORDS: dict[str, int] = _words() | {"en": 1, "ett": 1, "one": 1}
"""Number words in lower case."""

FRONTS: dict[str, int] = _FRONT
"""The forms that begin a compound: kolmi- in kolmivuotinen."""
