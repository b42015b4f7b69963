"""Permissions: every route of the portal, asked by everybody."""

import re
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import Response
from portals import NOTEBOOK, OWN_FORM, Portal, TestClient
from sqlalchemy import select
from starlette.routing import Mount, Route

from autograder.portal import orders, sign_in
from autograder.portal.rows import AuditEntry, Person, Submission
from autograder.portal.staff_rows import CARRIED_OUT, OPEN, Proposal
from autograder.portal.web import live

# A status, and the place that the answer sends a browser to.
TO_SIGN_IN, HOME, ME = "303 /sign-in", "303 /", "303 /me"
RECEIPT, PERSON = "303 /s/", "303 /people/"
# Forms say what their page has shown. The one for marks says a hash.
SEEN = {"policy": "at once, at once", "extension": "0", "due": "none"}
# The one who asks. `ann` owns the submission in each path, and the token that is revoked.
BROWSERS = ("nobody", "ann", "bob", "prof", "expired", "idle", "inactive")
PROGRAMS = ("token of ann", "token of bob", "token of prof")
ENDED = ("revoked token", "expired token", "token of inactive")
EVERYBODY = BROWSERS + PROGRAMS + ENDED


def page(ann: str, bob: str, prof: str) -> dict[str, str]:
    """The answers of a page: a token opens none, and without a session one signs in first."""
    return dict.fromkeys(EVERYBODY, TO_SIGN_IN) | {"ann": ann, "bob": bob, "prof": prof}


def staff(prof: str) -> dict[str, str]:
    """The answers of a page for staff: for students it is not there."""
    return page("404", "404", prof)


def everybody(status: str) -> dict[str, str]:
    """The answers of what nobody signs in for."""
    return dict.fromkeys(EVERYBODY, status)


def api(ann: str, bob: str, prof: str) -> dict[str, str]:
    """The answers of the API: a session opens nothing of it."""
    told = dict(zip(PROGRAMS, (ann, bob, prof), strict=True))
    return dict.fromkeys(EVERYBODY, "401") | told


