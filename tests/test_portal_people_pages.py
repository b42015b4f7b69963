"""The pages of people: staff look at them, import them, and change them."""

import base64
import html
import re
from typing import Any

import pytest
from portals import OWN_FORM, PASSWORD, Browser, Portal, signing_in
from sqlalchemy import select

from autograder.portal import people_file, people_import, sign_in
from autograder.portal.guesses import Place
from autograder.portal.person_changes import LAST_STAFF
from autograder.portal.rows import STAFF, STUDENT, AuditEntry, Person
from autograder.portal.web import people_import_pages

LIST = "student,name,section,role\nzoë,Zoë Groß,B,\nann,Ann,C,\ntutor,,,staff\n"


@pytest.fixture
def prof(own: Portal) -> Browser:
    return own.browser(own.person("prof", staff=True))


@pytest.fixture
def ann(own: Portal) -> Person:
    return own.person("ann", section="A")


def now(own: Portal, person: Person) -> Person:
    with own.database.read() as session:
        return session.get_one(Person, person.id)


def log(own: Portal, *fields: str) -> list[tuple[str, ...]]:
    """List these fields of the entries in the audit log, but for those of sign-ins."""
    wanted = select(AuditEntry).where(~AuditEntry.action.startswith("sign"))
    with own.database.read() as session:
        rows = session.scalars(wanted.order_by(AuditEntry.seq)).all()
        return [tuple(getattr(row, name) for name in fields) for row in rows]


def names(own: Portal) -> set[str]:
    with own.database.read() as session:
        return set(session.scalars(select(Person.student)))


def choose(browser: Browser, content: str | bytes) -> Any:
    """Send a list to the form of the import."""
    content = content.encode() if isinstance(content, str) else content
    files = {"file": ("people.csv", content)}
    data = {"csrf": browser.csrf}
    return browser.client.post("/people/import", data=data, files=files, headers=OWN_FORM)


def fields(shown: Any) -> dict[str, str]:
    """Give what the form of a preview would send."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', shown.text)
    return {name: html.unescape(value) for name, value in found}


def confirm(browser: Browser, form: dict[str, str]) -> Any:
    """Send the form of a preview, as browsers send a form with several parts."""
    files = {name: (None, value) for name, value in form.items()}
    return browser.client.post("/people/import/confirm", files=files, headers=OWN_FORM)


def words(answer: Any) -> str:
    """Give the text of a page, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer.text)).split())


def passwords(answer: Any) -> dict[str, str]:
    """Give the passwords on a page."""
    found = re.findall(
        r"<code>(\S+)</code></th><td><code class=\"password\">(\S+)</code>", answer.text
    )
    return dict(found)


# The list of people.


def test_everybody_is_listed(own: Portal, prof: Browser, ann: Person) -> None:
    own.person("bob", name="Bob B", active=False)
    signing_in(own.client())
    shown = words(prof.get("/people"))
    year = r"20\d\d-\d\d-\d\d \d\d:\d\d UTC"
    assert re.search(rf"ann student A {year} yes Bob B \(bob\) student – never removed", shown)
    assert "prof staff – never yes" in shown


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "abcp"),
        ("?section=A", "a"),
        ("?section=B%26+C", "b"),
        ("?section=", "cp"),
        ("?section=x", ""),
    ],
)
def test_people_of_a_section(own: Portal, prof: Browser, query: str, expected: str) -> None:
    for student, section in (("a", "A"), ("b", "B& C"), ("c", "")):
        own.person(student, section=section)
    answer = prof.get(f"/people{query}")
    shown = re.findall(r'<a href="/people/[0-9a-f]{32}">(\w)', answer.text)
    assert "".join(shown) == expected
    assert 'href="/people?section=B%26+C"' in answer.text


# The import.


def test_preview_writes_nothing(own: Portal, prof: Browser, ann: Person) -> None:
    entries = log(own, "action")
    shown = choose(prof, LIST)
    assert shown.status_code == 200
    told = words(shown)
    assert "New: 2" in told
    assert "zoë student Zoë Groß B tutor staff tutor –" in told
    assert "There already: 1" in told
    assert "name here: ann, in the list: Ann; section here: A, in the list: C" in told
    assert names(own) == {"prof", "ann"}
    assert log(own, "action") == entries


def test_confirmed_import_adds_them_and_shows_each_password_once(
    own: Portal, prof: Browser, ann: Person
) -> None:
    form = fields(choose(prof, LIST))
    done = confirm(prof, form)
    made = passwords(done)
    assert (done.status_code, set(made)) == (200, {"zoë", "tutor"})
    assert done.headers["cache-control"] == "no-store"
    for student, password in made.items():
        assert signing_in(own.client(), password, student).status_code == 303
    assert now(own, ann).section == "A"
    assert log(own, "actor", "action", "object", "before", "after", "address") == [
        ("prof", "person added", "zoë", "", "student, section B", "testclient"),
        ("prof", "person added", "tutor", "", "staff", "testclient"),
    ]
    again = confirm(prof, form)
    assert (again.status_code, passwords(again)) == (422, {})
    assert "The list names nobody new" in words(again)
    assert signing_in(own.client(), made["zoë"], "zoë").status_code == 303


