"""Handing in from a terminal, at a real server. Its grader is a script."""

import hashlib
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import portals
import pytest
from client_sites import RIGHT, WRONG, Site, served
from commands import in_this_process
from typer.testing import CliRunner

from autograder.author import notebook, sample
from autograder.cli.app import app
from autograder.gradebook.largest_notebook import LARGEST
from autograder.portal.client import address, saved_login
from autograder.portal.client.portal_client import GONE_PAUSES, SEND_PAUSES, PortalClient
from autograder.portal.client.saved_login import Login
from autograder.portal.rows import BROKEN, REFUSED, RUNNING, SUPERSEDED
from autograder.portal.web import views


@pytest.fixture
def site(tmp_path, monkeypatch) -> Iterator[Site]:
    with served(tmp_path, monkeypatch) as made:
        yield made


@pytest.fixture
def file(tmp_path, toy, right) -> Path:
    path = tmp_path / "squares.ipynb"
    path.write_bytes(notebook.write(sample.fill(toy, right)))
    return path


@pytest.fixture
def heldout(tmp_path) -> Callable[..., Any]:
    return lambda *words: in_this_process(tmp_path, "heldout", *map(str, words))


def typed(*words: str, keys: str = "") -> Any:
    """Run `heldout` for somebody who types."""
    return CliRunner().invoke(app, words, input=keys)


