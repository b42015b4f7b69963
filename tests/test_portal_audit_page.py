"""The page of the audit log."""

import re
from typing import Any

import pytest
from portals import Browser, Portal

from autograder.portal import audit


@pytest.fixture
def prof(own: Portal) -> Browser:
    with own.database.write() as session:
        for number in range(1, 402):
            actor = "ann" if number % 2 else "bob & co"
            action = "handed in" if number > 400 else "signed in"
            audit.enter(session, actor, action, f"thing {number}", "::1", before="<b>", after="new")
    return own.browser(own.person("prof", staff=True))


def numbers(answer: Any) -> list[int]:
    """Give the numbers of the entries on a page."""
    return [
        int(found)
        for found in re.findall(r'<td class="n number" data-name="No.">(\d+)</td>', answer.text)
    ]


def link(answer: Any, words: str) -> str:
    found = re.search(rf'<a href="([^"]*)">{words}</a>', answer.text)
    return found[1].replace("&amp;", "&") if found else ""


def test_latest_entries_come_first_two_hundred_a_page(prof: Browser) -> None:
    first = prof.get("/audit")
    assert numbers(first) == list(range(401, 201, -1))
    assert not link(first, "Newest entries")
    second = prof.get(link(first, "Older entries"))
    assert numbers(second) == list(range(201, 1, -1))
    third = prof.get(link(second, "Older entries"))
    assert (numbers(third), link(third, "Older entries")) == ([1], "")
    assert numbers(prof.get(link(third, "Newest entries"))) == numbers(first)
    for cell in ('"Before">&lt;b&gt;</td>', '"After">new</td>', '"Address">::1</td>'):
        assert f"<td data-name={cell}" in third.text


def test_entries_of_an_actor_and_an_action(prof: Browser) -> None:
    of_bob = prof.get("/audit?actor=+bob+%26+co+")
    assert numbers(of_bob) == list(range(400, 0, -2))
    assert not link(of_bob, "Older entries")
    assert 'value="bob &amp; co"' in of_bob.text
    handed_in = prof.get("/audit?action=handed+in&actor=ann")
    assert numbers(handed_in) == [401]
    assert "<option selected>handed in</option>" in handed_in.text
    assert "No entry is like that" in prof.get("/audit?actor=bob+%26+co&action=handed+in").text


def test_older_entries_are_of_the_same_actor(prof: Browser) -> None:
    older = link(prof.get("/audit?actor=ann"), "Older entries")
    assert numbers(prof.get(older)) == [1]


@pytest.mark.parametrize("below", ["-1", "x", "99999999999999999999"])
def test_number_of_no_entry_is_refused(prof: Browser, below: str) -> None:
    assert prof.get(f"/audit?below={below}").status_code == 422
