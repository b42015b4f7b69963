"""The portal in a real browser: `pytest -m browser`, with Debian's `chromium` installed.

A service runs on the toy course. A student signs in, hands in, and watches the answer arrive.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import PATIENCE_MS, WIDTHS, Portal, fits, serving, sign_in
from playwright.sync_api import Locator, Page, expect

from autograder.author import notebook, sample
from autograder.portal import people
from autograder.portal.database import Database
from autograder.portal.people import NewPerson
from autograder.portal.portal_folder import PortalFolder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
]
WRONG = "def square(x):\n    return 2 * x"


@pytest.fixture(scope="module")
def portal(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A service on a course with the toy released."""
    course = Path(shutil.copytree(released, tmp_path_factory.mktemp("served") / "course"))
    with Database.at(PortalFolder(course).database) as database:
        everybody = [NewPerson(f"{where}-{name}") for where in WIDTHS for name in ("ann", "bob")]
        passwords = people.add(database, [*everybody, NewPerson("prof", role="staff")])
    with serving(course, f"sqlite:///{PortalFolder(course).database}", jobs=1) as url:
        yield Portal(url, passwords)


@pytest.fixture
def solved(toy, right, tmp_path) -> Path:
    """The toy with one right answer and one wrong one, in a file."""
    path = tmp_path / "squares.ipynb"
    path.write_bytes(notebook.write(sample.fill(toy, right | {"square": WRONG})))
    return path


def offered(page: Page) -> Locator:
    """Find the link to the assignment."""
    return page.get_by_role("link", name=re.compile("square", re.IGNORECASE)).first


def test_a_student_hands_in_and_watches_the_answer_arrive(page, portal, where, solved):
    sign_in(page, portal, f"{where}-ann")
    assert fits(page)
    offered(page).click()
    page.get_by_label(re.compile("Your notebook")).set_input_files(solved)
    assert fits(page)
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_url("**/s/*")
    # A reload would lose this.
    page.evaluate("window.stayed = true")
    expect(page.locator("main")).to_contain_text("this attempt stands", timeout=PATIENCE_MS)
    assert page.evaluate("window.stayed")
    assert fits(page)
    tasks = page.locator(".tasks li")
    assert "not yet" in tasks.filter(has_text="square").first.inner_text()
    assert "Called" in tasks.filter(has_text="square").first.inner_text()
    receipt = page.locator(".receipt").inner_text()
    assert "2 lines" in receipt
    feedback = page.frame_locator("iframe")
    expect(feedback.locator("body")).to_contain_text("Called", timeout=PATIENCE_MS)
    page.get_by_role("link", name="Open it by itself").click()
    expect(page.locator("body")).to_contain_text("Score")


def test_by_the_keyboard_alone(page, portal, where, solved):
    sign_in(page, portal, f"{where}-bob")
    assert focus_by_tab(page, "Skip to the content")
    assert focus_by_tab(page, "square")
    page.keyboard.press("Enter")
    page.wait_for_url("**/a/squares")
    page.go_back()
    offered(page).focus()
    # All of the page is replaced when anything on it has changed.
    page.evaluate("refresh()")
    expect(offered(page)).to_be_focused(timeout=PATIENCE_MS)
    page.keyboard.press("Enter")
    page.wait_for_url("**/a/squares")
    assert focus_by_tab(page, "Hand in")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
    chooser.value.set_files(solved)
    assert focus_by_tab(page, "Hand in")
    page.keyboard.press("Enter")
    page.wait_for_url("**/s/*")
    expect(page.locator("main")).to_contain_text("Receipt")


def test_a_form_stays_while_its_page_is_refreshed(browser, portal, solved, tmp_path):
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    posts = []
    page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    sign_in(page, portal, "phone-ann")
    archive = tmp_path / "squares.zip"
    archive.write_bytes(solved.read_bytes())
    for file in (solved, archive):
        page.goto(f"{portal.url}/a/squares")
        page.get_by_label(re.compile("Your notebook")).set_input_files(file)
        before = len(posts)
        page.get_by_role("button", name="Hand in").click()
        page.wait_for_load_state()
        assert len(posts) == before + 1
    # A refused form does not send itself again, although the first file is still graded.
    expect(page.get_by_role("alert")).to_contain_text("is no notebook")
    page.goto(f"{portal.url}/a/squares")
    page.get_by_label(re.compile("Your notebook")).set_input_files(solved)
    expect(page.locator("#attempts")).to_contain_text("stands", timeout=PATIENCE_MS)
    expect(page.locator("#attempts")).to_contain_text("graded", timeout=PATIENCE_MS)
    assert page.evaluate("document.querySelector('#notebook').files.length") == 1
    assert len(posts) == 3
    context.close()


