"""The promises of what the page draws of a model's work: flags, notes and figures are told, and nothing is claimed too much."""

from __future__ import annotations

import dataclasses
import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.adapters.chat_errand import Attended
from assistant.adapters.spending import Spent, add
from assistant.errand import Errand
from assistant.errors import ModelError
from assistant.ports import ChatModel, ChatRequest, Usage
from assistant.settings import Settings
from assistant.statement import Stance
from assistant.steps.check import section as check_section
from assistant.testing import ScriptedChat
from assistant.types import Answer, Claim, Finding, Language, Origin, Severity, Status
from assistant.ui import positions_view as view
from assistant.ui import talk
from assistant.ui.positions_desk import Desk
from assistant.ui.render import answer as drawing
from assistant.ui.render.log import log
from assistant.ui.render.plain import copied
from assistant.ui.stopping import Errands
from assistant.ui.talk import Exchange, Stage
from assistant.ui.used import Used, used
from assistant.writers.model_sections import ModelSectionWriter
from tests.models.scripted import scripted
from tests.test_drafting_model import LAW, TOLD, TOLD_SV, good
from tests.ui.fake import HOSTILE, LONG, Fake
from tests.ui.test_html import Seen
from tests.ui.test_positions import do
from tests.ui.test_render import OURS

FI = Language.FI
FLAGGED = Claim(text="Kokeilu kestää 82 kuukautta.", origin=Origin.UNSUPPORTED)


def remark(message: str, severity: Severity = Severity.INFO, claim: int | None = None, **values: str) -> Finding:
    """What a model's writer says of its work."""
    return Finding(check="model", severity=severity, message=message, values=values, claim=claim)


def answered(*claims: Claim, findings: tuple[Finding, ...] = (), status: Status = Status.ANSWERED) -> Answer:
    """An answer with these claims and remarks."""
    return dataclasses.replace(Fake().answer("q", status, claims, FI), findings=findings)


# An answer


def test_what_became_of_the_model_is_told() -> None:
    """That it failed and why, that evidence was cut, what the second look could not do: each once, what weighs first."""
    found = (
        remark("evidence_cut", shown="3", found="12"),
        remark("second_look_failed"),
        remark("model_fell_back", Severity.WARNING, reason="Kielimalli ei vastannut ajoissa."),
        remark("evidence_cut", shown="3", found="12"),
    )
    html = drawing.body(answered(*LONG, findings=found), 1, FI)
    words = Seen(html).words
    assert html.count('class="note') == 3
    assert words.index("ilman kielimallia. Syy: Kielimalli ei vastannut") < words.index("mahtui 3 löytyneistä 12")
    assert "toista tarkistusta ei saatu" in words


def test_remarks_stand_under_an_answer_that_found_nothing() -> None:
    """Also where nothing is quoted the page says why the model did not write."""
    found = (remark("model_fell_back", Severity.WARNING, reason="Päiväraja."),)
    refused = answered(Claim(text="Ei löytynyt.", origin=Origin.FORM), findings=found, status=Status.NO_SOURCES)
    assert "Syy: Päiväraja." in Seen(drawing.body(refused, 1, FI)).words


def test_an_unsupported_sentence_is_flagged_before_its_words() -> None:
    """The flag is a drawing and words, comes first, says why, and goes along when the answer is copied."""
    found = (remark("said_unsupported", Severity.WARNING, 1, words="Kokeilu", reason="Lukua 82 ei ole lähteissä."),)
    told = answered(LONG[0], FLAGGED, findings=found)
    words = Seen(drawing.body(told, 1, FI)).words
    assert words.index("ilman lähdettä") < words.index("82 kuukautta") < words.index("Lukua 82 ei ole lähteissä.")
    assert words.count("Lukua 82") == words.count("ilman lähdettä") == 1
    assert "[ilman lähdettä] Kokeilu kestää 82 kuukautta." in copied("q", told, FI)
    assert 'class="claim unsupported"' in log((Exchange(n=1, question="q", claims=(FLAGGED,)),), (), FI)


def test_doubt_of_the_second_look_stands_with_its_sentence() -> None:
    """A sentence that an independent call doubted is flagged and tells that."""
    found = (remark("second_look_doubts", Severity.WARNING, 0, words="Kokeilu"),)
    html = drawing.body(answered(FLAGGED, LONG[0], findings=found), 1, FI)
    assert "Toisen tarkistuksen mukaan" in html.partition('class="claim quoted"')[0]


