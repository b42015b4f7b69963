"""An instructor's week in a real browser: `pytest -m browser`. The service grades the toy course."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import PATIENCE_MS, Portal, fits, serving, sign_in
from databases import NewDatabase
from playwright.sync_api import Page, expect

from autograder.author import notebook, sample
from autograder.author.exercise import Exercise
from autograder.gradebook.course_folder import CourseFolder
from autograder.portal import people
from autograder.portal.database import Database
from autograder.portal.people import NewPerson
from autograder.portal.portal_folder import PortalFolder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
]
TOY = Path(__file__).with_name("toy")
STUDENTS = ("ann", "bob", "cyd")
WRONG = "def square(x):\n    return 2 * x"
CHECK = 'close(student.square(x), x * x, message="x squared is x times x.",'


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The toy's catalogue, whose checks the instructor may mend."""
    return Path(shutil.copytree(TOY, tmp_path / "catalogue"))


@pytest.fixture
def portal(catalogue: Path, new_database: NewDatabase, tmp_path: Path) -> Iterator[Portal]:
    """A service on a course of this catalogue."""
    root = tmp_path / "course"
    with CourseFolder.init(root, str(catalogue)) as course:
        course.release("squares")
    folder = PortalFolder(root)
    folder.make()
    with new_database(folder.path) as url:
        with Database(url) as database:
            everybody = [NewPerson(name) for name in STUDENTS]
            passwords = people.add(database, [*everybody, NewPerson("prof", role="staff")])
        with serving(root, url, jobs=2) as address:
            yield Portal(address, passwords)


def hands_in(page: Page, portal: Portal, student: str, file: Path) -> None:
    """Hand in as this student, and wait for the answer."""
    sign_in(page, portal, student)
    page.goto(f"{portal.url}/a/squares")
    page.get_by_label("Your notebook").set_input_files(file)
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_url("**/s/*")
    expect(page.locator("main")).to_contain_text("this attempt stands", timeout=PATIENCE_MS)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")


@pytest.fixture
def files(toy: Exercise, right: dict[str, str], tmp_path: Path) -> dict[str, Path]:
    """The notebook of each student: bob has doubled instead of squared."""
    found = {}
    for name in STUDENTS:
        given = right | ({"square": WRONG} if name == "bob" else {})
        found[name] = tmp_path / name / "squares.ipynb"
        found[name].parent.mkdir()
        found[name].write_bytes(notebook.write(sample.fill(toy, given)))
    return found


def due_date_is_set(page: Page) -> None:
    """Set a due date in the browser's zone, and then none again."""
    for local, shown in (("2031-07-01T14:00", "Due Jul 1, 2031"), ("", "It has no due date")):
        page.get_by_label("Date and time").fill(local)
        page.get_by_role("button", name="Set the due date").click()
        expect(page.locator("#due")).to_contain_text(shown, timeout=PATIENCE_MS)
        page.reload()
        expect(page.get_by_label("Date and time")).to_have_value(local)
        moment = "2031-07-01T08:30:00+00:00" if local else None
        assert [each.get_attribute("datetime") for each in page.locator("#due time").all()] == (
            [moment] if moment else []
        )


def test_an_instructors_week(page, portal, catalogue, files, where):
    for name in STUDENTS:
        hands_in(page, portal, name, files[name])
    sign_in(page, portal, "prof")
    # Monday: the board.
    page.get_by_role("link", name="Board").click()
    row = page.get_by_role("row").filter(has_text="bob")
    before = row.locator("td a").inner_text()
    assert float(before) < 6
    assert fits(page)
    # Tuesday: the class, and its misconceptions.
    page.goto(f"{portal.url}/board/squares")
    expect(page.locator("#report")).to_contain_text("3 students", timeout=PATIENCE_MS)
    page.locator("summary", has_text="recognised: 1").first.click()
    assert fits(page)
    due_date_is_set(page)
    # Wednesday: scores are withheld while a check is mended.
    page.get_by_label("Scores").select_option("withheld")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/board/squares")
    path = catalogue / "solutions" / "squares" / "checks.py"
    text = path.read_text("utf-8")
    path.write_text(text.replace(CHECK, CHECK.replace("x * x,", "student.square(x),")))
    page.get_by_label("Reason").fill("2 * x is right, too")
    page.get_by_role("button", name="Grade again").click()
    page.wait_for_url("**/proposals/*")
    expect(page.locator("#proposal")).to_contain_text("waits for your answer", timeout=PATIENCE_MS)
    change = page.get_by_role("row").filter(has_text="bob")
    expect(change).to_contain_text("checks, points or engine")
    assert fits(page)
    page.get_by_role("button", name="Write 1 score").click()
    expect(page.locator("#proposal")).to_contain_text("and written", timeout=PATIENCE_MS)
    page.goto(f"{portal.url}/board")
    after = page.get_by_role("row").filter(has_text="bob").locator("td a")
    assert float(after.inner_text()) > float(before)
    # Thursday: a mark by hand.
    after.click()
    page.locator("#task-total").get_by_text("Mark by hand").click()
    page.locator("#task-total").get_by_label("Points").fill("0,5")
    page.locator("#task-total").get_by_label("Comment").fill("You may do better.")
    page.locator("#task-total").get_by_role("button", name="Save").click()
    page.wait_for_url("**/board/squares/bob#task-total")
    expect(page.locator("#history li")).to_have_count(3, timeout=PATIENCE_MS)
    page.reload()
    expect(page.locator("#task-total")).to_contain_text("by hand: 0.5")
    assert fits(page)
    # Friday: feedback is released, and the scores go to the school's system.
    page.goto(f"{portal.url}/board/squares")
    page.get_by_label("Scores").select_option("at once")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{portal.url}/exports")
    page.get_by_role("button", name="Export", exact=True).click()
    file = page.get_by_role("link", name="grades-csv.csv")
    file.wait_for()
    assert fits(page)
    with page.expect_download() as download:
        file.click()
    assert "bob" in Path(download.value.path()).read_text("utf-8-sig")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    # Bob reads it.
    sign_in(page, portal, "bob")
    page.goto(f"{portal.url}/a/squares")
    page.get_by_role("link", name="Attempt 1").click()
    feedback = page.frame_locator("iframe")
    expect(feedback.locator("body")).to_contain_text("You may do better.", timeout=PATIENCE_MS)
