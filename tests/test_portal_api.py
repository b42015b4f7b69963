"""Uploads at the portal that are too large, half, empty, double or hostile, and disks that are full."""

import asyncio
import errno
import io
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import starlette.formparsers
from portals import NOTEBOOK, OWN_FORM, Browser, Portal, TestClient
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from autograder.gradebook.largest_notebook import LARGEST
from autograder.portal import accepting, blobs
from autograder.portal.rows import Event, Job, Person, Submission
from autograder.portal.web import guard, uploads

PATH, FORM = "/api/assignments/squares/submissions", "/a/squares/submissions"
MIB = 1 << 20


@pytest.fixture
def ann(own: Portal) -> Person:
    return own.person("ann")


@pytest.fixture
def program(own: Portal, ann: Person) -> TestClient:
    return own.program(ann)


@pytest.fixture
def browser(own: Portal, ann: Person) -> Browser:
    return own.browser(ann)


@pytest.fixture
def nothing_kept(own: Portal) -> Iterator[None]:
    """After the test, no file and no row is there that was not there before."""
    tables = (Submission, Job, Event)
    before = own.files(), [own.count(table) for table in tables]
    yield
    assert (own.files(), [own.count(table) for table in tables]) == before


class Wire:
    """A client that sends a body in pieces, and then goes away or stays silent."""

    def __init__(self, own: Portal, client: TestClient, path: str, kind: str = "") -> None:
        self._app = own.app
        headers = dict(client.headers) | OWN_FORM | ({"content-type": kind} if kind else {})
        headers["cookie"] = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        self._scope = {
            "type": "http",
            "method": "POST",
            "path": path,
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "query_string": b"",
        }
        self.taken = 0

    def send(self, pieces: Iterator[bytes], *, silent: bool = False) -> int:
        """Send the pieces; give the status of the answer."""
        answers: list[Any] = []

        async def receive() -> dict[str, Any]:
            piece = next(pieces, None)
            if piece is not None:
                self.taken += 1
                return {"type": "http.request", "body": piece, "more_body": True}
            if silent:
                await asyncio.Event().wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            answers.append(message)

        asyncio.run(self._app(self._scope, receive, send))
        return answers[0]["status"]


def part(csrf: str, content: bytes = b"") -> bytes:
    """The beginning of our form, up to the middle of its file."""
    return (
        f'--B\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{csrf}\r\n--B\r\n'
        'Content-Disposition: form-data; name="notebook"; filename="a.ipynb"\r\n\r\n'
    ).encode() + content


MULTIPART = "multipart/form-data; boundary=B"


# How much may come


def test_largest_file_is_taken(own: Portal, program: TestClient, browser: Browser) -> None:
    content = b"x" * LARGEST
    receipt = program.post(PATH, content=content)
    assert (receipt.status_code, receipt.json()["bytes"]) == (201, LARGEST)
    assert browser.hand_in(content).status_code == 303


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("chunked", [False, True])
def test_larger_file_is_refused(program: TestClient, browser: Browser, chunked: bool) -> None:
    content = b"x" * (LARGEST + 1)
    sent = program.post(PATH, content=iter([content]) if chunked else content)
    assert (sent.status_code, "20 MiB" in sent.json()["detail"]) == (413, True)
    form = browser.hand_in(content)
    assert (form.status_code, "20 MiB" in form.text) == (413, True)


@pytest.mark.usefixtures("nothing_kept")
def test_no_more_is_read_than_is_refused(
    own: Portal, program: TestClient, browser: Browser
) -> None:
    endless = iter(lambda: b"x" * MIB, b"")
    wire = Wire(own, program, PATH)
    assert (wire.send(endless), wire.taken) == (413, 21)
    wire = Wire(own, browser.client, FORM, MULTIPART)
    start = iter([part(browser.csrf)])
    assert (wire.send(piece for pieces in (start, endless) for piece in pieces)) == 413
    assert wire.taken == 22


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/me/password", "/api/tokens", "/x"])
@pytest.mark.parametrize(
    "kind", [MULTIPART, "application/x-www-form-urlencoded", "application/json"]
)
def test_other_forms_are_small(own: Portal, browser: Browser, path: str, kind: str) -> None:
    wire = Wire(own, browser.client, path, kind)
    endless = iter(lambda: part("") if wire.taken == 0 else b"x" * 10_000, b"")
    assert wire.send(endless) in (401, 403, 404, 413, 422)
    assert wire.taken <= guard.LARGEST_FORM // 10_000 + 2