def test_asked_back_with_buttons() -> None:
    """A question that is too open gets narrower ones to press; what is pressed must be one of those."""
    texts = ("Tarkoititko jotakin näistä?", "Kuka päättää?", 'Kuinka "kauan"?')
    claims = tuple(Claim(text=text, origin=Origin.FORM) for text in texts)
    asked = answered(*claims, status=Status.CLARIFY)
    html = drawing.body(asked, 1, FI)
    assert html.count("data-ask=") == 2
    assert "asiakirjaan" not in html
    held = (Exchange(n=1, question="q", stage=Stage.DONE, claims=claims, answer=asked),)
    assert talk.offers(held) == texts[1:]
    assert talk.offers(()) == talk.offers((Exchange(n=1, question="q", answer=answered(*LONG)),)) == ()


def test_a_reason_never_becomes_markup() -> None:
    """Whatever a reason or an offer holds, only our own elements are drawn."""
    found = (
        remark("said_unsupported", Severity.WARNING, 0, words=HOSTILE, reason=HOSTILE),
        remark("model_fell_back", Severity.WARNING, reason=HOSTILE),
    )
    flagged = Claim(text=HOSTILE, origin=Origin.UNSUPPORTED)
    took = Used(model=HOSTILE, tokens=1, euros=0, estimated=False, priced=False, day=None, limit=0)
    pages = [drawing.body(answered(flagged, LONG[0], findings=found), 1, FI, took)]
    pages.append(drawing.body(answered(flagged, flagged, status=Status.CLARIFY), 1, FI))
    for page in pages:
        assert set(Seen(page).tags) <= OURS | {"path"}
        assert not [name for name, _ in Seen(page).attributes if name.startswith("on")]


def test_tokens_and_euros_are_told() -> None:
    """Of the answer and of the day, as the language writes numbers; without prices no euros are claimed."""
    day = Spent(tokens_read=10_000, tokens_written=2_345, calls=4, euros=1.5)
    took = Used(model="gpt-x", tokens=1_234, euros=0.0041, estimated=False, priced=True, day=day, limit=0)
    words = Seen(drawing.body(answered(*LONG), 1, FI, took)).words
    assert (
        "Kielimallin gpt-x käyttö: tämä vastaus 1\u00a0234 tokenia, 0,0041 € · tänään 12\u00a0345 tokenia, 1,50 €"
        in words
    )
    bare = dataclasses.replace(took, priced=False, estimated=True, limit=50_000)
    words = Seen(drawing.body(answered(*LONG), 1, Language.EN, bare)).words
    assert "this answer about 1,234 tokens · today 12,345 tokens, daily limit 50,000" in words
    assert "€" not in words
    assert "tokenia" not in drawing.body(answered(*LONG), 1, FI)


def test_nothing_is_used_without_a_model(tmp_path: Path) -> None:
    """No call, no figures; a replayed reply costs nothing today; a count that cannot be read is left out."""
    settings = Settings(data=tmp_path, chat_price_read=10, chat_price_written=100)
    call = Usage(model="openai:x", prompt="p", read=1_000, written=100)
    assert used([], settings) is None
    add(tmp_path, call, price_read=10, price_written=100)
    took = used([call, call], settings)
    assert took is not None
    assert (took.model, took.tokens, round(took.euros, 3)) == ("x", 2_200, 0.04)
    assert took.day is not None
    assert took.day.tokens == 1_100
    replayed = used([call], settings.model_copy(update={"chat_replay": tmp_path}))
    assert replayed is not None
    assert (replayed.day, replayed.priced) == (None, False)
    (tmp_path / "spending.sqlite").write_bytes(b"no database" * 100)
    broken = used([call], settings)
    assert broken is not None
    assert broken.day is None


# Stopping


def test_a_stopped_question_keeps_what_was_said() -> None:
    """The exchange ends as stopped when its errand is stopped from another thread, and the sentences before stay."""
    model = Attended(ScriptedChat(["x" * 400], size=1, pause=0.02))

    class Slow(Fake):
        def stream(self, question, *, conversation=(), language=None):  # type: ignore[no-untyped-def]
            yield LONG[0]
            list(model.stream(ChatRequest(messages=(), prompt="p")))
            yield self.answer(question, Status.ANSWERED, LONG, FI)

    errands, errand = Errands(), Errand()
    with errands.held("visit", errand):
        threading.Timer(0.3, errands.stop, ["visit"]).start()
        began = time.monotonic()
        last = list(talk.ask(Slow(), (), "Kuinka kauan?", FI, errand))[-1][-1]
    assert time.monotonic() - began < 2
    assert (last.stage, last.claims) == (Stage.STOPPED, LONG[:1])
    errands.stop("visit")
    errands.stop(None)