def test_list_with_a_name_in_other_capitals_is_told(prof: Browser, ann: Person) -> None:
    shown = choose(prof, "student\nbob\nAnn\n")
    assert "Line 3: `Ann` and `ann`, who is there already, differ in nothing but" in words(shown)
    assert "fingerprint" not in fields(shown)


def test_list_with_wrong_lines_is_told_line_by_line(own: Portal, prof: Browser) -> None:
    lines = ["student,name,role", "bob,Bob,", "not a name,,", ",Nameless,", "bob,,", "eve,,king"]
    shown = choose(prof, "\n".join(lines))
    told = words(shown)
    for expected in (
        "Line 3: `not a name` is no student's name.",
        "Line 4: the column `student` is empty.",
        "Line 5: `bob` stands in line 2 already.",
        "Line 6: `eve` has the role `king`. Expected: student or staff.",
    ):
        assert expected in told
    assert "fingerprint" not in fields(shown)
    assert "Nobody can be added so" in told


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "Found: nothing"),
        (b"name\nann\n", "Found: `name`"),
        (b"student\nZo\xeb\n", "is no UTF-8"),
        (b"student,name\nann," + b"x" * 140_000, "Line 2 is no line of a CSV: field larger"),
    ],
)
def test_file_that_is_no_list_is_told(prof: Browser, content: bytes, expected: str) -> None:
    answer = choose(prof, content)
    assert (answer.status_code, expected in words(answer)) == (422, True)
    assert 'type="file"' in answer.text


def test_form_without_a_file(prof: Browser) -> None:
    files = {"file": ("", b"")}
    answer = prof.client.post(
        "/people/import", data={"csrf": prof.csrf}, files=files, headers=OWN_FORM
    )
    assert (answer.status_code, "No file was chosen" in answer.text) == (422, True)
    assert prof.post("/people/import").status_code == 415


def test_list_of_the_largest_size_is_taken(own: Portal, prof: Browser) -> None:
    start = b"student\nbob\n"
    largest = start + b"\n" * (people_file.LARGEST - len(start))
    shown = choose(prof, largest)
    assert shown.status_code == 200
    assert passwords(confirm(prof, fields(shown))).keys() == {"bob"}
    for content in (largest + b"\n", largest * 2):
        refused = choose(prof, content)
        assert (refused.status_code, "has over 1 MiB" in refused.text) == (413, True)


def test_too_many_new_people_are_refused(
    own: Portal, prof: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_import, "MOST_NEW", 2)
    monkeypatch.setattr(people_import_pages, "MOST_SHOWN", 2)
    shown = choose(prof, "student\na\nb\nc\n")
    assert "The list has 3 new people." in words(shown)
    assert "And 1 more." in words(shown)
    assert "fingerprint" not in fields(shown)
    assert "fingerprint" in fields(choose(prof, "student\na\nb\n"))


def test_what_was_not_shown_is_not_written(own: Portal, prof: Browser) -> None:
    form = fields(choose(prof, LIST))
    longer = base64.b64encode(f"{LIST}eve,,,staff\n".encode()).decode()
    wrong = base64.b64encode(f"{LIST}ev e,,,\n".encode()).decode()
    for forged in ({"content": longer}, {"content": wrong}, {"fingerprint": "0" * 64}):
        answer = confirm(prof, form | forged)
        assert (answer.status_code, "have changed since" in answer.text) == (422, True)
    for broken in ("?", "YQ", "é", base64.b64encode(b"\xff").decode(), ""):
        assert confirm(prof, form | {"content": broken}).status_code == 422
    assert names(own) == {"prof"}


def test_list_is_shown_again_if_somebody_has_come_meanwhile(own: Portal, prof: Browser) -> None:
    form = fields(choose(prof, LIST))
    own.person("zoë")
    answer = confirm(prof, form)
    assert (answer.status_code, "have changed since" in answer.text) == (422, True)
    assert names(own) == {"prof", "zoë"}
    assert passwords(confirm(prof, fields(answer))).keys() == {"ann", "tutor"}