@pytest.mark.usefixtures("nothing_kept")
def test_form_that_would_lie_in_memory_is_not_read(own: Portal, browser: Browser) -> None:
    for kind in ("application/x-www-form-urlencoded", "application/json", "text/plain", ""):
        wire = Wire(own, browser.client, FORM, kind)
        assert (wire.send(iter(lambda: b"a&" * 1000, b"")), wire.taken) == (415, 0)


@pytest.mark.usefixtures("nothing_kept")
def test_form_has_few_parts(browser: Browser) -> None:
    file = ("notebook", ("a.ipynb", NOTEBOOK))
    fields = {f"x{number}": "x" for number in range(1000)}
    for data, files in ((fields, [file]), ({}, [file, file]), ({"key": "x" * 2 * MIB}, [file])):
        answer = browser.client.post(
            FORM, data={"csrf": browser.csrf} | data, files=files, headers=OWN_FORM
        )
        assert answer.status_code == 400


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize(
    "body", [b"", b"--B", b"--B\r\n\r\n--B--", b"x", b"--B\r\n" + b"X: y\r\n" * 5000]
)
def test_broken_form_is_refused(browser: Browser, body: bytes) -> None:
    headers = OWN_FORM | {"content-type": MULTIPART}
    assert browser.client.post(FORM, content=body, headers=headers).status_code in (400, 403)
    headers["content-type"] = "multipart/form-data"
    assert browser.client.post(FORM, content=body, headers=headers).status_code == 400


@pytest.mark.usefixtures("nothing_kept")
def test_empty_file_is_refused(program: TestClient, browser: Browser) -> None:
    assert program.post(PATH).status_code == 422
    assert "is empty" in browser.hand_in(b"").text
    none = browser.client.post(
        FORM, data={"csrf": browser.csrf}, files={"x": b""}, headers=OWN_FORM
    )
    assert (none.status_code, "No file was chosen" in none.text) == (422, True)


# Clients that go away, or never end


@pytest.mark.usefixtures("nothing_kept")
def test_half_an_upload_leaves_nothing(own: Portal, program: TestClient, browser: Browser) -> None:
    pieces = [b"x" * MIB, b"", b"x" * 3 * MIB]
    assert Wire(own, program, PATH).send(iter(pieces)) == 400
    assert Wire(own, program, PATH).send(iter([])) == 400
    form = Wire(own, browser.client, FORM, MULTIPART)
    assert form.send(iter([part(browser.csrf), *pieces])) == 400


@pytest.mark.usefixtures("nothing_kept")
def test_upload_that_does_not_end_is_given_up(
    own: Portal, program: TestClient, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "LONGEST_UPLOAD", 0.05)
    assert Wire(own, program, PATH).send(iter([b"x"]), silent=True) == 408
    form = Wire(own, browser.client, FORM, MULTIPART)
    assert form.send(iter([part(browser.csrf, b"x" * 2 * MIB)]), silent=True) == 408
    assert Wire(own, own.client(), "/api/tokens").send(iter([b"{"]), silent=True) == 408


# A refused file takes no room


@pytest.mark.usefixtures("nothing_kept")
def test_file_for_no_assignment_is_not_kept(program: TestClient, browser: Browser) -> None:
    answer = program.post("/api/assignments/none/submissions", content=NOTEBOOK)
    assert answer.status_code == 404
    assert browser.hand_in(slug="none").status_code == 404


def test_flood_is_answered_and_takes_no_room(
    own: Portal, program: TestClient, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accepting, "MOST_AN_HOUR", 2)
    for number in range(2):
        key = {"Idempotency-Key": f"key{number}"}
        assert program.post(PATH, content=b"%d" % number, headers=key).status_code == 201
    before = own.files()
    for number in range(5):
        answer = program.post(PATH, content=b"flood %d" % number)
        assert answer.status_code == 429
        assert 3500 < int(answer.headers["retry-after"]) <= 3600
        assert browser.hand_in(b"form %d" % number).status_code == 429
    assert own.files() == before
    assert own.count(Submission) == 2
    # A client that got no answer asks again.
    assert program.post(PATH, content=b"1", headers={"Idempotency-Key": "key1"}).status_code == 201
    other = own.program(own.person("bob"))
    assert other.post(PATH, content=NOTEBOOK).status_code == 201


def test_bytes_are_bounded_as_files_are(
    own: Portal, program: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accepting, "MOST_BYTES_AN_HOUR", 100)
    assert program.post(PATH, content=b"x" * 60).status_code == 201
    before = own.files()
    assert program.post(PATH, content=b"y" * 41).status_code == 429
    assert own.files() == before
    assert program.post(PATH, content=b"y" * 40).status_code == 201