# Drafting

Opened = Callable[..., Desk]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """A desk with the first proposal supported, and a model behind it."""
    held: list[Fake] = []

    def open_(model: ChatModel, language: Language = FI) -> Desk:
        fake = Fake(folder=tmp_path)
        fake.settings = Settings(chat_model="openai:malli", chat_base_url="http://127.0.0.1:1/v1")
        fake.drafting._writer = ModelSectionWriter(Attended(model), check=check_section)
        held.append(fake)
        first = fake.drafting.proposals()[0].id
        desk = Desk(fake, language)
        do(desk, "confirm", id=first)
        do(desk, "open", id=first)
        do(desk, "stance", value=Stance.SUPPORTS.value)
        for ground in desk.grounds().grounds:
            if LAW in ground.quote.text:
                do(desk, "ground", id=ground.id, checked="true")
        return desk

    yield open_
    for fake in held:
        fake.drafting.workspace.close()


def made(desk: Desk, deed: str, **told: str) -> Desk:
    """Something long done as the page does it: begun, made away from the desk, finished."""
    sent = {"by": "Esimerkkivirkailija", "proposal": desk.opened, **told}
    job = desk.begin(deed, sent)
    if job is not None:
        for _ in job.beats(0.01):
            pass
        desk.finish(job, sent)
    return desk


def test_who_wrote_a_draft_is_shown(opened: Opened) -> None:
    """A version by the model names it; what the model's writer remarked stands with that version alone."""
    reply = good()

    def more(request: ChatRequest) -> str:
        said = json.loads(reply(request))
        said["sentences"].append({"role": "reason", "quotes": [], "text": "Tätä ei kukaan ole sanonut."})
        return json.dumps(said)

    desk = made(opened(ScriptedChat([more, '{"sentences": []}'])), "draft")
    words = Seen(view.body(desk)).words
    assert TOLD in words
    assert "kirjoittanut kielimalli" in words
    assert "virkkeistä 1 jätettiin pois" in words
    work = desk.work()
    assert work is not None
    do(desk, "edit", text=work.newest.text + " Oma virke.")
    words = Seen(view.body(desk)).words
    assert "jätettiin pois" not in words
    assert "kirjoittanut kielimalli" not in words


def test_a_draft_without_the_model_says_so(opened: Opened) -> None:
    """When the model fails, the section is there from quotes, and both the line and the remark say that no model wrote."""
    desk = made(opened(ScriptedChat([ModelError("model_timeout", name="openai:malli")])), "draft")
    words = Seen(view.body(desk)).words
    assert "koottu ilman kielimallia" in words
    assert "Huomioita kielimallin työstä" in words
    assert "ei vastannut ajoissa" in words
    assert not desk.failed


def test_a_stopped_draft_keeps_nothing_and_loses_nothing(opened: Opened, tmp_path: Path) -> None:
    """No version is made, and neither typed wishes nor the stance are touched; the next press drafts."""
    model = ScriptedChat(["x" * 1_000, good()], size=1, pause=0.02)
    desk = opened(model)
    sent = {"by": "Esimerkkivirkailija", "proposal": desk.opened}
    job = desk.begin("draft", sent)
    assert job is not None
    beats = job.beats(0.05)
    # Until the first piece has come the strip tells that the model is waited for.
    strip = next(told for _ in beats if "Kielimalli malli kirjoittaa" in (told := Seen(view.making(desk)).words))
    assert "Pysäytä" in strip
    # The desk goes on meanwhile: what is typed is kept, and nothing else long begins.
    assert desk.save({**sent, "what": "wishes", "value": "Kaupunki toivoo aikaa."}) is False
    assert desk.begin("draft", sent) is job or "kirjoittaa vielä" in desk.told
    job.errand.stop()
    list(beats)
    desk.finish(job, sent)
    assert desk.told == "Kielimalli pysäytettiin. Tekstiä ei muutettu."
    assert (desk.work(), desk.job, view.making(desk)) == (None, None, "")
    assert desk.drafting.position(desk.opened).wishes == "Kaupunki toivoo aikaa."
    assert "Kaupunki toivoo aikaa." in Seen(view.body(made(desk, "draft"))).words


