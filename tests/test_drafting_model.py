"""Drafting with a language model as a whole: who wrote is told everywhere, and a model that fails costs nobody their words."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assistant.drafting import Drafting
from assistant.errors import ModelError, RefusedError, UsageError
from assistant.export import Format, What
from assistant.library.library import Library
from assistant.ports import ChatRequest
from assistant.statement import LocalFact, Stance, VersionKind
from assistant.steps.check import section as check_section
from assistant.testing import ExactStore, ScriptedChat
from assistant.types import Case, Language, Origin, Severity
from assistant.workspace import Workspace
from assistant.writers.model_sections import ModelSectionWriter
from tests.models.scripted import Seen, scripted
from tests.test_cli import run

SOURCES = Path(__file__).parent / "ui" / "sources"
WHO = "Tekijä"
LAW = "Muutos koskee esimerkkilain (901/2024) 12 §:ää."
TOLD = "Muistion mukaan ehdotettu muutos koskee esimerkkilain (901/2024) 12 §:ää."
TOLD_SV = "Enligt promemorian gäller den föreslagna ändringen 12 § i exempellagen (901/2024)."
FACT = LocalFact(
    id="", text="Kaupungin työkokeiluissa oli vuonna 2025 yhteensä 84 henkilöä.", source="työllisyyspalvelut"
)
WISH = "Kaupunki esittää, että enimmäiskestosta voidaan poiketa, kun selvitetään työkykyä."
FAULT = ModelError("model_timeout", name="scripted:model")


def passage(asked: str, words: str) -> int:
    """The number of the passage that has the words in a request."""
    numbers = re.findall(r"^==\w+ (?:peruste|grund) (\d+)$", asked[: asked.rindex(words)], re.MULTILINE)
    return int(numbers[-1])


def good(text: str = TOLD) -> Callable[[ChatRequest], str]:
    """A model that tells the law's limit in its own words."""

    def reply(request: ChatRequest) -> str:
        return sentence(request.messages[1].text, text)

    return reply


def sentence(asked: str, text: str, **more: object) -> str:
    """A reply of one sentence on the law."""
    quote = {"passage": passage(asked, LAW), "words": LAW}
    return json.dumps({"sentences": [{"role": "reason", "quotes": [quote], "text": text, **more}]}, ensure_ascii=False)


@dataclass
class Desk:
    """A walk and the model behind it."""

    drafting: Drafting
    chat: ScriptedChat
    proposal: str


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sources taken in, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    library = opened(folder)
    library.add([SOURCES])
    library.close()
    return folder


def opened(folder: Path) -> Library:
    """The folder's own library, searched by words."""
    return Library(
        folder, store=ExactStore(), embedder=None, embedder_name="lexical", max_bytes=1_000_000, read_seconds=30
    )


Opened = Callable[..., Desk]


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[Opened]:
    """Opens a desk with a script; `stance` is taken on the first proposal, its law and memo being the chosen grounds."""
    held: list[tuple[Drafting, Library]] = []

    def open_(*replies: object, stance: Stance = Stance.SUPPORTS_WITH_RESERVATIONS, model: bool = True) -> Desk:
        folder = Path(shutil.copytree(filled, tmp_path / f"data{len(held)}"))
        chat = ScriptedChat(replies)  # type: ignore[arg-type]
        library = opened(folder)
        drafting = Drafting(
            library=library,
            workspace=Workspace(folder),
            case=Case(name="Kokeilumuistio", title="Arviomuistio", requester="Esimerkkiministeriö"),
            writer=ModelSectionWriter(chat, check=check_section) if model else None,
        )
        held.append((drafting, library))
        proposal = drafting.proposals()[0]
        drafting.workspace.confirm([proposal.id], WHO)
        chosen = [
            g.id for g in drafting.grounds(proposal.id, stance).grounds if LAW in g.quote.text or "9" in g.quote.text
        ]
        position = replace(
            drafting.position(proposal.id), stance=stance, wishes=WISH, facts=(FACT,), grounds=tuple(chosen)
        )
        drafting.take_position(position, WHO)
        return Desk(drafting=drafting, chat=chat, proposal=proposal.id)

    yield open_
    for drafting, library in held:
        drafting.close()
        library.close()


