"""The pages to which a sign-in and a refused form may lead."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from portals import OWN_FORM, PASSWORD, Portal, portal

PAGES = [
    "/", "/me", "/board", "/board/squares", "/board/squares/ann", "/marking", "/marking/squares/square",
    "/exports", "/people", "/people/import", "/audit", "/a/squares", "/proposals/x", "/s/0f",
]  # fmt: skip
OTHERS = [
    "", "https://evil.example", "//evil.example", "/\\evil.example", "/nowhere", "/api/openapi.json",
    "/events", "/healthz", "/static/style.css", "/sign-in", "board", "/board//evil.example", "/\tboard",
]  # fmt: skip


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    folder: Path = tmp_path_factory.mktemp("portal")
    with portal(folder) as made:
        made.person("prof", staff=True)
        yield made


def led_to(own: Portal, path: str) -> str:
    """Sign in from the page `path`; give the address to which that leads."""
    told = {"student": "prof", "password": PASSWORD, "to": path}
    answer = own.client().post("/sign-in", data=told, headers=OWN_FORM)
    assert answer.status_code == 303
    return str(answer.headers["location"])


@pytest.mark.parametrize("path", PAGES)
def test_a_sign_in_leads_back_to_each_page(own: Portal, path: str) -> None:
    assert led_to(own, path) == path


@pytest.mark.parametrize("path", OTHERS)
def test_a_sign_in_leads_to_nothing_else(own: Portal, path: str) -> None:
    assert led_to(own, path) == "/"


@given(st.text(st.sampled_from("/\\.:@?#%\t\n ab"), max_size=12))
def test_a_sign_in_stays_on_this_host(own: Portal, path: str) -> None:
    place = led_to(own, path)
    assert place.startswith("/")
    assert place[1:2] not in ("/", "\\")


@pytest.mark.parametrize(
    "referer", ["http://[", "http://[::1", "", "x", "http://127.0.0.1:8600@evil/"]
)
def test_a_referer_that_is_none_leads_nowhere(own: Portal, referer: str) -> None:
    headers = OWN_FORM | {"referer": referer}
    assert (
        own.client().post("/sign-out", headers=headers).headers["location"]
        == "/sign-in?why=ended&to=%2F"
    )


def test_a_long_path_leads_to_the_first_page(own: Portal) -> None:
    assert led_to(own, f"/board/{'x' * 150}") == f"/board/{'x' * 150}"
    place = own.client().get(f"/board/{'x' * 300}").headers["location"]
    assert place == "/sign-in"


def test_a_refused_form_leads_back_to_its_page(own: Portal) -> None:
    prof = own.browser(own.person("dean", staff=True))
    told = {"csrf": prof.csrf, "students": "nobody-of-this-name", "reason": "a <mended> check"}
    headers = OWN_FORM | {"referer": f"{own.context.url}/board/squares?x=1"}
    answer = prof.client.post("/board/squares/again", data=told, headers=headers)
    assert answer.status_code == 422
    assert '<a href="/board/squares?x=1">To the page with the form</a>' in answer.text
    # The words that were typed are not lost, and the head leads on.
    assert "a &lt;mended&gt; check" in answer.text
    assert prof.csrf not in answer.text.partition("<main")[2]
    assert 'href="/people"' in answer.text


def test_a_page_about_a_problem_shows_no_password(own: Portal) -> None:
    person = own.person("cook")
    told = {"csrf": "wrong", "old": "secret-1", "new": "secret-2", "again": "secret-2"}
    answer = own.browser(person).client.post("/me/password", data=told, headers=OWN_FORM)
    assert (answer.status_code, "secret" in answer.text) == (403, False)
