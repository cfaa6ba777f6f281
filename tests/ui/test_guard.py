"""The promises of the guard: strangers are refused, every response carries the headers, the language is remembered."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.errors import LausuntoError, UsageError
from assistant.types import Language
from assistant.ui.guard import HEADERS, Guard
from assistant.ui.opening import Opening, opened, own_file
from assistant.ui.server import _listen


def page(request: Request) -> Response:
    """What Gradio would answer, in short."""
    if request.method == "POST":
        return PlainTextResponse("done")
    html = '<html lang="en"><head><meta property="og:title" content="Gradio" /><link rel="manifest" href="/m" /></head>'
    return HTMLResponse(html)


@pytest.fixture
def client() -> TestClient:
    """A client of a small application behind the guard."""
    routes = [Route("/fi/", page, methods=["GET", "POST"]), Route("/other", page)]
    app = Guard(Opening(Starlette(routes=routes)), names=("127.0.0.1", "::1"), default=Language.FI)
    return TestClient(app, base_url="http://127.0.0.1:7860", follow_redirects=False)


@pytest.mark.parametrize("path", ["/", "/fi/", "/other", "/none"])
def test_every_response_carries_the_headers(client: TestClient, path: str) -> None:
    """Redirects, pages and errors alike; nothing is kept by the browser."""
    response = client.get(path)
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::2]"])
def test_another_name_is_refused(client: TestClient, host: str) -> None:
    """A page elsewhere that points its own name here gets nothing."""
    assert client.get("/fi/", headers={"host": host}).status_code == 421


def test_own_names_are_answered(client: TestClient) -> None:
    """Also with a port, and by the address of IPv6."""
    assert client.get("/fi/", headers={"host": "[::1]:7860"}).status_code == 200


def test_another_origin_may_not_send(client: TestClient) -> None:
    """A form on another page cannot change anything here; our own can."""
    assert client.post("/fi/", headers={"origin": "https://evil.example"}).status_code == 421
    assert client.post("/fi/", headers={"origin": "null"}).status_code == 421
    assert client.post("/fi/", headers={"origin": "http://127.0.0.1:7860"}).status_code == 200


def test_the_language_is_remembered(client: TestClient) -> None:
    """Asked once, the language is that of every later visit; without a word it is the default."""
    assert client.get("/").headers["location"] == "/fi/"
    response = client.get("/?lang=sv")
    assert response.headers["location"] == "/sv/"
    assert "httponly" in response.headers["set-cookie"].lower()
    assert client.get("/").headers["location"] == "/sv/"


@pytest.mark.parametrize("asked", ["xx", "", "fi/../x", "//evil.example"])
def test_another_language_is_the_default(client: TestClient, asked: str) -> None:
    """No other word leads anywhere or is remembered."""
    response = client.get("/", params={"lang": asked})
    assert response.headers["location"] == "/fi/"
    assert "set-cookie" not in response.headers


def test_a_spoilt_cookie_is_no_language(client: TestClient) -> None:
    """Whatever the cookie holds, the page opens."""
    assert client.get("/", headers={"cookie": "lausuntoapuri_lang=zz; a\x01=;;"}).headers["location"] == "/fi/"


def test_the_opening_is_ours(client: TestClient) -> None:
    """The page's language is told at once and Gradio's own cards are gone; other pages are left alone."""
    html = client.get("/fi/").text
    assert html.startswith('<html lang="fi"><head><meta name="color-scheme"')
    assert "og:title" not in html
    assert "manifest" not in html
    assert "og:title" in client.get("/other").text


def test_the_script_cannot_be_left_by_a_text() -> None:
    """The texts given to the script hold no end of a script."""
    head = opened("<head>", Language.FI)
    assert head.count("</script>") == 2


def test_only_own_files_are_served() -> None:
    """No other name reaches the disk."""
    with pytest.raises(KeyError):
        own_file("../server.py")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::", "example.org", ""])
def test_other_machines_are_not_served(host: str) -> None:
    """Until there is a login, an address that others could reach is refused before anything is done."""
    with pytest.raises(UsageError) as caught:
        _listen(host, 0)
    assert caught.value.code == "host_refused"


def test_a_taken_port_names_a_free_one() -> None:
    """The message says which port is taken and which could be used."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(LausuntoError) as caught:
            _listen("127.0.0.1", port)
    assert caught.value.code == "port_in_use"
    assert int(caught.value.values["other"]) != port


def test_the_server_module_does_not_import_gradio() -> None:
    """Gradio takes seconds: nothing but building the application may import it."""
    code = "import sys, assistant.ui.server, assistant.ui.render.log; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0
