"""Commands over proposals and the statement: proposals, grounds, draft, revise, versions, restore, approve, check, export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant import jsonform
from assistant.cli.shared import Data, Json, app, day, language_told, opened, out, read_text, tell, write_bytes
from assistant.errors import OpenFindingsError, UsageError
from assistant.export import Format, What
from assistant.statement import CHOICES, Drafted, Grounds, LocalFact, Proposal, Side, Stance
from assistant.text import clock
from assistant.text.wording import say
from assistant.types import Language, Severity

By = Annotated[str, typer.Option("--by", help="Who does it.")]
register = typer.Typer(help="The register of proposals, or what is found in a file.", invoke_without_command=True)
app.add_typer(register, name="proposals")


def _someone(by: str) -> str:
    """The name given, or that of the machine's user."""
    import getpass

    if by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "lausunto"


# The register


@register.callback()
def proposals(
    context: typer.Context,
    detect: Annotated[Path | None, typer.Option("--detect", help="Only look what is found in this file.")] = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """The register of proposals, or what is found in a file."""
    if context.invoked_subcommand is not None:
        return
    with opened(data) as assistant:
        held = assistant.drafting.detect(detect) if detect else assistant.drafting.proposals()
    _show_register(as_json, held)


@register.command()
def confirm(ids: list[str], by: By = "", as_json: Json = False, data: Data = None) -> None:
    """Confirms proposals: they may be drafted on."""
    _change(lambda work, held: work.confirm(held, _someone(by)), ids, as_json, data)


@register.command()
def reject(ids: list[str], by: By = "", as_json: Json = False, data: Data = None) -> None:
    """Rejects proposals: they are not ones."""
    _change(lambda work, held: work.reject(held, _someone(by)), ids, as_json, data)


@register.command()
def rename(id: str, title: str, by: By = "", as_json: Json = False, data: Data = None) -> None:
    """Gives a proposal another title."""
    _change(lambda work, held: work.rename(held[0], title, _someone(by)), [id], as_json, data)


@register.command()
def merge(ids: list[str], by: By = "", as_json: Json = False, data: Data = None) -> None:
    """Makes one of several: the first keeps its id and title."""
    with opened(data) as assistant:
        assistant.drafting.merge(ids, _someone(by))
        held = assistant.drafting.proposals()
    _show_register(as_json, held)


@register.command()
def split(
    id: str,
    at: Annotated[int, typer.Option("--at", min=1, help="Where in the proposal's text, in characters.")],
    title: Annotated[str, typer.Option("--title", help="The second one's title.")],
    by: By = "",
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Makes two of one."""
    with opened(data) as assistant:
        assistant.drafting.split(id, at, title, _someone(by))
        held = assistant.drafting.proposals()
    _show_register(as_json, held)


@register.command()
def move(
    id: str,
    to: Annotated[int, typer.Option("--to", min=1, help="Its place in the register, from 1.")],
    by: By = "",
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Gives a proposal another place in the order."""
    _change(lambda work, held: work.move(held[0], to, _someone(by)), [id], as_json, data)


@register.command(name="add")
def add_proposal(
    title: str,
    text: Annotated[str, typer.Option("--text", help="Its own words.")] = "",
    number: Annotated[str, typer.Option("--number", help="Its number as printed.")] = "",
    by: By = "",
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Adds a proposal by hand."""
    with opened(data) as assistant:
        assistant.drafting.proposals()
        assistant.drafting.workspace.add(title, text or title, _someone(by), number=number)
        held = assistant.drafting.proposals()
    _show_register(as_json, held)


def _change(does: Any, ids: Sequence[str], as_json: bool, data: Path | None) -> None:
    with opened(data) as assistant:
        held = [assistant.drafting.proposal(name).id for name in ids]
        does(assistant.drafting.workspace, held)
        after = assistant.drafting.proposals()
    _show_register(as_json, after)


def _show_register(as_json: bool, held: Sequence[Proposal]) -> None:
    lines = (
        f"{p.id}  {say(f'proposal_state.{p.state}', language_told())}  {p.name}"
        + (f"  ({say('cli.page', language_told(), page=p.page)})" if p.page is not None else "")
        for p in held
    )
    out(as_json, {"proposals": [jsonform.proposal(p) for p in held]}, "\n".join(lines))


# Grounds and drafts


@app.command()
def grounds(
    proposal: str,
    stance: Annotated[Stance | None, typer.Option(help="The stance they are gathered for.")] = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Quotes for and against a proposal, by whom."""
    _chosen(stance)
    with opened(data) as assistant:
        found = assistant.drafting.grounds(proposal, stance)
    out(as_json, jsonform.grounds(found), _readable_grounds(found))


def _chosen(stance: Stance | None) -> None:
    """Raises UsageError for a stance that a person cannot choose."""
    if stance is not None and stance not in CHOICES:
        raise UsageError("stance_unknown", stance=stance.value)


@app.command()
def draft(
    proposal: str,
    stance: Annotated[Stance | None, typer.Option(help="The stance, which only a person chooses.")] = None,
    note: Annotated[list[str] | None, typer.Option("--note", help="A local fact in your own words.")] = None,
    source: Annotated[str, typer.Option("--source", help="Where the notes come from.")] = "",
    date: Annotated[str | None, typer.Option("--date", help="The notes' day, 2026-01-12.")] = None,
    wish: Annotated[list[str] | None, typer.Option("--wish", help="What is asked for, in your own words.")] = None,
    ground: Annotated[list[str] | None, typer.Option("--ground", help="The id of a ground to use.")] = None,
    language: Annotated[Language, typer.Option(help="fi or sv.")] = Language.FI,
    model: Annotated[str | None, typer.Option(help="Who writes: extractive, or provider:model.")] = None,
    by: By = "",
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Writes a section and keeps it as a version."""
    if language is Language.EN:
        raise UsageError("draft_language")
    _chosen(stance)
    when = day(date)
    with opened(data, chat_model=model) as assistant:
        work = assistant.drafting
        # The stance belongs to the call: one kept from an earlier call was chosen for another draft.
        position = replace(work.position(proposal), stance=stance or Stance.UNDECIDED)
        if stance is not None:
            facts = tuple(LocalFact(id="", text=text.strip(), source=source, date=when) for text in note or ())
            position = replace(
                work.with_facts(position, facts),
                wishes="\n".join(dict.fromkeys([*position.wishes.splitlines(), *(wish or ())])),
                grounds=work.known_grounds(proposal, ground) if ground else position.grounds,
            )
            work.take_position(position, _someone(by))
        made = work.draft(proposal, language=language, by=_someone(by), undecided=stance is None)
    _show_drafted(as_json, made)


@app.command()
def revise(
    section: str,
    instruction: Annotated[str, typer.Option("--instruction", help="What to change.")],
    model: Annotated[str | None, typer.Option(help="Who changes: extractive (by rules), or provider:model.")] = None,
    by: By = "",
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Changes a section by instruction: a new version."""
    with opened(data, chat_model=model) as assistant:
        made = assistant.drafting.revise(section, instruction, by=_someone(by))
    _show_drafted(as_json, made)


@app.command()
def twin(
    section: str,
    model: Annotated[str | None, typer.Option(help="Who translates: provider:model.")] = None,
    by: By = "",
    as_json: Json = False,
    data: Data = None,
) -> None:
    """A Finnish section in Swedish with the same quotes and figures: a version of the Swedish section."""
    with opened(data, chat_model=model) as assistant:
        made = assistant.drafting.twin(section, by=_someone(by))
    _show_drafted(as_json, made)


@app.command()
def edit(
    section: str,
    file: Annotated[Path, typer.Option("--file", help="A text file with the section's new text.")],
    by: By = "",
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Replaces a section's text with one written by hand: a new version."""
    text = read_text(file)
    with opened(data) as assistant:
        made = assistant.drafting.edit(section, text, by=_someone(by))
    _show_drafted(as_json, made)


@app.command()
def versions(
    section: str,
    diff: Annotated[tuple[int, int] | None, typer.Option("--diff", help="Two versions to compare.")] = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """A section's versions, oldest first, or what changed between two."""
    with opened(data) as assistant:
        held = assistant.drafting.versions(section)
        changes = assistant.drafting.difference(section, *diff) if diff else ()
    told: dict[str, Any] = {"versions": [jsonform.version(v) for v in held]}
    if diff:
        told["diff"] = [{"kind": change.kind, "text": change.text} for change in changes]
        marks = {"same": "{}", "added": "[+{}+]", "removed": "[-{}-]"}
        text = "".join(marks[str(change.kind)].format(change.text) for change in changes)
    else:
        text = "\n".join(
            f"{v.n}  {clock.local(v.at):%Y-%m-%d %H:%M}  {say(f'version_kind.{v.kind}', language_told())}  {v.by}  {v.instruction}".rstrip()
            for v in held
        )
    out(as_json, told, text)


@app.command()
def restore(section: str, version: int, by: By = "", as_json: Json = False, data: Data = None) -> None:
    """Brings an older version back as the newest."""
    with opened(data) as assistant:
        made = assistant.drafting.restore(section, version, by=_someone(by))
    _show_drafted(as_json, made)


@app.command()
def approve(
    section: str,
    by: Annotated[str, typer.Option("--by", help="Who approves.")],
    as_json: Json = False,
    data: Data = None,
) -> None:
    """A named person's approval of a section's newest version."""
    with opened(data) as assistant:
        held = assistant.drafting.approve(section, by)
    told = {"section": held.section, "version": held.version, "by": held.by, "at": held.at.isoformat()}
    out(as_json, {"approved": told}, f"{held.section} {held.version}: {held.by} {clock.local(held.at):%Y-%m-%d %H:%M}")


@app.command()
def check(file: Path, as_json: Json = False, data: Data = None) -> None:
    """The statement check on any document: findings. Ends with 3 if one is an error."""
    with opened(data) as assistant:
        found = assistant.drafting.check_file(file)
    told = [jsonform.finding(held, language_told()) for held in found]
    lines = map(_remark, told)
    out(as_json, {"findings": told}, "\n".join(lines))
    if any(held.severity is Severity.ERROR for held in found):
        raise typer.Exit(3)


@app.command()
def export(
    what: What,
    form: Annotated[Format | None, typer.Option("--format", help="Else by the file's ending, else docx.")] = None,
    to: Annotated[Path | None, typer.Option("-o", "--output", help="The file to write.")] = None,
    accept: Annotated[list[str] | None, typer.Option("--accept", help="A finding to accept, by its id.")] = None,
    by: Annotated[str, typer.Option("--by", help="Who accepts and exports.")] = "",
    language: Annotated[Language, typer.Option(help="fi or sv.")] = Language.FI,
    marks: Annotated[bool, typer.Option("--marks", help="With the numbers of sources.")] = False,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Writes a file to hand in. Ends with 3 while findings are open."""
    if accept and not by.strip():
        raise UsageError("name_missing")
    form = _format(form, to)
    with opened(data) as assistant:
        try:
            made = assistant.drafting.export(
                what,
                form,
                language=language,
                marks=marks,
                accept=accept or (),
                by=_someone(by),
                write=lambda held: write_bytes(to or Path(held.name), held.content),
            )
        except OpenFindingsError as fault:
            for held in fault.findings:
                tell(f"{held.id}  {jsonform.finding(held, language_told())['message']}")
            raise
    file = str(to or made.name)
    told = {"file": file, "sections": len(made.statement.sections), "findings_open": len(made.statement.open)}
    out(as_json, told, file)


def _format(form: Format | None, to: Path | None) -> Format:
    """The format asked for, else that of the file's ending, else DOCX. Raises UsageError where the two differ."""
    endings = {held.value for held in Format}
    ending = to.suffix.lower().lstrip(".") if to else ""
    if form is None:
        return Format(ending) if ending in endings else Format.DOCX
    if ending in endings and ending != form.value:
        raise UsageError("format_differs", name=to, format=form.value)
    return form


def _remark(finding: dict[str, Any]) -> str:
    return f"{say('severity.' + finding['severity'], language_told())}: {finding['message']}"


def _show_drafted(as_json: bool, made: Drafted) -> None:
    told = jsonform.drafted(made, language_told())
    remarks = "".join(f"\n\n{_remark(row)}" for row in told["findings"])
    out(as_json, told, f"{made.version.section}  {made.version.n}\n\n{made.version.text}{remarks}")


def _readable_grounds(found: Grounds) -> str:
    lines = []
    for side in Side:
        lines.append(say(f"side.{side}", language_told()))
        for held in found.side(side):
            who = " ".join(
                str(part) for part in (held.document.body or held.document.title, held.document.date) if part
            )
            lines.append(
                f"  {held.id}  ”{' '.join(held.quote.text.split())}” · {who} · {say(f'stance.{held.stance}', language_told())}"
                + (f" · {say('positions.added_ground', language_told())}" if held.added else "")
            )
    return "\n".join(lines)
