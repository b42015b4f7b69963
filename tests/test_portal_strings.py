"""Hostile strings at the portal: in names and texts that pages show, in paths, and in headers."""

import html
import re
from contextlib import ExitStack
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from portals import NOTEBOOK, OWN_FORM, PASSWORD, TLS, URL, Portal, portal, signing_in
from sqlalchemy.exc import OperationalError

from autograder.portal import audit, job_queue, sign_in
from autograder.portal.rows import BROKEN, REFUSED, Submission
from autograder.portal.web import app, guard, views

HOSTILE = (
    "</title></code></pre><script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}&amp;"
)
HEADERS = tuple(name.lower() for name in guard.HEADERS)


class Elements(HTMLParser):
    """The elements of a page, their attributes, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def scripts(self) -> list[tuple[str, str]]:
        """List all that would run: scripts, handlers, and elements that no template of the portal has."""
        found = []
        for tag, attributes in self.elements:
            if tag in ("img", "svg", "object", "embed", "style", "base") or tag == "script":
                found.append((tag, attributes.get("src") or ""))
            found += [(tag, name) for name in attributes if name.startswith("on")]
            links = (attributes.get("href") or "", attributes.get("action") or "")
            found += [(tag, each) for each in links if not re.match(r"/|#|data:,$|$", each)]
        return found

    def shows(self, words: str) -> bool:
        """Tell whether the page shows these words, in its text or in a field."""
        return words in self.text or any(words in dict(a).values() for _, a in self.elements)


def harmless(page: str) -> None:
    elements = Elements(page)
    assert elements.shows(HOSTILE)
    assert elements.scripts() == [("script", "/static/live.js")]


def test_the_harmless_test_sees_harm() -> None:
    for harm in ("<script>x</script>", "<p onclick=x>", "<a href=javascript:x>", "<img src=x>"):
        assert Elements(harm).scripts(), harm
    assert not Elements("&lt;script&gt;<a href=/me>x</a>").scripts()


def test_names_of_people_and_programs_are_text(own: Portal) -> None:
    ann = own.person("ann", name=HOSTILE)
    sign_in.make_token(own.database, ann.id, HOSTILE)
    for path in ("/", "/me", "/a/squares"):
        harmless(own.browser(ann).get(path).text)


def test_what_staff_see_of_people_is_text(own: Portal) -> None:
    ann = own.person("ann", name=HOSTILE, section=HOSTILE)
    prof = own.browser(own.person("prof", staff=True))
    for path in ("/people", f"/people/{ann.id}"):
        harmless(prof.get(path).text)
    page = f"/people/{ann.id}"
    seen = prof.seen(page, f"{page}/password")
    harmless(prof.post(f"{page}/password", seen=seen).text)
    harmless(prof.post(f"/people/{ann.id}/role", role=HOSTILE[:20], section=HOSTILE).text)


@pytest.mark.parametrize("content", ["student,name\nann,{}\n", "student,role\nann,{}\n", "{}\n"])
def test_what_a_list_of_people_says_is_text(own: Portal, content: str) -> None:
    # A quote would end a cell of the list, and names of columns are written small.
    hostile = HOSTILE.replace('"', "").lower()
    prof = own.browser(own.person("prof", staff=True))
    files = {"file": ("people.csv", content.format(hostile).encode())}
    answer = prof.client.post(
        "/people/import", data={"csrf": prof.csrf}, files=files, headers=OWN_FORM
    )
    elements = Elements(answer.text)
    assert elements.shows("<script>alert(1)</script>")
    assert elements.scripts() == [("script", "/static/live.js")]


def test_what_the_log_says_is_text(own: Portal) -> None:
    with own.database.write() as session:
        audit.enter(session, HOSTILE, HOSTILE, HOSTILE, HOSTILE, before=HOSTILE, after=HOSTILE)
    prof = own.browser(own.person("prof", staff=True))
    answer = prof.client.get("/audit", params={"actor": HOSTILE, "action": HOSTILE})
    harmless(answer.text)


def test_name_of_the_course_is_text(tmp_path: Path) -> None:
    with portal(tmp_path, course_name=HOSTILE) as made:
        harmless(made.client().get("/sign-in").text)
        harmless(made.client().get("/static/none").text)


def test_name_that_fails_to_sign_in_is_text(own: Portal) -> None:
    harmless(signing_in(own.client(), "wrong", HOSTILE).text)


def test_what_an_assignment_says_is_text(own: Portal) -> None:
    own.assignment("odd", title=HOSTILE, notebook=HOSTILE)
    browser = own.browser(own.person("ann"))
    for path in ("/", "/a/odd"):
        harmless(browser.get(path).text)


def test_name_of_a_file_is_text(own: Portal) -> None:
    answer = own.browser(own.person("ann")).hand_in(name=HOSTILE.replace('"', ""))
    assert (answer.status_code, Elements(answer.text).scripts()) == (
        422,
        [("script", "/static/live.js")],
    )


@pytest.mark.parametrize("where", ["name", "text"])
def test_what_a_task_says_is_text(own: Portal, where: str) -> None:
    # A task's first line is its verdict, which the page shows in words of its own.
    found = own.graded(own.person("ann"), **{where: f"A line\n{HOSTILE}"})
    harmless(own.browser(own.person("prof", staff=True)).get(f"/s/{found}").text)


@pytest.mark.parametrize(
    "contents",
    [
        {"problem": HOSTILE, "tasks": {}},
        {"problem": "", "tasks": {HOSTILE: "3 lines"}},
        {"problem": "", "tasks": {"square": HOSTILE}},
    ],
)
def test_what_a_notebook_holds_is_text(own: Portal, contents: dict[str, Any]) -> None:
    ann = own.person("ann")
    found = own.submission(ann, contents=contents)
    harmless(own.browser(ann).get(f"/s/{found.id}").text)


@pytest.mark.parametrize("state", [BROKEN, REFUSED])
def test_reason_of_an_end_is_text(own: Portal, state: str) -> None:
    ann, prof = own.person("ann"), own.person("prof", staff=True)
    found = own.submission(ann)
    with own.database.write() as session:
        job = session.get_one(Submission, found.id).job
        job.state, job.why = state, HOSTILE
    pages = [own.browser(ann).get(f"/s/{found.id}")]
    pages.append(
        own.browser(prof).get("/board") if state == BROKEN else own.browser(ann).get("/a/squares")
    )
    for page in pages:
        harmless(page.text)


def test_feedback_page_runs_nothing_and_knows_nothing(own: Portal) -> None:
    ann = own.person("ann")
    found = own.graded(ann, feedback=HOSTILE.encode())
    answer = own.browser(ann).get(f"/s/{found}/feedback")
    policy = [each.strip() for each in answer.headers["content-security-policy"].split(";")]
    # Nothing is allowed back by a word behind `sandbox`: no script, and not the portal's origin.
    assert {"sandbox", "default-src 'none'", "frame-ancestors 'self'"} <= set(policy)
    assert "script" not in " ".join(policy)
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.headers["x-content-type-options"] == "nosniff"
    frames = [
        each
        for tag, each in Elements(own.browser(ann).get(f"/s/{found}").text).elements
        if tag == "iframe"
    ]
    assert [each["sandbox"] for each in frames] == [None]


def test_notebook_comes_back_as_a_download_byte_for_byte(own: Portal) -> None:
    browser = own.browser(own.person("ann"))
    page = HOSTILE.encode()
    place = browser.hand_in(page).headers["location"]
    answer = browser.get(f"{place}/notebook")
    assert answer.content == page
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("slug", ["кошка", 'a"b', "a;b", "a\r\nX-Evil: 1", "a'b"])
def test_name_of_an_assignment_breaks_no_header(own: Portal, slug: str) -> None:
    own.assignment(slug)
    ann = own.person("ann")
    found, browser = own.submission(ann, slug), own.browser(ann)
    told = browser.get(f"/s/{found.id}/notebook").headers
    assert re.fullmatch(
        r"attachment; filename\*=utf-8''[\w.%-]+-1\.ipynb", told["content-disposition"]
    )
    assert "x-evil" not in told


ANSWERS = (
    ("GET", "/sign-in", 200),
    ("GET", "/", 303),
    ("GET", "/none", 404),
    ("GET", "/static/style.css", 200),
    ("GET", "/static/none", 404),
    ("POST", "/static/style.css", 405),
    ("DELETE", "/me", 405),
    ("POST", "/sign-in", 403),
    ("GET", "/api/assignments", 401),
    ("POST", "/api/tokens", 422),
    ("GET", "/api/none", 404),
    ("GET", "/healthz", 200),
    ("GET", "/openapi.json", 200),
    ("GET", "/fault", 500),
    ("GET", "/api/fault", 500),
)


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
@pytest.mark.parametrize("url", [URL, TLS])
def test_every_answer_has_the_headers_that_protect_it(
    tmp_path: Path, method: str, path: str, status: int, url: str
) -> None:
    with portal(tmp_path, url) as made:
        made.app.get("/fault")(lambda: 1 / 0)
        made.app.get("/api/fault")(lambda: 1 / 0)
        answer = made.client(raises=False).request(method, path)
    assert answer.status_code == status
    assert set(HEADERS) <= set(answer.headers)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert ("strict-transport-security" in answer.headers) == (url == TLS)
    assert "ZeroDivisionError" not in answer.text


def test_fault_of_ours_is_told_in_a_sentence(own: Portal) -> None:
    own.app.get("/fault")(lambda: 1 / 0)
    own.app.get("/api/fault")(lambda: 1 / 0)
    client = own.client(raises=False)
    assert app.FAULT in client.get("/fault").text
    assert client.get("/api/fault").json() == {"detail": app.FAULT}
    with pytest.raises(ZeroDivisionError):
        own.client().get("/fault")


TRICKS = (
    ".%2e",
    "%2e%2e",
    "..%2f..%2f..%2fetc%2fpasswd",
    "..%5c..%5cserve.py",
    "%2fetc%2fpasswd",
    "%00",
    "squares%00.css",
    "%0d%0aX-Evil:%201",
    "%ff%fe",
    "%ed%a0%80",
    "x" * 5000,
    "%F0%9F%92%A9",
    "squares'%20OR%201=1%20--",
    "%25%32%65",
    "%7B%7B77777*77777%7D%7D",
)
# A short product, as 49, stands by chance in a page's own tokens.
FOUND = re.compile(f"root:|import |{77777 * 77777}")


@pytest.mark.parametrize("trick", TRICKS)
def test_tricks_in_a_path_find_nothing(own: Portal, trick: str) -> None:
    ann = own.person("ann")
    found, browser, program = own.graded(ann), own.browser(ann), own.program(ann)
    for before in ("/a/", "/s/", f"/s/{found}/", "/static/", "/", "/a/squares/", "//"):
        answer = browser.client.get(f"{URL}{before}{trick}")
        assert answer.status_code == 404, before
        assert not FOUND.search(answer.text), before
        assert "x-evil" not in answer.headers
    for path in (f"/api/submissions/{trick}", f"/api/{trick}"):
        assert program.get(path).json() == {"detail": "Not Found"}
    answer = program.post(f"/api/assignments/{trick}/submissions", content=NOTEBOOK)
    assert answer.status_code in (404, 405)
    assert own.count(Submission) == 1


@pytest.mark.parametrize("host", ["evil.example", "[", "[::1", "a/api/b", "x y", "@", ":0", ""])
def test_host_of_a_request_is_believed_nowhere(own: Portal, host: str) -> None:
    browser = own.browser(own.person("ann"))
    browser.client.headers["host"] = host
    for path in (
        "/",
        "/me/",
        "/sign-in/",
        "/none",
        "/api/none",
        "/static",
        "/static/none",
        "//evil.example/",
    ):
        answer = browser.client.get(f"{URL}{path}")
        assert answer.status_code in (200, 303, 404), path
        assert "evil" not in answer.text
        assert answer.headers.get("location", "/").startswith("/")
        assert answer.headers["content-type"].startswith("application/json") == ("api" in path)


@pytest.mark.parametrize(
    "more", ["?next=//evil.example", "?next=https://evil.example", "?redirect=//evil.example"]
)
def test_nobody_is_sent_elsewhere(own: Portal, more: str) -> None:
    own.person("ann")
    client = own.client()
    data = {"student": "ann", "password": "correct-horse", "next": "//evil.example"}
    answer = client.post(f"/sign-in{more}", data=data, headers=OWN_FORM)
    assert answer.headers["location"] == "/"
    assert client.get(f"/sign-in{more}").headers["location"] == "/"


def test_sign_that_postgresql_does_not_keep_is_kept_as_another(own: Portal) -> None:
    ann = own.person("ann")
    row = own.submission(ann)
    with own.database.write() as session:
        job_queue.end(session, row, REFUSED, "a\0b")
    assert "a\ufffdb" in own.browser(ann).get(f"/s/{row.id}").text
    told = {"student": "ann", "password": PASSWORD, "label": "a\0b"}
    assert own.client().post("/api/tokens", json=told).status_code == 201
    assert "a\ufffdb" in own.browser(ann).get("/me").text
    graded = own.graded(own.person("bob"), text="a\0b")
    assert own.browser(own.person("prof", staff=True)).get(f"/s/{graded}").status_code == 200


def test_database_whose_connections_are_all_in_use_is_told(
    own: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = own.browser(own.person("ann"))
    pool = own.database._engine.pool
    monkeypatch.setattr(pool, "_timeout", 0.01)
    monkeypatch.setattr(pool, "_max_overflow", 0)
    with ExitStack() as stack:
        for _ in range(pool.size()):
            stack.enter_context(own.database._engine.connect())
        assert browser.get("/").status_code == 503
    assert browser.get("/").status_code == 200


def test_database_that_fails_tells_nobody_where_it_is(
    own: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = own.browser(own.person("ann"))

    def fails(*_: object) -> None:
        with own.database._reported():
            raise OperationalError("SELECT secret", {}, Exception("disk I/O error"))

    monkeypatch.setattr(views, "lines", fails)
    monkeypatch.setattr(views, "attempts", fails)
    monkeypatch.setattr(sign_in, "check_password", fails)
    for answer in (
        browser.get("/"),
        browser.get("/a/squares"),
        browser.post("/me/password", old="x", new="y", again="y"),
        signing_in(own.client()),
        own.client().post("/api/tokens", json={"student": "ann", "password": "x"}),
    ):
        assert (answer.status_code, app.UNAVAILABLE in html.unescape(answer.text)) == (503, True)
        assert "sqlite" not in answer.text
        assert "SELECT" not in answer.text
