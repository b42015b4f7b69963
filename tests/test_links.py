"""Links in README files lead somewhere: the file is there, and so is the heading."""

import re
from pathlib import Path

import pytest
from test_plain_english import FENCE, PAGES, ROOT

LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)")
HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = HEADING.findall(FENCE.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for path, anchor in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), path
        assert not anchor or anchor in anchors(target), f"{path}#{anchor}"


# A package's README names all its files. Tests are named by their pattern.
READMES = [page for page in PAGES if page.name == "README.md" and page.parent != ROOT / "tests"]


@pytest.mark.parametrize("page", READMES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_readme_names_all_files_of_its_package(page):
    text = page.read_text("utf-8")
    own = {path.name for path in page.parent.glob("*.py")} - {"__init__.py", "__main__.py"}
    web = {path.name for path in page.parent.glob("web/*.py")} - {"__init__.py"}
    assert {name for name in own | web if name not in text} == set()
