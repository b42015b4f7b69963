"""The portal under attack: forged forms, and sessions that are planted, stolen or ended."""

import re
from pathlib import Path
from typing import Any

import pytest
from portals import NOTEBOOK, OWN_FORM, PASSWORD, TLS, URL, Browser, Portal, portal, signing_in
from sqlalchemy import select

from autograder.portal import people
from autograder.portal.rows import Person, Submission

FORMS = ("/sign-in", "/sign-out", "/a/squares/submissions", "/me/password", "/me/tokens/x/revoke")


@pytest.fixture
def ann(own: Portal) -> Person:
    return own.person("ann")


@pytest.fixture
def browser(own: Portal, ann: Person) -> Browser:
    return own.browser(ann)


def form(path: str, csrf: str) -> dict[str, Any]:
    """Give the fields that the portal's own page sends to this path."""
    if "submissions" in path:
        return {"data": {"csrf": csrf}, "files": {"notebook": ("squares.ipynb", NOTEBOOK)}}
    more = {"student": "ann", "password": PASSWORD, "old": PASSWORD}
    more |= {"new": "a new password", "again": "a new password"}
    return {"data": {"csrf": csrf} | more}


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "origin": URL},
        {"sec-fetch-site": "Same-Origin"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": f"{URL}.evil.example"},
        {"origin": URL.replace("http", "https")},
        {"referer": URL},
        {},
    ],
    ids=str,
)
def test_form_of_another_site_is_refused(
    browser: Browser, path: str, headers: dict[str, str]
) -> None:
    answer = browser.client.post(path, **form(path, browser.csrf), headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert browser.get("/me").status_code == 200


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("headers", [OWN_FORM, {"origin": URL}], ids=str)
def test_form_of_our_own_page_is_taken(
    browser: Browser, path: str, headers: dict[str, str]
) -> None:
    answer = browser.client.post(path, **form(path, browser.csrf), headers=headers)
    assert answer.status_code == 303


@pytest.mark.parametrize("path", FORMS[1:])
def test_form_needs_the_secret_of_this_session(own: Portal, ann: Person, path: str) -> None:
    browser, other = own.browser(ann), own.browser(ann)
    bob = own.browser(own.person("bob"))
    for csrf in ("", "x", other.csrf, bob.csrf, browser.csrf[:-1], browser.csrf + "x", "\x00é"):
        answer = browser.client.post(path, **form(path, csrf), headers=OWN_FORM)
        assert answer.status_code == 403, csrf
    assert own.count(Submission) == 0
    assert browser.get("/me").status_code == 200


def test_secret_of_a_form_is_no_file(browser: Browser) -> None:
    files = {"csrf": ("csrf", browser.csrf.encode())}
    answer = browser.client.post("/a/squares/submissions", files=files, headers=OWN_FORM)
    assert answer.status_code == 403


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "raw_unicode_escape", "utf-16"])
def test_form_in_an_odd_encoding_is_answered(own: Portal, browser: Browser, charset: str) -> None:
    half = {"utf-7": b"+2AA-", "utf-16": b"\xff\xfe\x00\xd8"}.get(charset, b"\\ud800")
    kind = {"content-type": f"multipart/form-data; boundary=B; charset={charset}"}
    name = "csrf".encode("utf-16") if charset == "utf-16" else b"csrf"
    field = b'--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n--B--\r\n'
    forged = field % (name, half)
    answer = browser.client.post("/a/squares/submissions", content=forged, headers=OWN_FORM | kind)
    assert answer.status_code == 403


def test_file_name_with_half_a_character_is_kept_without_it(own: Portal, browser: Browser) -> None:
    kind = {"content-type": "multipart/form-data; boundary=B; charset=unicode_escape"}
    body = (
        b'--B\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n%s\r\n'
        b'--B\r\nContent-Disposition: form-data; name="notebook"; filename="a\\ud800\\n.ipynb"'
        b"\r\n\r\n{}\r\n--B--\r\n"
    )
    body %= browser.csrf.encode()
    answer = browser.client.post("/a/squares/submissions", content=body, headers=OWN_FORM | kind)
    assert answer.status_code == 303
    with own.database.read() as session:
        assert session.scalars(select(Submission.file_name)).all() == ["a.ipynb"]