def test_somebody_who_comes_while_passwords_are_made_is_told(
    own: Portal, prof: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = people_import.people.add

    def late(*arguments: Any) -> Any:
        own.person("zoë")
        return add(*arguments)

    monkeypatch.setattr(people_import.people, "add", late)
    answer = confirm(prof, fields(choose(prof, LIST)))
    assert (answer.status_code, "`zoë` is there already" in words(answer)) == (422, True)
    assert names(own) == {"prof", "zoë"}


def test_lost_passwords_are_made_anew_for_those_who_never_signed_in(
    own: Portal, prof: Browser
) -> None:
    for student, section in (("new", "A"), ("old", "A"), ("other", "B")):
        own.person(student, section=section)
    own.person("gone", section="A", active=False)
    signing_in(own.client(), student="old")
    form = "/people/import/passwords?section=A"
    seen = prof.seen("/people?section=A", form)
    done = prof.post(form, seen=seen)
    assert passwords(done).keys() == {"new"}
    # A browser that loads the answer again sends the same form.
    assert prof.post(form, seen=seen).status_code == 409
    assert log(own, "action", "object") == [("new password", "new")]
    made = passwords(done)["new"]
    assert signing_in(own.client(), made, "new").status_code == 303
    answer = prof.post("/people/import/passwords?section=A")
    assert (answer.status_code, "signed in already" in answer.text) == (422, True)


# A person.


def test_new_password_is_shown_once(own: Portal, prof: Browser, ann: Person) -> None:
    browser = own.browser(ann)
    done = form_of(prof, ann, "password", {})
    made = passwords(done)
    assert (done.status_code, made.keys()) == (200, {"ann"})
    assert done.headers["cache-control"] == "no-store"
    assert browser.get("/me").status_code == 303
    assert signing_in(own.client()).status_code == 401
    assert signing_in(own.client(), made["ann"]).status_code == 303
    assert made["ann"] not in str(log(own, "action", "object", "before", "after"))
    # The address of the form, asked for again.
    assert prof.get(f"/people/{ann.id}/password").headers["location"] == f"/people/{ann.id}"


def test_a_page_of_passwords_that_is_loaded_again_makes_no_others(
    own: Portal, prof: Browser, ann: Person
) -> None:
    path = f"/people/{ann.id}/password"
    seen = prof.seen(f"/people/{ann.id}", path)
    made = passwords(prof.post(path, seen=seen))
    again = prof.post(path, seen=seen)
    assert (again.status_code, passwords(again)) == (409, {})
    assert signing_in(own.client(), made["ann"]).status_code == 303


def test_one_person_is_added(own: Portal, prof: Browser) -> None:
    told = {"student": " zoë ", "name": "Zoë Groß", "section": "B", "role": STUDENT}
    made = passwords(prof.post("/people/add", **told))
    assert made.keys() == {"zoë"}
    assert signing_in(own.client(), made["zoë"], "zoë").status_code == 303
    assert log(own, "action", "object", "after") == [("person added", "zoë", "student, section B")]
    again = prof.post("/people/add", **told)
    assert (again.status_code, "`zoë` is there already" in words(again)) == (422, True)
    # The form still holds what was typed.
    assert 'value="Zoë Groß"' in again.text


def test_a_person_is_renamed(own: Portal, prof: Browser, ann: Person) -> None:
    change(prof, ann, name="Ann Lee", role=STUDENT, section="A")
    assert (now(own, ann).name, "Ann Lee (ann)" in words(prof.get("/people"))) == ("Ann Lee", True)
    change(prof, ann, name=" ", role=STUDENT, section="A")
    assert now(own, ann).name == "ann"
    # Names are in no entry: the log can forget nothing.
    assert (
        log(own, "action", "object", "before", "after") == [("person renamed", "ann", "", "")] * 2
    )


def test_removed_and_restored(own: Portal, prof: Browser, ann: Person) -> None:
    browser = own.browser(ann)
    for active in ("", "true"):
        answer = prof.post(f"/people/{ann.id}/active", **({"active": active} if active else {}))
        assert answer.headers["location"] == f"/people/{ann.id}"
        assert now(own, ann).active == bool(active)
    assert browser.get("/me").status_code == 303
    assert log(own, "actor", "action", "object", "before", "after") == [
        ("prof", "person removed", "ann", "student, section A", "student, section A, removed"),
        ("prof", "person restored", "ann", "student, section A, removed", "student, section A"),
    ]


def test_role_and_section(own: Portal, prof: Browser, ann: Person) -> None:
    browser = own.browser(ann)
    change(prof, ann, role=STUDENT, section=" B ")
    assert (now(own, ann).section, browser.get("/me").status_code) == ("B", 200)
    change(prof, ann, role=STAFF, section="B")
    assert (now(own, ann).role, browser.get("/me").status_code) == (STAFF, 303)
    change(prof, ann, role=STAFF, section="B")
    assert log(own, "action", "before", "after") == [
        ("person changed", "student, section A", "student, section B"),
        ("person changed", "student, section B", "staff, section B"),
    ]


def change(browser: Browser, person: Person, **data: str) -> Any:
    """Send the form for role and section, as the person's page shows it."""
    return form_of(browser, person, "role", data)


def form_of(browser: Browser, person: Person, form: str, data: dict[str, str]) -> Any:
    """Send a form of the person's page."""
    path = f"/people/{person.id}/{form}"
    return browser.post(path, **data | {"seen": browser.seen(f"/people/{person.id}", path)})


def test_a_form_that_is_older_than_the_role_is_refused(
    own: Portal, prof: Browser, ann: Person
) -> None:
    seen = prof.seen(f"/people/{ann.id}", f"/people/{ann.id}/role")
    change(prof, ann, role=STAFF, section="")
    answer = prof.post(f"/people/{ann.id}/role", role=STUDENT, section="B", seen=seen)
    assert answer.status_code == 409
    assert now(own, ann).role == STAFF


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"role": "king"}, "has the role `king`"),
        ({"role": ""}, "Expected: student or staff"),
        ({"role": STUDENT, "section": "x" * 201}, "over 200 characters"),
        ({"role": STUDENT, "section": "a\nb"}, "control character"),
    ],
)
def test_role_or_section_that_cannot_be(
    own: Portal, prof: Browser, ann: Person, data: dict[str, str], expected: str
) -> None:
    answer = change(prof, ann, **data)
    assert (answer.status_code, expected in words(answer)) == (422, True)
    assert (now(own, ann).role, now(own, ann).section) == (STUDENT, "A")


