"""Stumbles of real people: a form that was open too long, a refused file, a way back."""

import re

import pytest
from portals import OWN_FORM, PASSWORD, Browser, Portal

from autograder.portal.rows import Assignment, Person, Standing


@pytest.fixture
def portal(own: Portal) -> Portal:
    return own


@pytest.fixture
def ann(portal: Portal) -> Person:
    return portal.person("ann")


@pytest.fixture
def browser(portal: Portal, ann: Person) -> Browser:
    return portal.browser(ann)


def told(browser: Browser, path: str) -> str:
    """Give the words of a page."""
    return " ".join(re.sub("<[^>]*>", " ", browser.get(path).text).split())


def test_a_refused_file_is_not_sent_again_by_the_page(portal, ann, browser):
    portal.submission(ann)
    assert "data-live" in browser.get("/a/squares").text
    answer = browser.hand_in(name="squares.zip")
    assert answer.status_code == 422
    assert "data-live" not in answer.text


@pytest.mark.parametrize(
    ("form", "page"), [("/a/squares/submissions", "/a/squares"), ("/me/password", "/me")]
)
def test_the_address_of_a_form_leads_to_its_page(browser, form, page):
    assert browser.get(form).headers["location"] == page


def test_who_was_signed_out_meanwhile_is_told_and_comes_back(portal, ann, browser):
    browser.client.cookies.clear()
    answer = browser.hand_in()
    place = answer.headers["location"]
    assert place == "/sign-in?why=ended&to=%2Fa%2Fsquares"
    assert "Nothing was handed in" in told(browser, place)
    form = browser.get(place).text
    assert '<input type="hidden" name="to" value="/a/squares">' in form
    data = {"student": "ann", "password": PASSWORD, "to": "/a/squares"}
    answer = browser.client.post("/sign-in", data=data, headers=OWN_FORM)
    assert answer.headers["location"] == "/a/squares"


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/a/../..//evil",
        "/a/x\nSet-Cookie: a",
    ],
)
def test_a_sign_in_leads_to_no_other_place(portal, ann, to):
    client = portal.client()
    data = {"student": "ann", "password": PASSWORD, "to": to}
    assert client.post("/sign-in", data=data, headers=OWN_FORM).headers["location"] == "/"
    assert client.get("/sign-in", params={"to": to}).headers["location"] == "/"


def test_a_changed_password_is_told(portal, browser):
    answer = browser.post(
        "/me/password", old=PASSWORD, new="a new password", again="a new password"
    )
    assert "Your password is changed" in told(browser, answer.headers["location"])


def test_a_form_says_that_the_time_is_over(portal, ann, browser):
    assert "is late" not in told(browser, "/a/squares")
    with portal.database.write() as session:
        session.get_one(Assignment, "squares").due = 1.0
    assert "a further attempt is late" in told(browser, "/a/squares")


def test_the_score_of_the_gradebook_is_not_shown_as_that_of_a_waiting_attempt(portal, ann, browser):
    portal.graded(ann)
    portal.submission(ann)
    with portal.database.write() as session:
        session.add(Standing(person_id=ann.id, slug="squares", score=4.0, penalty=0.0))
    assert "waiting In the gradebook: 4 of 6" in told(browser, "/")


def test_a_score_that_waits_for_a_person_is_none(portal, ann, browser):
    portal.graded(ann)
    with portal.database.write() as session:
        session.add(Standing(person_id=ann.id, slug="squares", score=None, penalty=0.0))
    assert "In the gradebook" not in told(browser, "/")
    assert "no score so far: a person must look at it" in told(browser, "/a/squares")