def test_program_needs_its_token_whatever_the_browser_holds(browser: Browser) -> None:
    answer = browser.client.post(
        "/api/assignments/squares/submissions", content=NOTEBOOK, headers=OWN_FORM
    )
    assert answer.status_code == 401


@pytest.mark.parametrize(("url", "name"), [(URL, "heldout"), (TLS, "__Host-heldout")])
def test_cookie_is_out_of_reach(tmp_path: Path, url: str, name: str) -> None:
    with portal(tmp_path, url) as made:
        made.person("ann")
        cookie = signing_in(made.client()).headers["set-cookie"]
        browser = made.browser(made.person("bob"))
        gone = browser.post("/sign-out").headers["set-cookie"]
    for told in (cookie, gone):
        words = {each.strip().lower() for each in told.split(";")[1:]}
        assert told.startswith(f"{name}=")
        assert {"httponly", "samesite=lax", "path=/"} <= words
        assert ("secure" in words) == (url == TLS)
        assert not any(word.startswith("domain") for word in words)
    assert "max-age=0" in gone.lower()


def test_session_that_was_planted_is_not_taken(own: Portal, ann: Person) -> None:
    mallory = own.browser(own.person("mallory"))
    planted = mallory.client.cookies["heldout"]
    victim = own.client()
    for secret in (planted, "chosen-by-me"):
        victim.cookies.set("heldout", secret)
        answer = signing_in(victim)
        fresh = re.search("heldout=([^;]*)", answer.headers["set-cookie"])
        assert fresh
        assert fresh[1] not in ("", secret)
        victim.cookies.clear()
        victim.cookies.set("heldout", secret)
        assert victim.get("/me").headers["location"] == "/sign-in?to=%2Fme"


# It reads the database's file.
@pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)
def test_secrets_are_kept_as_hashes_only(own: Portal, ann: Person, browser: Browser) -> None:
    secret = browser.client.cookies["heldout"]
    token = own.program(ann).headers["authorization"].split()[1]
    own.database.close()
    stored = b"".join(path.read_bytes() for path in own.blobs.folder.parent.glob("portal.db*"))
    assert ann.id.encode() in stored
    for each in (secret, token, PASSWORD):
        assert each.encode() not in stored


def test_who_has_signed_out_is_out(own: Portal, ann: Person) -> None:
    browser, other = own.browser(ann), own.browser(ann)
    stolen = browser.client.cookies["heldout"]
    assert browser.post("/sign-out").status_code == 303
    browser.client.cookies.set("heldout", stolen)
    assert browser.get("/me").headers["location"] == "/sign-in?to=%2Fme"
    assert other.get("/me").status_code == 200


def test_new_password_ends_every_session_and_token(own: Portal, ann: Person) -> None:
    browser, other, program = own.browser(ann), own.browser(ann), own.program(ann)
    bob = own.browser(own.person("bob"))
    answer = browser.post(
        "/me/password", old=PASSWORD, new="a new password", again="a new password"
    )
    assert answer.headers["location"].partition("?")[0] == "/sign-in"
    assert [each.get("/me").status_code for each in (browser, other, bob)] == [303, 303, 200]
    assert program.get("/api/assignments").status_code == 401
    assert signing_in(own.client()).status_code == 401
    assert signing_in(own.client(), "a new password").status_code == 303


@pytest.mark.parametrize("new", ["", "short", "x" * (people.LONGEST_PASSWORD + 1)])
def test_password_that_could_not_be_used_is_refused(
    own: Portal, browser: Browser, new: str
) -> None:
    answer = browser.post("/me/password", old=PASSWORD, new=new, again=new)
    assert (answer.status_code, "8 to 200 characters" in answer.text) == (422, True)
    assert signing_in(own.client()).status_code == 303


def test_password_that_was_mistyped_once_is_refused(own: Portal, browser: Browser) -> None:
    answer = browser.post(
        "/me/password", old=PASSWORD, new="a new password", again="a mew password"
    )
    assert (answer.status_code, "differ" in answer.text) == (422, True)
    assert signing_in(own.client()).status_code == 303


def test_longest_password_can_be_used(own: Portal, browser: Browser) -> None:
    longest = "é" * people.LONGEST_PASSWORD
    answer = browser.post("/me/password", old=PASSWORD, new=longest, again=longest)
    assert answer.status_code == 303
    assert signing_in(own.client(), longest).status_code == 303
