"""`python tests/hostile/table.py`: how many attacks are stopped, by group and level, and by nbgrader.

Writes the table into `tests/README.md`. The column of stock nbgrader needs an ordinary user: there
nothing stands between an attack and the account that runs it. It is given the groups that forge
and steal alone; those that break things are not run without a wall.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import nbformat
from battery import GROUPS, THROUGH, Attack, attacks, fresh_bait, trial
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from rich.progress import track

from autograder.author.catalogue import Catalogue
from autograder.judge.supervisor import Supervisor
from autograder.probe import isolation
from autograder.sandbox.sandbox import Level

ROOT = Path(__file__).parents[2]
TOYS = [(ROOT / "tests" / "toy", "squares"), (ROOT / "tests" / "toy_models", "line")]
ON_NBGRADER = ("forging", "stealing")
SECONDS = 120
BETWEEN = re.compile(r"(?<=<!-- attacks -->\n).*?(?=<!-- end of attacks -->)", re.DOTALL)
# The toy's first task, as nbgrader's own courses write it: hidden tests in a cell.
SOLUTION = "def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION"
TESTS = """assert np.array_equal(square(np.array([0.0, 1.0, 2.0])), [0.0, 1.0, 4.0])
### BEGIN HIDDEN TESTS
CANARY = "hidden-canary-5d1f"
for number in (-7.5, 0.0, 3.0):
    np.testing.assert_allclose(square(np.array([number])), [number * number])
assert square(np.ones((3, 4))).shape == (3, 4)
try:
    square("three")
except TypeError:
    pass
else:
    raise AssertionError("a word has no square")
### END HIDDEN TESTS"""


class Nbgrader:
    """A course of stock nbgrader with one graded cell; `stops` hands in an attack."""

    def __init__(self, root: Path) -> None:
        self.root = root
        marks = {"schema_version": 3, "locked": False, "task": False}
        cells = [new_code_cell("import numpy as np")]
        for name, source, graded in (("square", SOLUTION, False), ("tests", TESTS, True)):
            marks |= {"grade_id": name, "grade": graded, "solution": not graded, "locked": graded}
            more = {"points": 4} if graded else {}
            cells.append(new_code_cell(source, metadata={"nbgrader": marks | more}))
        self._write("source/squares/squares.ipynb", cells)
        (root / "nbgrader_config.py").write_text("c = get_config()\n")
        self._run("generate_assignment", "squares")

    def stops(self, attack: Attack) -> bool:
        """Tell whether the attack got neither through nor to points."""
        student = attack.path.stem
        _, square, tests = nbformat.read(self.root / "release/squares/squares.ipynb", 4).cells
        square.source = attack.source if attack.answer else "def square(x):\n    return x * x"
        with fresh_bait(self.root, Catalogue.at(TOYS[0][0]).load("squares")) as bait:
            cells = [new_code_cell("import numpy as np"), new_code_cell(bait.cell())]
            if not attack.answer:
                cells.append(new_code_cell(attack.source))
            self._write(f"submitted/{student}/squares/squares.ipynb", [*cells, square, tests])
            self._run("autograde", "squares", f"--student={student}")
            harmed = bait.harmed()
        page = self.root / "autograded" / student / "squares" / "squares.ipynb"
        shown = nbformat.read(page, 4).cells if page.exists() else []
        through = any(THROUGH in str(cell.get("outputs")) for cell in shown)
        forged = "pass" not in attack.verdict and self._score(student) > 0
        return not (harmed or through or forged)

    def _score(self, student: str) -> float:
        with Gradebook(f"sqlite:///{self.root}/gradebook.db") as book:
            return float(book.find_submission("squares", student).score)

    def _write(self, where: str, cells: list[nbformat.NotebookNode]) -> None:
        path = self.root / where
        path.parent.mkdir(parents=True, exist_ok=True)
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)

    def _run(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "nbgrader", *arguments]
        scripts = str(Path(sys.executable).parent)
        environment = {"HOME": str(self.root), "PATH": f"{scripts}:{os.defpath}"}
        running = subprocess.Popen(
            command,
            cwd=self.root,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            running.wait(SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


def at_level(level: Level, folder: Path) -> Callable[[Attack], bool]:
    """Give what tries an attack at one of our levels."""
    exercises = {slug: Catalogue.at(root).load(slug) for root, slug in TOYS}
    supervisor = Supervisor(b"a secret for tests", level)
    for exercise in exercises.values():
        supervisor.warm_up(exercise)

    def stops(attack: Attack) -> bool:
        exercise = exercises[attack.exercise]
        with fresh_bait(folder, exercise) as bait:
            return not trial(attack, exercise, supervisor, bait).problems

    return stops


def column(title: str, stops: Callable[[Attack], bool], groups: Iterable[str]) -> dict[str, str]:
    """Try the attacks of some groups; give each group's cell of the table."""
    tried = [attack for attack in attacks() if attack.group in groups]
    outcomes = [(attack, stops(attack)) for attack in track(tried, description=title)]
    for attack, stopped in outcomes:
        if not stopped:
            print(f"{title}: {attack.name} got through: {attack.title}")
    cells = {}
    for group in groups:
        results = [stopped for attack, stopped in outcomes if attack.group == group]
        cells[group] = f"{sum(results)} / {len(results)}"
    return cells


def main() -> None:
    """Try everything, print the table, and put it into `tests/README.md`."""
    with tempfile.TemporaryDirectory() as folder:
        columns = {
            level.value: column(level.value, at_level(level, Path(folder)), GROUPS)
            for level in isolation.WALLS
            if isolation.attack(level).holds
        }
        if os.getuid() == 0:
            sys.exit("As root no attack is run without a wall: start this as an ordinary user.")
        stock = Nbgrader(Path(folder) / "course")
        columns["stock nbgrader"] = column("stock nbgrader", stock.stops, ON_NBGRADER)
    rows = [["stopped", *columns], ["---"] * (len(columns) + 1)]
    rows += [[group, *(cells.get(group, "–") for cells in columns.values())] for group in GROUPS]
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    print(table)
    readme = ROOT / "tests" / "README.md"
    readme.write_text(BETWEEN.sub(lambda _: table, readme.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