# Keys and names


def test_same_key_gives_the_same_receipt(own: Portal, program: TestClient, ann: Person) -> None:
    own.assignment("other")
    key = {"Idempotency-Key": "a-key"}
    first, again = (program.post(PATH, content=NOTEBOOK, headers=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    before = own.files()
    other_file = program.post(PATH, content=b"{}", headers=key)
    other_place = program.post(PATH.replace("squares", "other"), content=NOTEBOOK, headers=key)
    assert (other_file.status_code, other_place.status_code) == (422, 422)
    assert own.files() == before
    # A key belongs to one person: another person may use the same one.
    bob = own.program(own.person("bob")).post(PATH, content=b"{}", headers=key)
    assert (bob.status_code, bob.json()["number"]) == (201, 1)
    assert own.count(Submission) == 2


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize(
    "key", [b" ", b"a b", b"x" * 101, b"\x7f", b"\xe9", b"a\tb", b"'; DROP TABLE job; --"]
)
def test_hostile_key_is_refused(program: TestClient, browser: Browser, key: bytes) -> None:
    answer = program.post(PATH, content=NOTEBOOK, headers={b"Idempotency-Key": key})
    assert (answer.status_code, "visible signs" in answer.json()["detail"]) == (422, True)
    data = {"csrf": browser.csrf, "key": key.decode("latin-1")}
    files = {"notebook": ("a.ipynb", NOTEBOOK)}
    form = browser.client.post(FORM, data=data, files=files, headers=OWN_FORM)
    assert (form.status_code, "visible signs" in form.text) == (422, True)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (b"../../etc/passwd.ipynb", "../../etc/passwd.ipynb"),
        (b"a\tb.ipynb", "ab.ipynb"),
        (b"A.IPYNB", "A.IPYNB"),
        (b"x" * 20_000 + b".ipynb", "x" * 200),
        (b"", ""),
    ],
)
def test_hostile_name_of_a_file_is_only_a_name(
    own: Portal, program: TestClient, name: bytes, kept: str
) -> None:
    answer = program.post(PATH, content=NOTEBOOK, headers={b"X-File-Name": name})
    assert answer.status_code == 201
    with own.database.read() as session:
        assert session.scalars(select(Submission.file_name)).all() == [kept]
    assert {path.name for path in own.blobs.folder.parent.iterdir()} <= {
        "blobs",
        "portal.db",
        "portal.db-shm",
        "portal.db-wal",
    }


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("name", ["a.py", "a.ipynb.exe", ".", "ipynb", "a.ipynb "])
def test_file_that_is_no_notebook_by_its_name_is_refused(browser: Browser, name: str) -> None:
    answer = browser.hand_in(name=name)
    assert (answer.status_code, "is no notebook" in answer.text) == (422, True)


def at_once(count: int, one: Callable[[int], Any]) -> list[Any]:
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_two_uploads_at_once_get_two_numbers(own: Portal, ann: Person) -> None:
    programs = [own.program(ann) for _ in range(6)]
    receipts = at_once(6, lambda n: programs[n].post(PATH, content=b"%d" % n).json())
    assert sorted(each["number"] for each in receipts) == [1, 2, 3, 4, 5, 6]


def test_one_upload_sent_twice_at_once_is_one(own: Portal, ann: Person) -> None:
    programs = [own.program(ann) for _ in range(6)]
    key = {"Idempotency-Key": "a-key"}
    answers = at_once(6, lambda n: programs[n].post(PATH, content=NOTEBOOK, headers=key))
    assert {each.status_code for each in answers} == {201}
    assert len({each.json()["id"] for each in answers}) == 1
    assert own.count(Submission) == own.count(Job) == 1


# Disks that are full


def no_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def no_room_to_begin(patched: pytest.MonkeyPatch) -> None:
    patched.setattr(blobs.Blobs, "incoming", no_room)


def no_room_to_write(patched: pytest.MonkeyPatch) -> None:
    """Each byte goes to a device that is always full. So its buffer cannot be flushed by closing either."""
    begin = blobs.Incoming.__init__

    def begin_full(self: blobs.Incoming, *arguments: Any) -> None:
        begin(self, *arguments)
        self._file.close()
        self._file = Path("/dev/full").open("wb")  # noqa: SIM115

    patched.setattr(blobs.Incoming, "__init__", begin_full)


def no_room_to_flush(patched: pytest.MonkeyPatch) -> None:
    patched.setattr(blobs.os, "fsync", no_room)


