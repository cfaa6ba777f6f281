"""Form controls as a page of public service has them: a label above, a hint, and what is wrong said beside the field.

A control's `stamp` tells the script when the value given here is to replace what is being typed: it does when the stamp changes.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.text.html import Attribute, Html, icon, tag

Wrong = Mapping[str, str]
"""What is wrong, by the name of the field."""


def _about(identity: str, hint: str, wrong: str) -> tuple[Html | None, Html | None, str | None]:
    """The hint, the remark, and the ids that describe the field."""
    told = tag("span", hint, class_="field-hint", id=f"{identity}-hint") if hint else None
    fault = tag("span", icon("failed"), wrong, class_="field-wrong", id=f"{identity}-wrong") if wrong else None
    ids = [f"{identity}-hint"] * bool(hint) + [f"{identity}-wrong"] * bool(wrong)
    return told, fault, " ".join(ids) or None


def line(
    name: str,
    label: str,
    *,
    identity: str,
    value: str = "",
    hint: str = "",
    wrong: str = "",
    stamp: str = "",
    class_: str = "",
    **more: Attribute,
) -> Html:
    """A field of one line."""
    told, fault, ids = _about(identity, hint, wrong)
    control = tag(
        "input",
        type="text",
        id=identity,
        name_=name,
        value=value,
        autocomplete="off",
        aria_describedby=ids,
        aria_invalid="true" if wrong else None,
        data_stamp=stamp or None,
        **more,
    )
    return tag("div", tag("label", label, for_=identity), told, control, fault, class_=f"field {class_}".strip())


def area(
    name: str,
    label: str,
    *,
    identity: str,
    value: str = "",
    hint: str = "",
    wrong: str = "",
    rows: int = 4,
    stamp: str = "",
    **more: Attribute,
) -> Html:
    """A field of several lines."""
    told, fault, ids = _about(identity, hint, wrong)
    # A browser drops one line break right after the opening tag.
    control = tag(
        "textarea",
        "\n" + value if value.startswith("\n") else value,
        id=identity,
        name_=name,
        rows=rows,
        aria_describedby=ids,
        aria_invalid="true" if wrong else None,
        data_stamp=stamp or None,
        **more,
    )
    return tag("div", tag("label", label, for_=identity), told, control, fault, class_="field")


def button(do: str, label: str, *, drawn: str = "", class_: str = "quiet", **more: Attribute) -> Html:
    """A button that does something at once; what it acts on is in its data."""
    return tag(
        "button", icon(drawn) if drawn else None, tag("span", label), type="button", class_=class_, data_do=do, **more
    )


def submit(label: str, *, drawn: str = "", class_: str = "quiet", **more: Attribute) -> Html:
    """The button that sends the form it stands in."""
    return tag("button", icon(drawn) if drawn else None, tag("span", label), type="submit", class_=class_, **more)


def form(do: str, *inside: str | None, class_: str = "", **more: Attribute) -> Html:
    """Fields that are sent together."""
    return tag("form", *inside, class_=class_ or None, data_do=do, novalidate=True, **more)