@contextmanager
def nobody_there() -> Iterator[str]:
    """Give an address that answers to nobody. No other process can take it meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


# Logging in


def test_who_logs_in_has_a_token_that_only_the_owner_may_read(site):
    site.portal.person("ann")
    done = typed("login", f"{site.url}/sign-in", keys=f"ann\n{portals.PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert portals.PASSWORD not in done.output
    assert stat.S_IMODE(saved_login.path().stat().st_mode) == 0o600
    assert portals.PASSWORD not in saved_login.path().read_text()
    login = saved_login.find()
    with PortalClient(login.url, login.token) as client:
        assert [each.slug for each in client.assignments()] == ["squares"]
    with site.portal.database.read() as session:
        (token,) = session.query(portals.Token).all()
    assert token.label == socket.gethostname()[:80]


def test_a_wrong_password_is_told_and_nothing_is_saved(site):
    site.portal.person("ann")
    done = typed("login", site.url, "--student", "ann", keys="wrong-horse\n")
    assert done.exit_code == 2
    assert "do not belong together" in done.stderr
    assert not saved_login.path().exists()


def test_a_portal_that_is_not_there_is_told(site):
    with nobody_there() as url:
        done = typed("login", url, "--student", "ann", keys="any\n")
    assert done.exit_code == 2
    assert f"{url} does not answer" in done.stderr


def test_a_page_of_somebody_elses_is_no_portal(site, monkeypatch):
    answer = httpx.Response(200, text="<h1>It works!</h1>")
    monkeypatch.setattr(httpx.Client, "request", lambda *args, **more: answer)
    done = typed("login", site.url, "--student", "ann", keys="any\n")
    assert done.exit_code == 2
    assert "Is the address right?" in done.stderr


@pytest.mark.parametrize(
    "url",
    [
        "http://portal.school", "http://127.0.0.1.evil.example", "http://127.0.0.1@evil.example",
        "https://ann:secret@portal.school", "portal.school", "ftp://portal.school", "https://",
        "https://portal.school:port",
    ],
)  # fmt: skip
def test_no_password_is_asked_for_where_it_would_travel_openly(site, url):
    done = typed("login", url, "--student", "ann", keys="my-password\n")
    assert done.exit_code == 2
    assert "Password" not in done.output
    assert "Expected" in done.stderr


@pytest.mark.parametrize(
    ("typed_in", "kept"),
    [
        ("https://Portal.School/a/squares?x=1", "https://portal.school"),
        ("http://localhost:8600/", "http://localhost:8600"),
        ("http://[::1]:8600", "http://[::1]:8600"),
    ],
)
def test_a_pasted_page_stands_for_its_portal(typed_in, kept):
    assert address.origin(typed_in) == kept


def test_a_proxy_never_sees_what_is_sent_to_this_machine(site, monkeypatch):
    site.portal.person("ann")
    with nobody_there() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy)
        monkeypatch.setenv("ALL_PROXY", proxy)
        done = typed("login", site.url, "--student", "ann", keys=f"{portals.PASSWORD}\n")
    assert done.exit_code == 0, done.output


def test_logging_out_forgets_one_portal(site, heldout):
    saved_login.save(Login("https://other.school", "ann", "t"))
    site.log_in()
    token = saved_login.everything()[site.url].token
    done = heldout("logout", site.url)
    assert (done.returncode, done.stdout) == (
        0,
        "Forgotten on this machine, and ended at the portal.\n",
    )
    assert list(saved_login.everything()) == ["https://other.school"]
    with PortalClient(site.url, token) as client, pytest.raises(saved_login.NotLoggedIn):
        client.assignments()
    assert "heldout login" in heldout("logout", site.url).stderr


def test_logging_out_of_a_token_that_has_ended(site, heldout):
    site.log_in()
    token = saved_login.everything()[site.url].token
    with PortalClient(site.url, token) as client:
        client.log_out()
    assert "had ended already" in heldout("logout", site.url).stdout
    assert saved_login.everything() == {}


def test_logging_out_where_nothing_answers_forgets_all_the_same(site, heldout):
    with nobody_there() as gone:
        saved_login.save(Login(gone, "ann", "t"))
        done = heldout("logout", gone)
    assert done.returncode == 0
    assert f"{gone}/me" in done.stdout
    assert saved_login.everything() == {}


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"https://a.b": 3}', '{"https://a.b": {}}'])
def test_a_damaged_file_holds_no_login_and_is_replaced(site, text):
    saved_login.path().parent.mkdir(parents=True)
    saved_login.path().write_text(text)
    assert saved_login.everything() == {}
    site.log_in()
    assert saved_login.find().student == "ann"


# Handing in


def test_the_receipt_has_number_time_and_hash(site, heldout, file):
    site.log_in()
    site.steps = [lambda: site.read(square="1 line", total="still the stub")]
    done = heldout("submit", file)
    assert done.returncode == 0, done.stderr
    (row,) = site.rows()
    content = file.read_bytes()
    assert site.portal.blobs.read(row.sha256) == content
    assert row.file_name == "squares.ipynb"
    assert "attempt 1 of squares" in done.stdout
    assert hashlib.sha256(content).hexdigest() in done.stdout
    assert f"{site.url}/s/{row.id}" in done.stdout
    assert "total: still the stub" in done.stdout


def test_a_portal_that_tells_less_is_understood(site, heldout, file, monkeypatch):
    described = views.described

    def older(*args):
        told = described(*args)
        return {name: told[name] for name in told.keys() - {"student", "same_as", "starts_in"}}

    monkeypatch.setattr(views, "described", older)
    site.log_in()
    site.steps = [lambda: site.end(RIGHT)]
    done = heldout("submit", file, "--wait")
    assert done.returncode == 0, done.stderr
    assert "Handed in: attempt 1 of squares." in done.stdout


def test_the_same_file_again_is_told(site, heldout, file):
    site.log_in()
    site.steps = [site.read] * 2
    assert "the same file" not in heldout("submit", file).stdout
    assert "Handed in as ann: attempt 2 of squares." in (told := heldout("submit", file).stdout)
    assert "This is the same file as attempt 1." in told


def test_the_time_is_the_one_of_this_place(site, heldout, file, monkeypatch):
    described = views.described
    monkeypatch.setattr(views, "described", lambda *a: described(*a) | {"received_at": 86400 * 180})
    monkeypatch.setenv("TZ", "XYZ-05:30")
    portals.time.tzset()
    try:
        site.log_in()
        site.steps = [site.read]
        assert "1970-06-30 05:30:00 XYZ" in heldout("submit", file).stdout
    finally:
        monkeypatch.undo()
        portals.time.tzset()


def test_a_file_that_cannot_be_graded_is_told(site, heldout, file):
    site.log_in()
    site.steps = [lambda: site.read("This is no notebook.")]
    done = heldout("submit", file)
    assert done.returncode == 1
    assert "This is no notebook." in done.stdout


def test_nobody_waits_long_for_a_busy_portal(site, heldout, file):
    site.log_in()
    site.steps = [lambda: None] * 8
    done = heldout("submit", file)
    assert done.returncode == 0
    assert "reads it later" in done.stdout


def test_a_renamed_file_is_known_by_its_own_words(site, heldout, file):
    site.log_in()
    site.steps = [site.read]
    assert heldout("submit", file.rename(file.with_name("07-mine.ipynb"))).returncode == 0
    assert site.rows()[0].slug == "squares"


def test_a_file_of_two_assignments_is_not_guessed(site, heldout, file):
    site.log_in()
    site.portal.assignment("line")
    file = file.rename(file.with_name("line.ipynb"))
    done = heldout("submit", file)
    assert done.returncode == 2
    told = " ".join(done.stderr.split())
    assert "`--assignment line` or `--assignment squares`. Nothing was handed in." in told
    assert not site.rows()
    site.steps = [site.read]
    assert heldout("submit", file, "--assignment", "line").returncode == 0
    assert site.rows()[0].slug == "line"


@pytest.mark.parametrize("content", [b"\xff", b"[]", b'{"metadata": 3}', b"[" * 100_000])
def test_a_strange_file_names_what_there_is(site, heldout, tmp_path, content):
    site.log_in()
    (tmp_path / "strange.ipynb").write_bytes(content)
    done = heldout("submit", "strange.ipynb")
    assert done.returncode == 2
    assert "`squares` (squares.ipynb)" in " ".join(done.stderr.split())
    assert not site.rows()


def test_a_folder_is_no_notebook(site, heldout, tmp_path):
    site.log_in()
    done = heldout("submit", ".")
    assert done.returncode == 2
    assert "Expected: a notebook. Nothing was handed in." in " ".join(done.stderr.split())


def test_an_address_that_the_receipt_shows_leads_back(site, heldout, file):
    site.log_in()
    site.steps = [lambda: site.end(RIGHT)]
    receipt = heldout("submit", str(file)).stdout
    address = next(word for word in receipt.split() if "/s/" in word)
    with PortalClient(site.url, saved_login.find().token) as client:
        assert client.submission(address.rpartition("/")[2]).url == address
    done = heldout("submit", "--resume", "http://127.0.0.1:1/s/0123")
    assert "has no submission `0123` of yours" in " ".join(done.stderr.split())


def test_one_of_two_portals_is_not_guessed(site, heldout, file):
    site.log_in()
    saved_login.save(Login("https://other.school", "ann", "t"))
    done = heldout("submit", file)
    assert done.returncode == 2
    told = " ".join(done.stderr.split())
    assert f"Name the one you mean: `--to {site.url}` or `--to https://other.school`." in told
    assert "Nothing was handed in." in told
    told = " ".join(heldout("logout").stderr.split())
    assert f"`heldout logout {site.url}` or `heldout logout https://other.school`." in told
    assert "handed in" not in told
    site.steps = [site.read]
    assert heldout("submit", file, "--to", site.url).returncode == 0


def test_who_has_not_logged_in_is_told_how(site, heldout, file):
    assert "heldout login URL" in heldout("submit", file).stderr
    saved_login.save(Login(site.url, "ann", "an old token"))
    told = " ".join(heldout("submit", file).stderr.split())
    assert told == (
        f"Your login is no longer valid. In a terminal: `heldout login {site.url}`. Then do this "
        "again. If that does not work, ask your instructor. Nothing was handed in."
    )


def test_an_answer_that_was_lost_makes_no_second_attempt(site, heldout, file):
    site.log_in()
    site.lost = 2
    site.steps = [lambda: None, lambda: None, site.read]
    done = heldout("submit", file)
    assert done.returncode == 0, done.stderr
    assert len(site.rows()) == 1
    assert "attempt 1" in done.stdout
    assert site.waited[:2] == list(SEND_PAUSES[:2])


def test_a_connection_that_was_lost_makes_no_second_attempt(site, heldout, file, monkeypatch):
    site.log_in()
    real, broken = httpx.HTTPTransport.handle_request, []

    def breaks_once(transport, request):
        answer = real(transport, request)
        if request.method == "POST" and not broken:
            broken.append(request)
            answer.close()
            raise httpx.ReadError("the line is cut")
        return answer

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", breaks_once)
    site.steps = [lambda: None, site.read]
    done = heldout("submit", file)
    assert done.returncode == 0
    assert "the line is cut" in done.stderr
    assert len(site.rows()) == 1


def test_without_a_receipt_nothing_is_claimed(site, heldout, file):
    site.log_in()
    site.lost = len(SEND_PAUSES) + 1
    site.steps = [lambda: None] * len(SEND_PAUSES)
    done = heldout("submit", file)
    assert done.returncode == 2
    assert "You have no receipt" in done.stderr
    assert "Handed in" not in done.stdout


def test_other_bytes_are_no_receipt(site, heldout, file, monkeypatch):
    site.log_in()
    described = views.described
    monkeypatch.setattr(views, "described", lambda *args: described(*args) | {"sha256": "0" * 64})
    done = heldout("submit", file)
    assert done.returncode == 2
    assert "other bytes" in done.stderr
    assert "Handed in" not in done.stdout


def test_an_answer_that_is_no_receipt_claims_nothing(site, heldout, file, monkeypatch):
    site.log_in()
    monkeypatch.setattr(views, "described", lambda *args: {"id": "1"})
    told = " ".join(heldout("submit", file).stderr.split())
    assert told.startswith("You have no receipt for `squares.ipynb`.")
    assert "Nothing was handed in" not in told
    assert len(site.rows()) == 1


def test_a_login_that_ends_meanwhile_loses_no_work(site, heldout, file):
    site.log_in()
    with PortalClient(site.url, saved_login.find().token) as client:
        site.steps = [client.log_out]
        done = heldout("submit", file, "--wait")
    told = " ".join(done.stderr.split())
    assert done.returncode == 1
    assert told.startswith("Your submission is kept. Your login is no longer valid.")
    assert f"--resume {site.rows()[0].id}" in told


def test_a_refusal_is_told_once_in_the_portals_words(site, heldout, file):
    site.log_in()
    file.write_bytes(b"")
    done = heldout("submit", file)
    assert done.returncode == 2
    assert "The file is empty" in done.stderr
    assert not site.waited


def test_a_file_that_is_too_large_is_not_sent(site, heldout, file, monkeypatch):
    site.log_in()
    monkeypatch.setattr(PortalClient, "hand_in", lambda *told: pytest.fail("it was sent"))
    file.write_bytes(b" " * (LARGEST + 1))
    done = heldout("submit", file)
    assert done.returncode == 2
    assert "Clear the outputs" in done.stderr


def test_the_largest_file_is_accepted(site, heldout, file):
    site.log_in()
    site.steps = [site.read]
    file.write_bytes(b" " * LARGEST)
    assert heldout("submit", file).returncode == 0


# Waiting


def test_each_task_is_shown_when_it_is_judged(site, heldout, file):
    site.log_in()
    site.steps = [
        lambda: site.read(square="1 line"),
        lambda: site.job(RUNNING),
        lambda: site.judged(RIGHT),
        lambda: site.judged(RIGHT, WRONG),
        lambda: site.end(RIGHT, WRONG),
    ]
    done = heldout("submit", file, "--wait")
    assert done.returncode == 1
    told = [
        "Handed in", "Waiting: it is next", "square: 1 line", "It is being graded now",
        "✓ square: passed", "✗ total: not yet", "Look at the empty list.", "4 of 6 points",
    ]  # fmt: skip
    places = [done.stdout.index(each) for each in told]
    assert places == sorted(places)
    assert all(done.stdout.count(each) == 1 for each in told)


def test_the_status_is_that_of_check(site, heldout, file):
    site.log_in()
    site.steps = [lambda: site.end(RIGHT)]
    assert heldout("submit", file, "--wait").returncode == 0


@pytest.mark.parametrize("state", [BROKEN, REFUSED, SUPERSEDED])
def test_an_end_without_a_score_says_why(site, heldout, file, state):
    site.log_in()
    site.steps = [lambda: (site.read(), site.job(state, "Number 2 came before."))]
    done = heldout("submit", file, "--wait")
    assert done.returncode == 1
    assert done.stdout.count("Number 2 came before.") == 1


def test_as_long_as_the_portal_says_that_it_waits_nothing_has_failed(site, heldout, file):
    site.log_in()
    site.steps = [*[lambda: None] * 30, lambda: site.end(RIGHT)]
    done = heldout("submit", file, "--wait")
    assert done.returncode == 0
    assert max(site.waited) == 5.0
    assert done.stdout.count("Waiting: it is next.") == 1


def test_a_portal_that_is_gone_for_long_has_kept_the_work(site, heldout, file, monkeypatch):
    site.log_in()
    real = httpx.HTTPTransport.handle_request

    def gone(transport, request):
        if request.method == "POST" or "/submissions/" not in request.url.path:
            return real(transport, request)
        raise httpx.ConnectError("nobody there")

    with monkeypatch.context() as patched:
        patched.setattr(httpx.HTTPTransport, "handle_request", gone)
        site.steps = [lambda: None] * (1 + len(GONE_PAUSES))
        done = heldout("submit", file, "--wait")
    assert done.returncode == 1
    assert sum(site.waited) > 590
    (row,) = site.rows()
    assert "Your submission is kept." in done.stderr
    assert f"heldout submit --resume {row.id}" in done.stderr
    site.end(RIGHT)
    again = heldout("submit", "--resume", row.id)
    assert again.returncode == 0
    assert "✓ square: passed" in again.stdout
    assert len(site.rows()) == 1


def test_who_stops_waiting_reads_how_to_look_again(site, heldout, file):
    site.log_in()

    def interrupt() -> None:
        raise KeyboardInterrupt

    site.steps = [interrupt]
    done = heldout("submit", file, "--wait")
    assert done.returncode == 130
    assert f"--resume {site.rows()[0].id}" in done.stderr


def test_an_id_of_nobody_is_no_submission(site, heldout, file):
    site.log_in()
    site.steps = [site.read]
    heldout("submit", file)
    # An id is one part of an address, and nothing in it has a meaning there.
    done = heldout("submit", "--resume", f"{site.rows()[0].id}?x=1")
    assert done.returncode == 2
    assert site.url in done.stderr


@pytest.mark.parametrize("words", [[], ["squares.ipynb", "--resume", "1"]])
def test_a_notebook_or_an_id_is_expected(site, heldout, words):
    done = heldout("submit", *words)
    assert done.returncode == 2
    assert "Expected: a notebook" in done.stderr


def test_a_portal_cannot_write_on_the_terminal(site, heldout, file):
    site.log_in()
    evil = WRONG | {"text": "✗ total: not yet\n\x1b[2J\u202egone [bold]x[/bold]"}
    site.steps = [
        lambda: site.read(square="\x1b]0;title\x07"),
        lambda: site.end(evil | {"verdict": "\x1b[31mnew"}),
    ]
    done = heldout("submit", file, "--wait")
    assert not set(done.stdout) & set("\x1b\x07\u202e")
    assert "\\x1b[2J\\u202egone [bold]x[/bold]" in done.stdout
    assert "\\x1b]0;title" in done.stdout


def test_notes_without_a_headline_get_one(site, heldout, file):
    site.log_in()
    long = "AssertionError: " + "word " * 60 + "3"
    site.steps = [lambda: site.end(WRONG | {"text": long})]
    done = heldout("submit", file, "--wait")
    assert "✗ total: not yet · 0 of 2 points" in done.stdout
    # No word of a long line is lost.
    assert " ".join(done.stdout.split()).endswith(long + " 0 of 6 points")