def no_room_for_the_name(patched: pytest.MonkeyPatch) -> None:
    patched.setattr(Path, "replace", no_room)


FULL = [no_room_to_begin, no_room_to_write, no_room_to_flush, no_room_for_the_name]


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("full", FULL)
@pytest.mark.parametrize("size", [10, 3 * MIB])
def test_full_disk_is_told_and_nothing_is_left(
    program: TestClient,
    browser: Browser,
    full: Callable[[pytest.MonkeyPatch], None],
    size: int,
) -> None:
    content = os.urandom(size)
    with pytest.MonkeyPatch.context() as patched:
        full(patched)
        answer = program.post(PATH, content=content)
        assert (answer.status_code, answer.json()["detail"]) == (507, uploads.FULL)
        assert browser.hand_in(content).status_code == 507


def test_upload_is_taken_when_there_is_room_again(own: Portal, program: TestClient) -> None:
    key = {"Idempotency-Key": "a-key"}
    for full in FULL:
        with pytest.MonkeyPatch.context() as patched:
            full(patched)
            assert program.post(PATH, content=NOTEBOOK, headers=key).status_code == 507
    receipt = program.post(PATH, content=NOTEBOOK, headers=key)
    assert (receipt.status_code, receipt.json()["number"]) == (201, 1)
    assert own.blobs.read(receipt.json()["sha256"]) == NOTEBOOK


def test_receipt_tells_whose_it_is_and_which_attempt_had_the_same_file(
    own: Portal, program: TestClient, browser: Browser
) -> None:
    other = NOTEBOOK + b" "
    told = [
        program.post(PATH, content=each).json() for each in (NOTEBOOK, other, NOTEBOOK, NOTEBOOK)
    ]
    assert [each["same_as"] for each in told] == [None, None, 1, 3]
    assert {each["student"] for each in told} == {"ann"}
    assert told[0]["starts_in"] == 0
    pages = [browser.get(f"/s/{each['id']}").text for each in told]
    assert ["the same file as attempt" in page for page in pages] == [False, False, True, True]
    assert "the same file as attempt 3. If you have changed something" in pages[-1]
    staff = own.browser(own.person("prof", staff=True)).get(f"/s/{told[-1]['id']}").text
    assert "the same file as attempt 3.</p>" in staff


def test_another_persons_file_is_not_the_same(own: Portal, program: TestClient) -> None:
    own.submission(own.person("bob"))
    assert program.post(PATH, content=NOTEBOOK).json()["same_as"] is None


def test_late_turn_is_told_in_seconds_and_in_words(
    program: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accepting.pace, "not_before", lambda at, counted: at + 600)
    told = program.post(PATH, content=NOTEBOOK).json()
    assert 500 < told["starts_in"] <= 600
    assert told["sentence"] == (
        "It will be graded in about 10 min. After three gradings a day, each further one waits a while."
    )


@pytest.mark.usefixtures("nothing_kept")
def test_form_that_finds_no_room_is_told(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def __init__(self, **_: object) -> None:
            super().__init__()

        write = no_room

    monkeypatch.setattr(starlette.formparsers, "SpooledTemporaryFile", Full)
    answer = browser.hand_in(NOTEBOOK)
    assert (answer.status_code, "disk is full" in answer.text) == (507, True)


@pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)
def test_full_database_is_told_and_keeps_no_half(own: Portal, program: TestClient) -> None:
    own.database.close()

    @event.listens_for(own.database._engine, "connect")
    def grow_no_more(connection: sqlite3.Connection, _: object) -> None:
        # SQLite takes the size that the file has now.
        connection.execute("PRAGMA max_page_count=1")

    for number in range(accepting.MOST_AN_HOUR):
        answer = program.post(PATH, content=b"%d" % number)
        if answer.status_code != 201:
            break
    assert (answer.status_code, answer.json()["detail"]) == (507, uploads.FULL)
    assert own.count(Submission) == own.count(Job) == own.count(Event) == number
    assert not [name for name in own.files() if name.startswith(blobs.INCOMING)]


@pytest.mark.usefixtures("nothing_kept")
def test_name_of_a_file_does_not_make_the_disk_full(
    own: Portal, program: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        with own.database._reported():
            raise OperationalError("INSERT", {"name": "disk is full"}, Exception("is locked"))

    monkeypatch.setattr(accepting, "check", busy)
    answer = program.post(PATH, content=NOTEBOOK)
    assert (answer.status_code, answer.json()["detail"]) == (503, uploads.BUSY)
