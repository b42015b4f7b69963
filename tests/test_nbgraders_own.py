"""nbgrader's own test notebooks, graded by stock nbgrader and by us: the gradebooks agree."""

import json
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbgrader
import pytest
from nbgrader.api import Gradebook, MissingEntry

# A kernel for each of some sixty submissions.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
]
FILES = Path(nbgrader.__file__).parent / "tests"
FOLDERS = ("apps", "preprocessors", "ui-tests")
SETTINGS = "c = get_config()\nc.Execute.timeout = 3\n"
OURS = "from autograder import plug_in\nplug_in(c)\n"
# A notebook server's extension does as much: one process, the API, one submission after the other.
DRIVER = """
import json, sys
from nbgrader.apps import NbGraderAPI
from nbgrader.apps.baseapp import NbGrader
app = NbGrader()
app.load_config_file()
api = NbGraderAPI(config=app.config)
for method, *arguments in json.load(sys.stdin):
    print(json.dumps(getattr(api, method)(*arguments)["success"]))
"""


def source_of(path: Path) -> Path:
    """nbgrader's own tests release one notebook of a family and submit the others."""
    if path.stem.startswith("submitted-"):
        return path.with_name("submitted-unchanged.ipynb")
    family = re.match(r"autotest-[a-z]+(?=-)", path.stem)
    return path.with_name(f"{family[0]}.ipynb") if family else path


def lay_out(root: Path) -> list[tuple[str, str]]:
    """Make a course of them: a family is an assignment, each of its notebooks a student's."""
    root.mkdir()
    (root / "nbgrader_config.py").write_text(SETTINGS)
    submissions = []
    for folder in FOLDERS:
        for path in sorted((FILES / folder / "files").glob("*.ipynb")):
            source = source_of(path)
            assignment, student = f"{folder}-{source.stem}", path.stem
            for original, place in ((source, "source"), (path, f"submitted/{student}")):
                target = root / place / assignment / "p1.ipynb"
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(original, target)
            if source.stem.startswith("autotest"):
                shutil.copy(source.with_name("autotests.yml"), root / "source" / assignment)
            submissions.append((assignment, student))
    return submissions


def drive(root: Path, calls: list) -> list[bool]:
    """Call nbgrader's API in a course; tell which calls it says have succeeded."""
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        cwd=root,
        input=json.dumps(calls),
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines() if line in ("true", "false")]


def scores(root: Path, submissions: list[tuple[str, str]]) -> dict:
    found = {}
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        for assignment, student in submissions:
            try:
                parts = book.find_submission(assignment, student).notebooks
            except MissingEntry:
                continue
            for each in (grade for part in parts for grade in part.grades):
                found[assignment, student, each.name] = (each.auto_score, each.needs_manual_grade)
    return found


def test_nbgraders_own_notebooks_score_the_same(tmp_path):
    stock, ours = tmp_path / "stock", tmp_path / "ours"
    submissions = lay_out(stock)
    assignments = sorted({assignment for assignment, _ in submissions})
    made = drive(stock, [("generate_assignment", name) for name in assignments])
    # Some are there to be refused: old metadata, two cells of one name.
    released = {name for name, done in zip(assignments, made, strict=True) if done}
    assert len(released) >= 20
    submissions = [each for each in submissions if each[0] in released]
    shutil.copytree(stock, ours)
    (ours / "nbgrader_config.py").write_text(SETTINGS + OURS)
    calls = [("autograde", *each) for each in submissions]
    with ThreadPoolExecutor() as both:
        graded_by_stock, graded_by_us = both.map(lambda root: drive(root, calls), (stock, ours))
    assert graded_by_us == graded_by_stock
    by_stock, by_us = scores(stock, submissions), scores(ours, submissions)
    differ = {
        key: (by_stock[key], by_us.get(key)) for key in by_stock if by_stock[key] != by_us.get(key)
    }
    assert differ == {}
    assert len(by_us) == len(by_stock) >= 126