def focus_by_tab(page: Page, words: str) -> bool:
    """Press Tab until what has the focus holds these words; tell whether it was reached."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if words.lower() in (page.evaluate("document.activeElement.textContent") or "").lower():
            return page.evaluate("document.activeElement.matches(':focus-visible')")
    return False


def test_without_javascript_pages_refresh_themselves(browser, portal, solved):
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(portal.url)
    page.get_by_label("Name").fill("desk-bob")
    page.get_by_label("Password").fill(portal.passwords["desk-bob"])
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{portal.url}/a/squares")
    page.get_by_label(re.compile("Your notebook")).set_input_files(solved)
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_url("**/s/*")
    expect(page.locator("main")).to_contain_text("of 6 points", timeout=PATIENCE_MS)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    context.close()


def test_staff_see_every_submission(page, portal, where, solved):
    sign_in(page, portal, "prof")
    page.get_by_role("link", name="Board").click()
    expect(page.get_by_role("heading", name="students")).to_be_visible()
    assert fits(page)


def test_staff_import_people_by_the_keyboard_and_without_javascript(browser, portal, where):
    context = browser.new_context(
        viewport={"width": WIDTHS[where], "height": 800}, java_script_enabled=False
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()

    def press(words: str, heading: str) -> None:
        assert focus_by_tab(page, words)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        assert fits(page)

    sign_in(page, portal, "prof")
    press("People", "People")
    press("Add people from a CSV", "Add people")
    content = f"student,name\n{where}-carla,Carla\n{where}-ann,Ann\n".encode()
    page.get_by_label("A list of people").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": content}
    )
    press("Look at it", "Add these people?")
    press("Add 1 person", "The new password")
    password = page.locator(".password").inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Name").fill(f"{where}-carla")
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Assignments")).to_be_visible()
    context.close()


def test_staff_change_a_person_and_find_it_in_the_log(page, portal, where):
    sign_in(page, portal, "prof")
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name=f"{where}-bob").click()
    page.get_by_label("Section").fill(f"the section of {where}")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".receipt")).to_contain_text(f"the section of {where}")
    assert fits(page)
    page.get_by_role("link", name="Log", exact=True).click()
    page.get_by_label("Action").select_option("person changed")
    page.get_by_role("button", name="Show").click()
    row = page.get_by_role("row").filter(has_text=f"section the section of {where}")
    expect(row).to_contain_text("prof")
    assert fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_enough_contrast(browser, portal, scheme):
    """WCAG AA asks for 4.5 to 1."""
    context = browser.new_context(color_scheme=scheme)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    sign_in(page, portal, "desk-ann")
    for path in ("/", "/a/squares", "/me", "/nowhere"):
        page.goto(portal.url + path)
        assert page.evaluate(TOO_FAINT) == []
    context.clear_cookies()
    sign_in(page, portal, "prof")
    for path in ("/board", "/people", "/people?section=", "/people/import", "/audit"):
        page.goto(portal.url + path)
        assert page.evaluate(TOO_FAINT) == []
    page.goto(f"{portal.url}/people")
    page.get_by_role("link", name="prof").last.click()
    page.get_by_role("button", name="Remove prof").click()
    expect(page.get_by_role("alert")).to_contain_text("last active person of staff")
    assert page.evaluate(TOO_FAINT) == []
    context.close()


# Finds each text whose colour is too near to that of the first filled box behind it.
TOO_FAINT = """() => {
  const part = (v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * part(r) + .7152 * part(g) + .0722 * part(b);
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const behind = (each) => {
    for (let at = each; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const each of document.querySelectorAll("body *")) {
    const own = [...each.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || each.closest("noscript, .hidden")) continue;
    const [a, b] = [light(numbers(getComputedStyle(each).color)), light(behind(each))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) found.push(`${each.tagName}.${each.className}: ${ratio.toFixed(2)}`);
  }
  return found;
}"""