def test_a_draft_says_who_wrote_it(desk: Opened) -> None:
    """The version has the model's name and prompt, the trace its tokens, the page on AI both; no error stands against it."""
    at = desk(good())
    made = at.drafting.draft(at.proposal, by=WHO)
    version = made.version
    assert TOLD in version.text
    assert WISH in version.text
    assert (version.model, version.prompt.split("#")[0]) == ("scripted:model", "model-draft.fi@1")
    step = next(step for step in made.trace if step.step == "write")
    assert (step.model, step.prompt) == (version.model, version.prompt)
    assert step.tokens is not None
    assert step.tokens > 100
    assert [found.message for found in made.findings if found.severity is Severity.ERROR] == []
    page = at.drafting.export(What.AI_USE, Format.MD, by=WHO).content.decode()
    assert "scripted:model" in page
    assert version.prompt.replace("_", r"\_") in page or version.prompt in page.replace("\\", "")
    kept = at.drafting.latest(version.section)
    assert (kept.model, kept.prompt) == (version.model, version.prompt)


@pytest.mark.parametrize("said", [FAULT, "", "Anteeksi, en voi auttaa.", '{"sentences": []}'])
def test_a_failing_model_loses_nothing(desk: Opened, said: object) -> None:
    """The draft is then just what it is without a model, says so, and the trace tells both who was asked and who wrote."""
    without = desk(model=False)
    expected = without.drafting.draft(without.proposal).version
    at = desk(said)
    made = at.drafting.draft(at.proposal)
    assert made.version.text == expected.text
    assert [claim.origin for claim in made.version.claims] == [claim.origin for claim in expected.claims]
    assert (made.version.model, made.version.prompt) == (expected.model, expected.prompt)
    assert [found.message for found in made.findings if found.check == "model"] == ["draft_fell_back"]
    assert [step.model for step in made.trace if step.step == "write"] == ["scripted:model", "extractive"]


def test_no_comment_asks_no_model(desk: Opened) -> None:
    """NO_COMMENT is fixed wording, says that no model wrote, and is not added to by one."""
    at = desk(good(), stance=Stance.NO_COMMENT)
    made = at.drafting.draft(at.proposal)
    with pytest.raises(UsageError, match="instruction_unknown"):
        at.drafting.revise(made.version.section, "Perustele enemmän.")
    assert (made.version.model, at.chat.requests) == ("extractive", [])


def test_a_draft_in_swedish(desk: Opened) -> None:
    """A Swedish section by the model, on the Finnish words of its sources."""
    at = desk(good(TOLD_SV))
    made = at.drafting.draft(at.proposal, language=Language.SV)
    assert made.version.text.startswith("Staden understöder förslaget med förbehåll.\n\n" + TOLD_SV)
    assert made.version.prompt.startswith("model-draft.sv@")
    assert LAW in {quote.text for claim in made.version.claims for quote in claim.quotes}


# Revise


def replaced(sentence_: int, text: str) -> Callable[[ChatRequest], str]:
    """A model that writes a sentence anew."""
    return lambda request: sentence(request.messages[1].text, text, action="replace", sentence=sentence_)


SHORT = "Muutos koskee muistion mukaan esimerkkilain (901/2024) 12 §:ää."


def test_a_revision_touches_what_it_was_asked(desk: Opened) -> None:
    """One sentence is written anew; the others are the claims they were, and the version tells model, prompt and instruction."""
    at = desk(good(), replaced(2, SHORT))
    before = at.drafting.draft(at.proposal).version
    made = at.drafting.revise(before.section, "Selkeytä virkettä 2.", by=WHO)
    assert made.version.claims == tuple(
        replace(claim, text=SHORT) if k == 1 else claim for k, claim in enumerate(before.claims)
    )
    assert made.version.kind is VersionKind.REVISION
    assert (made.version.model, made.version.instruction) == ("scripted:model", "Selkeytä virkettä 2.")
    assert made.version.prompt.startswith("model-revise.fi@")


def test_rules_revise_where_the_model_does_not(desk: Opened) -> None:
    """An instruction that the rules know is carried out by them when the model fails, and that is said."""
    at = desk(good(), FAULT)
    before = at.drafting.draft(at.proposal).version
    made = at.drafting.revise(before.section, "poista virke 2")
    assert made.version.claims == (before.claims[0], *before.claims[2:])
    assert made.version.model == "extractive"
    assert "revision_fell_back" in [found.message for found in made.findings]


@pytest.mark.parametrize("said", [FAULT, "", '{"sentences": []}', replaced(1, SHORT), replaced(4, SHORT)])
def test_a_revision_that_nobody_can_make(desk: Opened, said: object) -> None:
    """Plain words and the section as it was, when neither the model nor the rules made the change."""
    at = desk(good(), said)
    before = at.drafting.draft(at.proposal).version
    with pytest.raises(RefusedError, match="revision_unusable"):
        at.drafting.revise(before.section, "Tee tästä vakuuttavampi.")
    assert at.drafting.latest(before.section) == before


