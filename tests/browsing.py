"""A browser that uses a portal: Debian's Chromium, and the service of a course."""

import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from commands import SCRIPTS
from playwright.sync_api import Browser, Page, expect, sync_playwright

from autograder.portal.database import Database
from autograder.portal.rows import Assignment

WIDTHS = {"desk": 1280, "phone": 390}
# Grading starts processes, and the machine may be busy.
PATIENCE_MS = 300_000


@dataclass(frozen=True)
class Portal:
    """A service that runs, and the passwords of its people."""

    url: str
    passwords: dict[str, str]


@contextmanager
def serving(course: Path, database: str, *, jobs: int) -> Iterator[str]:
    """Run the service of a course that has the toy released; give its address."""
    options = ["--bind", "127.0.0.1:0", "--jobs", str(jobs), "--db", database]
    command = [str(SCRIPTS / "heldout"), "serve", *options]
    with subprocess.Popen(command, cwd=course, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline()
            await_offer(database, process)
            yield re.search(r"http://[\d.:]*\d", line)[0]
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait() == 0


def await_offer(url: str, service: subprocess.Popen) -> None:
    """Wait until the grading process has started, and has entered the toy."""
    with Database(url) as database:
        while service.poll() is None:
            with database.read() as session:
                if session.get(Assignment, "squares"):
                    return
            time.sleep(0.1)
    raise AssertionError("The service has ended.")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium, without a screen."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield found
        found.close()


@contextmanager
def window(browser: Browser, portal: Portal, where: str) -> Iterator[Page]:
    """Open a window of this width. At its end: no request has left the portal, and no script failed."""
    # A zone that is half an hour off shows what somebody has forgotten.
    size = {"width": WIDTHS[where], "height": 800}
    context = browser.new_context(viewport=size, timezone_id="Asia/Kolkata", locale="en-US")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    asked, failed = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(error))
    yield page
    context.close()
    assert asked
    assert [url for url in asked if not url.startswith((portal.url, "data:"))] == []
    assert failed == []


def sign_in(page: Page, portal: Portal, student: str) -> None:
    """Sign in by the keyboard alone: the name has the focus."""
    page.goto(portal.url)
    # A busy browser gives the focus with its first picture of the page, after it has loaded.
    expect(page.get_by_label("Name")).to_be_focused(timeout=PATIENCE_MS)
    page.keyboard.type(student)
    page.keyboard.press("Tab")
    page.keyboard.type(portal.passwords[student])
    page.keyboard.press("Enter")
    page.locator("nav, [role=alert]").wait_for(timeout=PATIENCE_MS)
    assert page.get_by_role("alert").all_inner_texts() == []


def fits(page: Page) -> bool:
    """Tell whether nothing is wider than the window. A table scrolls by itself."""
    # Before that, the page may have no styles yet.
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
