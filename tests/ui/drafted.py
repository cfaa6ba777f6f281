"""The page on the fake product with three sections drafted, two sentences that the checks remark on, and a name left open.

`python -m tests.ui.drafted PORT` serves it.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from assistant.drafting import Drafting
from assistant.statement import ProposalState, Stance
from tests.ui.fake import Fake

STANCES = (Stance.SUPPORTS_WITH_RESERVATIONS, Stance.SUPPORTS, Stance.OPPOSES)
WISHES = ("Kaupunki esittää, että muutosta seurataan.", "Kaupunki pitää riittävää siirtymäaikaa tarpeellisena.")
"""What the manager asks for; of the third proposal the first alone."""
UNFOUNDED = "Kokeiluissa oli vuonna 2025 yhteensä 999 henkilöä."
"""A sentence whose number stands nowhere."""


def seed(drafting: Drafting, *, findings: bool = True) -> Drafting:
    """Confirms every proposal, takes a stance on the first three, drafts them.

    With `findings`, the second wish of the first two sections is an unfounded sentence instead.
    """
    drafting.workspace.confirm(
        [p.id for p in drafting.proposals() if p.state is ProposalState.DETECTED], "Valmistelija"
    )
    for n, stance in enumerate(STANCES):
        proposal = drafting.proposals()[n]
        position = replace(drafting.position(proposal.id), stance=stance, wishes=" ".join(WISHES[: 2 if n < 2 else 1]))
        drafting.take_position(position, "Valmistelija")
        version = drafting.draft(proposal.id, by="Valmistelija").version
        if findings and n < 2:
            drafting.edit(version.section, version.text.replace(WISHES[1], UNFOUNDED), by="Valmistelija")
    return drafting


if __name__ == "__main__":
    from assistant.ui.server import serve

    product = Fake()
    seed(product.drafting)
    serve(product, "127.0.0.1", int(sys.argv[1]))
