"""The promises of the markup builder: nothing put in becomes markup, and only web addresses become links."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.html import Html, join, outside, tag, text


class Seen(HTMLParser):
    """What a browser would see: elements, attributes, words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens."""
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Words."""
        self.words += data


@given(st.text())
def test_words_stay_words(words: str) -> None:
    """Whatever text is put into an element, a browser sees one element and no attribute of the text's making."""
    seen = Seen(tag("p", words))
    assert seen.tags == ["p"]
    assert seen.attributes == []


@given(st.text())
def test_an_attribute_cannot_be_left(words: str) -> None:
    """Whatever text is put into an attribute, it is the value of that attribute and nothing more."""
    seen = Seen(tag("a", "x", aria_label=words))
    assert seen.tags == ["a"]
    assert [name for name, _ in seen.attributes] == ["aria-label"]


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn"))))
def test_visible_words_are_kept(words: str) -> None:
    """Escaping loses no visible character."""
    assert Seen(text(words)).words == words


def test_markup_in_an_attribute_is_escaped_again() -> None:
    """Finished markup given as an attribute's value shows as its characters."""
    assert tag("button", data_copy=Html("<b>")) == '<button data-copy="&lt;b&gt;"></button>'


def test_finished_markup_is_not_escaped_twice() -> None:
    """What the builder made goes in as it is; a plain string beside it is escaped."""
    assert join([tag("b", "a"), "<i>"]) == "<b>a</b>&lt;i&gt;"


def test_hidden_characters_are_dropped() -> None:
    """Control characters and direction overrides, which can make a title read as another, do not reach the page."""
    assert text("a\x00b\u202ec") == "abc"


@pytest.mark.parametrize("name", ["onclick x", "A", "a>", ""])
def test_odd_names_are_refused(name: str) -> None:
    """Names of elements and attributes come from code alone and must be plain."""
    with pytest.raises(ValueError, match="plain name"):
        tag("p", "x", **{name: "y"})


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//host",
        "/x",
        "ftp://a",
        "http://",
        "ht tp://a",
        "java\nscript:x",
        None,
    ],
)
def test_other_addresses_are_no_links(url: str | None) -> None:
    """Only http and https with a host may become a link."""
    assert outside(url) is None


def test_a_web_address_is_a_link() -> None:
    """A plain web address is passed on unchanged."""
    assert outside("https://finlex.fi/fi/lainsaadanto/2023/380") == "https://finlex.fi/fi/lainsaadanto/2023/380"