def test_a_draft_that_comes_late_leaves_what_is_open(opened: Opened) -> None:
    """Whoever has opened another proposal meanwhile stays there and is told; fields being filled in are not emptied."""
    desk = opened(ScriptedChat([good()]))
    first, second = (proposal.id for proposal in desk.drafting.proposals()[:2])
    sent = {"by": "Esimerkkivirkailija", "proposal": first}
    job = desk.begin("draft", sent)
    assert job is not None
    do(desk, "open", id=second)
    assert "working-words" not in view.body(desk)
    stamp = desk.stamp
    job.run()
    desk.finish(job, sent)
    assert (desk.opened, desk.stamp, desk.focus) == (second, stamp, "")
    assert desk.told.startswith("Valmistui: ”1 Työkokeilun enimmäiskeston pidentäminen”, versio 1.")


def test_an_instruction_that_fails_is_kept(opened: Opened) -> None:
    """When neither model nor rules made the change the field keeps its words, and the section is as it was."""
    desk = made(opened(ScriptedChat([good(), ModelError("model_timeout", name="openai:malli")])), "draft")
    stamp = desk.instruction_stamp
    made(desk, "revise", instruction="Tee siitä runollisempi")
    assert desk.instruction_stamp == stamp
    assert desk.focus == "instruction"
    assert "Osio on ennallaan" in desk.wrong["instruction"]
    work = desk.work()
    assert work is not None
    assert len(work.versions) == 1


def test_a_swedish_version_beside_the_finnish(opened: Opened) -> None:
    """Offered where a model was chosen and the Finnish section exists; shown with who wrote it; an older one says so."""
    desk = opened(ScriptedChat([good(), json.dumps({"sentences": [{"sentence": 2, "text": TOLD_SV}]})]))
    assert 'id="make-twin"' not in view.body(desk)
    made(desk, "draft")
    assert "Tee ruotsinkielinen versio" in Seen(view.body(desk)).words
    made(desk, "twin")
    page = Seen(view.body(desk)).words
    assert TOLD_SV in page
    assert "käänsi kielimalli" in page
    assert desk.focus == "twin"
    assert "on muuttunut" not in page
    work = desk.work()
    assert work is not None
    assert work.newest.language is FI
    do(desk, "edit", text=work.newest.text + " Oma virke.")
    assert "on muuttunut tämän version jälkeen" in Seen(view.body(desk)).words
    swedish = Desk(desk.product, Language.SV)
    do(swedish, "open", id=desk.opened)
    assert TOLD_SV in Seen(view.body(swedish)).words


def test_no_swedish_version_without_a_model(tmp_path: Path) -> None:
    """Without a model nothing is offered that cannot be done, and no strip is drawn."""
    fake = Fake(folder=tmp_path)
    desk = Desk(fake, FI)
    first = fake.drafting.proposals()[0].id
    do(desk, "confirm", id=first)
    do(desk, "open", id=first)
    do(desk, "stance", value="supports")
    made(desk, "draft")
    page = view.body(desk)
    assert "make-twin" not in page
    assert "kielimalli" not in Seen(page).words.lower()
    made(desk, "twin")
    assert desk.failed
    fake.drafting.workspace.close()


def test_two_changes_at_once_are_told_after_the_model_too(opened: Opened) -> None:
    """A version somebody made while the model revised is shown beside; the instruction waits in the choice."""
    desk = made(opened(ScriptedChat([good(), "", ""])), "draft")
    sent = {"by": "Esimerkkivirkailija", "proposal": desk.opened, "instruction": "poista toinen virke"}
    job = desk.begin("revise", sent)
    assert job is not None
    other = Desk(desk.product, FI)
    do(other, "open", id=desk.opened)
    do(other, "edit", by="Toinen", text=desk.work().newest.text + " Toisen virke.")  # type: ignore[union-attr]
    job.run()
    desk.finish(job, sent)
    assert desk.clash is not None
    assert desk.clash.instruction == "poista toinen virke"


def test_leaving_ends_what_was_begun(opened: Opened) -> None:
    """When nobody waits for a draft any more, its call ends."""
    with scripted(fault="silence") as server:
        from tests.models.asking import model

        desk = opened(model(server.url, chat_timeout=30))
        job = desk.begin("draft", {"by": "Esimerkkivirkailija", "proposal": desk.opened})
        assert job is not None
        beats = job.beats(0.05)
        next(beats)
        while not server.requests:
            time.sleep(0.01)
        beats.close()  # type: ignore[attr-defined]
        assert server.left.wait(1)