signed_in = {"ann": HOME, "bob": HOME, "prof": HOME}
ROUTES: dict[str, dict[str, str]] = {
    "GET /sign-in": everybody("200") | signed_in,
    # A wrong password: the right one is tried in `test_portal_attacks.py`.
    "POST /sign-in": everybody("401"),
    # All are sent to the same page. The next test tells whose session has ended.
    "POST /sign-out": page(TO_SIGN_IN, TO_SIGN_IN, TO_SIGN_IN),
    "GET /": page("200", "200", "303 /board"),
    "GET /a/{slug}": page("200", "200", "200"),
    "GET /a/{slug}/release.zip": page("200", "200", "200"),
    "GET /a/{slug}/submissions": page("303 /a/squares", "303 /a/squares", "303 /a/squares"),
    "POST /a/{slug}/submissions": page(RECEIPT, RECEIPT, RECEIPT),
    "GET /s/{submission_id}": page("200", "404", "200"),
    "GET /s/{submission_id}/feedback": page("200", "404", "200"),
    "GET /s/{submission_id}/notebook": page("200", "404", "200"),
    "GET /me": page("200", "200", "200"),
    # The old password is wrong: that is heard by nobody else.
    "GET /me/password": page(ME, ME, ME),
    "POST /me/password": page("422", "422", "422"),
    # A token that is not one's own is not there: nothing happens, and nothing tells.
    "POST /me/tokens/{token_id}/revoke": page(ME, ME, ME),
    # The address of an earlier version.
    "GET /staff": staff("303 /board"),
    "GET /board": staff("200"),
    "GET /board/{slug}": staff("200"),
    "POST /board/{slug}/policy": staff("303 /board/squares"),
    "POST /board/{slug}/due": staff("303 /board/squares"),
    # Nobody has a score in the gradebook.
    "POST /board/{slug}/again": staff("422"),
    "GET /board/{slug}/{student}": staff("200"),
    # The form does not say which mark it has shown: `test_portal_marks.py` sends one that does.
    "POST /board/{slug}/{student}/marks": staff("409"),
    "POST /board/{slug}/{student}/extension": staff("303 /board/squares/ann"),
    "POST /board/{slug}/{student}/tries": staff("303 /board/squares/ann"),
    "GET /proposals/{proposal_id}": staff("200"),
    "POST /proposals/{proposal_id}": staff("303 /proposals"),
    "GET /marking": staff("200"),
    "GET /marking/{slug}/{task}": staff("200"),
    "POST /marking/{slug}/{person_id}": staff("409"),
    "GET /exports": staff("200"),
    "POST /exports": staff("303 /exports"),
    "GET /exports/{order_id}": staff("200"),
    "GET /audit": page("404", "404", "200"),
    "GET /people": page("404", "404", "200"),
    "GET /people/import": page("404", "404", "200"),
    # They lack a file, or its content: `test_portal_people_pages.py` sends both.
    "POST /people/import": page("404", "404", "422"),
    "POST /people/import/confirm": page("404", "404", "422"),
    # These forms lack what their page has shown: `test_portal_people_pages.py` sends it.
    "POST /people/import/passwords": page("404", "404", "409"),
    "POST /people/{person_id}/password": page("404", "404", "409"),
    "POST /people/{person_id}/role": page("404", "404", "409"),
    "GET /people/add": page("404", "404", "303 /people"),
    "POST /people/add": page("404", "404", "200"),
    "GET /people/{person_id}": page("404", "404", "200"),
    "GET /people/{person_id}/{form}": page("404", "404", PERSON),
    "POST /people/{person_id}/active": page("404", "404", PERSON),
    "GET /events": page("200", "200", "200"),
    "GET /healthz": everybody("200"),
    "GET /openapi.json": everybody("200"),
    "HEAD /openapi.json": everybody("200"),
    "MOUNT /static": everybody("200"),
    "POST /api/tokens": everybody("401"),
    "DELETE /api/tokens/current": api("204", "204", "204"),
    "GET /api/assignments": api("200", "200", "200"),
    "POST /api/assignments/{slug}/submissions": api("201", "201", "201"),
    "GET /api/submissions/{submission_id}": api("200", "404", "200"),
}