LOSSES = [("active", {}), ("role", {"role": STUDENT})]


@pytest.mark.parametrize(("form", "data"), LOSSES)
def test_last_person_of_staff_stays(own: Portal, form: str, data: dict[str, str]) -> None:
    prof, tutor = own.person("prof", staff=True), own.person("tutor", staff=True, active=False)
    browser = own.browser(prof)
    answer = form_of(browser, prof, form, data)
    assert (answer.status_code, LAST_STAFF.format("prof") in words(answer)) == (422, True)
    assert (now(own, prof).role, now(own, prof).active) == (STAFF, True)
    assert browser.get("/people").status_code == 200
    # Even then, somebody who was removed before can be changed.
    assert change(browser, tutor, role=STUDENT).status_code == 303
    assert change(browser, tutor, role=STAFF).status_code == 303
    browser.post(f"/people/{tutor.id}/active", active="true")
    assert form_of(browser, prof, form, data).status_code == 303
    assert browser.get("/people").headers["location"] == "/sign-in?to=%2Fpeople"


def test_nobody_of_this_number(prof: Browser) -> None:
    for path in ("0" * 32, "x", "import2"):
        assert prof.get(f"/people/{path}").status_code == 404
        assert prof.post(f"/people/{path}/role", role=STAFF).status_code == 404


# All forms.

FORMS = [
    "/people/import",
    "/people/import/confirm",
    "/people/import/passwords",
    "/people/add",
    "/people/{}/password",
    "/people/{}/active",
    "/people/{}/role",
]


def send(browser: Browser, path: str, ann: Person, csrf: str, headers: dict[str, str]) -> Any:
    content = base64.b64encode(LIST.encode()).decode()
    data = {"csrf": csrf, "role": STAFF, "content": content, "fingerprint": ""}
    if path.endswith("/role"):
        data["seen"] = f"{ann.name}, {ann.role}, {ann.section}"
    if path.endswith("/add"):
        data |= {"student": "new"}
    files = (
        {}
        if "{" in path or path.endswith(("passwords", "add"))
        else {"file": ("a.csv", LIST.encode())}
    )
    return browser.client.post(path.format(ann.id), data=data, files=files, headers=headers)


@pytest.mark.parametrize("path", FORMS)
def test_forged_form_changes_nothing(own: Portal, prof: Browser, ann: Person, path: str) -> None:
    other = own.browser(own.person("tutor", staff=True))
    for csrf in ("", "x", other.csrf):
        assert send(prof, path, ann, csrf, OWN_FORM).status_code == 403
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {}):
        assert send(prof, path, ann, prof.csrf, headers).status_code == 403
    student = own.browser(ann)
    assert send(student, path, ann, student.csrf, OWN_FORM).status_code == 404
    assert own.count(AuditEntry) == 0
    assert sign_in.check_password(own.database, "ann", PASSWORD, Place("")) == ann.id
    assert (now(own, ann).role, names(own)) == (STUDENT, {"prof", "ann", "tutor"})
    assert send(prof, path, ann, prof.csrf, OWN_FORM).status_code in (200, 303, 409, 422)


def test_students_are_led_to_none_of_it(own: Portal, prof: Browser, ann: Person) -> None:
    links = ('href="/people"', 'href="/audit"')
    assert all(link in prof.get("/board").text for link in links)
    assert not any(link in own.browser(ann).get("/").text for link in links)