def test_the_stance_is_not_revised(desk: Opened) -> None:
    """An instruction to change the stance is turned down before any model is asked."""
    at = desk(good(), replaced(2, SHORT))
    before = at.drafting.draft(at.proposal).version
    with pytest.raises(UsageError, match="stance_elsewhere"):
        at.drafting.revise(before.section, "Vaihda kanta vastustavaksi")
    assert len(at.chat.requests) == 1


# Twin


def test_a_twin_is_the_swedish_section(desk: Opened) -> None:
    """The Finnish section in Swedish: a version of the Swedish section with the same quotes, sentence by sentence."""

    def translated(_request: ChatRequest) -> str:
        said = (
            (2, TOLD_SV),
            (3, "I stadens arbetsprövningar deltog år 2025 sammanlagt 84 personer (työllisyyspalvelut)."),
            (4, "Staden föreslår att avvikelse från den längsta tiden kan göras när arbetsförmågan utreds."),
        )
        return json.dumps({"sentences": [{"sentence": at, "text": text} for at, text in said]})

    at = desk(good(), translated)
    before = at.drafting.draft(at.proposal).version
    made = at.drafting.twin(before.section, by=WHO)
    assert (made.version.language, made.version.n, made.version.stance) == (Language.SV, 1, before.stance)
    assert len(made.version.claims) == len(before.claims)
    assert [claim.quotes for claim in made.version.claims[:3]] == [claim.quotes for claim in before.claims[:3]]
    assert made.version.claims[3].quotes[0].text == WISH
    assert [found.message for found in made.findings if found.check == "model"] == ["twin_checked"]
    assert [found.message for found in made.findings if found.severity is Severity.ERROR] == []
    assert (made.version.model, made.version.prompt.split("@")[0]) == ("scripted:model", "model-twin.sv")
    kept = at.drafting.versions(made.version.section)[0]
    assert kept.claims == made.version.claims
    assert at.drafting.statement(Language.SV).sections[0].findings == made.findings[:-1]
    with pytest.raises(UsageError, match="twin_language"):
        at.drafting.twin(made.version.section)


def test_a_twin_when_the_model_fails(desk: Opened) -> None:
    """Quotes still stand in Swedish frames, own words in Finnish, and the version does not claim a model."""
    at = desk(good(), FAULT)
    before = at.drafting.draft(at.proposal).version
    made = at.drafting.twin(before.section)
    assert made.version.model == "extractive"
    assert [claim.quotes for claim in made.version.claims] == [claim.quotes for claim in before.claims]
    assert [claim.text for claim in made.version.claims if claim.origin is Origin.OWN] == [WISH]


def test_a_twin_needs_a_model(desk: Opened) -> None:
    """Without a chosen model there is no translation, and it is said in plain words."""
    at = desk(model=False)
    before = at.drafting.draft(at.proposal).version
    with pytest.raises(RefusedError, match="twin_needs_model"):
        at.drafting.twin(before.section)


# From the command line, over a real connection


def test_the_commands(filled: Path, tmp_path: Path) -> None:
    """`draft`, `revise` and `twin` with `--model` ask the server that was chosen; what they keep says so."""
    data = Path(shutil.copytree(filled, tmp_path / "data"))
    proposal = run("proposals", "--json", data=data).json()["proposals"][0]["id"]
    assert run("proposals", "confirm", proposal, data=data).code == 0
    rows = run("grounds", proposal, "--stance", "supports", "--json", data=data).json()["neutral"]
    (law,) = [row["id"] for row in rows if LAW in row["text"]]

    def says(seen: Seen) -> str:
        if "översätter" in seen.text:
            return json.dumps({"sentences": [{"sentence": 2, "text": TOLD_SV}]})
        if "action" in seen.text:
            return sentence(seen.text, SHORT, action="replace", sentence=2)
        return sentence(seen.text, TOLD_SV if "på svenska" in seen.text else TOLD)

    with scripted(reply=says) as server:
        env = {"LAUSUNTO_CHAT_BASE_URL": server.url, "OPENAI_API_KEY": "avain"}
        model = ("--model", "openai:scripted", "--json")
        stance = ("--stance", "supports", "--ground", law)
        first = run("draft", proposal, *stance, *model, data=data, **env).json()
        assert (first["model"], first["prompt"].split("@")[0]) == ("openai:scripted", "model-draft.fi")
        assert TOLD in first["text"]
        second = run(
            "revise", first["section"], "--instruction", "Selkeytä virkettä 2", *model, data=data, **env
        ).json()
        assert SHORT in second["text"]
        third = run("twin", first["section"], *model, data=data, **env).json()
        assert (third["language"], TOLD_SV in third["text"]) == ("sv", True)
        fourth = run("draft", proposal, *stance, "--language", "sv", *model, data=data, **env).json()
        assert TOLD_SV in fourth["text"]
        assert fourth["version"] == third["version"] + 1
        assert len(server.requests) == 4