@pytest.fixture(scope="module")
def shared(new_portal: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with new_portal(tmp_path_factory.mktemp("portal")) as made:
        yield made


def found(routes: Any, prefix: str = "") -> Iterator[str]:
    """List an application's routes, those of included routers too."""
    for route in routes:
        if isinstance(route, Mount):
            yield f"MOUNT {prefix}{route.path}"
        elif isinstance(route, Route):
            yield from (f"{method} {prefix}{route.path}" for method in route.methods or ())
        else:
            yield from found(route.original_router.routes, prefix)


def test_every_route_is_in_the_table(shared: Portal) -> None:
    assert sorted(found(shared.app.routes)) == sorted(ROUTES)


def test_a_route_that_nobody_has_listed_is_seen() -> None:
    app = FastAPI(openapi_url=None)
    app.get("/forgotten")(lambda: "x")
    assert list(found(app.routes)) == ["GET /forgotten"]


@pytest.fixture(scope="module")
def people(shared: Portal) -> dict[str, Person]:
    return {name: shared.person(name, staff=name == "prof") for name in ("ann", "bob", "prof")}


@pytest.fixture(scope="module")
def theirs(shared: Portal, people: dict[str, Person]) -> str:
    """A submission of ann's. One for each route would be a flood."""
    return shared.graded(people["ann"])


def asker(shared: Portal, people: dict[str, Person], who: str) -> tuple[TestClient, str]:
    """Give somebody's client, and the secret that the forms of its session hold."""
    ages = {"expired": sign_in.LONGEST_SESSION + 1, "idle": sign_in.LONGEST_PAUSE + 1}
    name = who.removeprefix("token of ")
    if who == "nobody":
        return shared.client(), ""
    if "inactive" in who:
        return inactive(shared, browser=who == "inactive")
    if who in ended_tokens:
        return ended_tokens[who](shared, people["ann"]), ""
    if name != who:
        return shared.program(people[name]), ""
    browser = shared.browser(people["ann" if who in ages else who], age=ages.get(who, 0))
    return browser.client, browser.csrf


def inactive(shared: Portal, *, browser: bool) -> tuple[TestClient, str]:
    person = shared.person(f"gone-{secrets.token_hex(4)}")
    session, program = shared.browser(person), shared.program(person)
    with shared.database.write() as rows:
        rows.get_one(Person, person.id).active = False
    return (session.client, session.csrf) if browser else (program, "")


def revoked(shared: Portal, person: Person) -> TestClient:
    client = shared.program(person)
    viewer = sign_in.Viewer.of(person)
    newest = sign_in.tokens_of(shared.database, viewer)[0]
    sign_in.revoke_token(shared.database, viewer, newest.id)
    return client


ended_tokens: dict[str, Callable[[Portal, Person], TestClient]] = {
    "revoked token": revoked,
    "expired token": lambda shared, ann: shared.program(ann, age=sign_in.LONGEST_TOKEN + 1),
}


def ask(client: TestClient, csrf: str, route: str, **ids: str) -> Response:
    """Ask for a route as its page or its program does."""
    method, path = route.split()
    path = path.format(**ids)
    name = f"x{secrets.token_hex(4)}"
    if method in ("GET", "HEAD"):
        return client.request(method, path)
    if method == "MOUNT":
        return client.get(f"{path}/style.css")
    if path == "/api/tokens":
        return client.post(path, json={"student": name, "password": "wrong"})
    if method == "DELETE":
        return client.delete(path)
    if path.startswith("/api/"):
        return client.post(path, content=NOTEBOOK)
    data, files = {"csrf": csrf}, {"notebook": ("squares.ipynb", NOTEBOOK)}
    if path.endswith("/submissions") or path in ("/people/import", "/people/import/confirm"):
        return client.post(path, data=data, files=files, headers=OWN_FORM)
    data |= {"student": name, "password": "wrong"}
    data |= {"old": "wrong", "new": "12345678", "again": "12345678"}
    data |= {"scores": "at once", "feedback": "at once", "hours": "1", "to": "csv"}
    data |= {"task": "square", "points": "1", "answer": "decline"}
    data |= {
        "role": "student",
        "section": name,
        "active": "true",
        "seen": SEEN.get(path.rpartition("/")[2], ""),
    }
    return client.post(path, data=data, headers=OWN_FORM)


def told(response: Response) -> str:
    """Give an answer's status, and where it sends a browser, without the id of a new submission."""
    secret = r"(?<=/s/).*|(?<=/people/).*|(?<=/proposals)/.*|\?.*"
    place = re.sub(secret, "", response.headers.get("location", ""))
    return f"{response.status_code} {place}".strip()


@pytest.mark.parametrize("route", ROUTES)
def test_route_answers_each_as_the_table_says(
    shared: Portal,
    people: dict[str, Person],
    theirs: str,
    monkeypatch: pytest.MonkeyPatch,
    route: str,
) -> None:
    # One event, and the stream ends.
    monkeypatch.setattr(live, "LONGEST_STREAM", 0)
    ids = {"slug": "squares", "submission_id": theirs}
    ids["token_id"] = token_id(shared, people["ann"])
    ids |= {"person_id": shared.person(f"x{secrets.token_hex(4)}").id, "form": "role"}
    ids |= {"student": "ann", "task": "square"}
    ids |= staff_ids(shared, people["prof"])
    got = {who: told(ask(*asker(shared, people, who), route, **ids)) for who in EVERYBODY}
    assert got == ROUTES[route]


def staff_ids(shared: Portal, prof: Person) -> dict[str, str]:
    """Make an open proposal, and an export that is there."""
    made = {"sha256": shared.blobs.put(b"student,score"), "name": "x.csv"}
    proposal = Proposal(id=secrets.token_hex(16), slug="squares", by="prof", state=OPEN)
    details = {"to": "csv", "assignment": "", "roster": ""}
    with shared.database.write() as session:
        order = orders.give(session, orders.EXPORT, "squares", "prof", details=details)
        order.state, order.made = CARRIED_OUT, made | {"warnings": [], "left_out": []}
        session.add(proposal)
    return {"proposal_id": proposal.id, "order_id": order.id}


def token_id(shared: Portal, person: Person) -> str:
    shared.program(person)
    return sign_in.tokens_of(shared.database, sign_in.Viewer.of(person))[0].id


@pytest.mark.parametrize("route", [each for each in ROUTES if "submission_id" in each])
def test_what_is_not_ours_looks_as_if_it_were_not_there(
    shared: Portal, people: dict[str, Person], route: str
) -> None:
    client, csrf = asker(shared, people, "token of bob" if "/api/" in route else "bob")
    foreign, missing = shared.graded(people["ann"]), secrets.token_hex(16)
    one, other = (ask(client, csrf, route, submission_id=each) for each in (foreign, missing))
    assert (one.status_code, dict(one.headers)) == (404, dict(other.headers))
    assert one.text.replace(foreign, missing) == other.text


def test_nobody_ends_the_token_of_somebody_else(shared: Portal, people: dict[str, Person]) -> None:
    program = shared.program(people["ann"])
    theirs = sign_in.tokens_of(shared.database, sign_in.Viewer.of(people["ann"]))[0].id
    for who in ("nobody", "bob", "prof", "expired", "inactive"):
        ask(*asker(shared, people, who), "POST /me/tokens/{token_id}/revoke", token_id=theirs)
        assert program.get("/api/assignments").status_code == 200
    ask(*asker(shared, people, "ann"), "POST /me/tokens/{token_id}/revoke", token_id=theirs)
    assert program.get("/api/assignments").status_code == 401


def test_only_ones_own_attempts_are_listed(shared: Portal, people: dict[str, Person]) -> None:
    theirs, own = shared.graded(people["ann"]), shared.graded(people["bob"])
    bob = shared.browser(people["bob"])
    pages = bob.get("/").text + bob.get("/a/squares").text + bob.get("/me").text
    assert own in pages
    assert theirs not in pages
    assert not re.search(r"\bann\b", pages)


def test_what_staff_have_looked_at_is_entered_in_the_log(
    shared: Portal, people: dict[str, Person]
) -> None:
    theirs = shared.graded(people["ann"])
    for path in (f"/s/{theirs}", f"/s/{theirs}/feedback", f"/s/{theirs}/notebook"):
        shared.browser(people["prof"]).get(path)
    shared.browser(people["ann"]).get(f"/s/{theirs}")
    with shared.database.read() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.object == theirs)).all()
    # Once in a while: an open page refreshes itself.
    assert [(each.actor, each.action) for each in entries] == [("prof", "looked at")]


def test_a_submission_belongs_to_the_one_who_asks(
    shared: Portal, people: dict[str, Person]
) -> None:
    receipt = shared.program(people["bob"]).post(
        "/api/assignments/squares/submissions",
        content=NOTEBOOK,
        # Nothing that a program says changes who it is.
        headers={"X-Forwarded-User": "ann", "Remote-User": "ann", "Cookie": "heldout=ann"},
        params={"person": people["ann"].id, "student": "ann"},
    )
    with shared.database.read() as session:
        row = session.get_one(Submission, receipt.json()["id"])
    assert row.person.student == "bob"
