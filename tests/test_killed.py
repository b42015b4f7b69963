"""Whatever is killed, at whatever moment: the same command goes on, and the scores are the same."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.author import notebook, sample
from autograder.gradebook.course_folder import CourseFolder

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
HELDOUT = str(Path(sys.executable).parent / "heldout")
VICTIMS = ("supervisor", "zygote", "child", "ctrl-c")
# As long as a whole run takes here, from its first line to its last.
LATEST = 4.0
# As long as a run may take on a busy machine.
PATIENCE_SECONDS = 400


@pytest.fixture(scope="module")
def course(tmp_path_factory, toy, right) -> Path:
    """A class of six that is handed in and released, and nobody graded."""
    root = tmp_path_factory.mktemp("killed") / "course"
    CourseFolder.init(root, str(toy.folder.parents[1])).release("squares")
    for number in range(6):
        wait = f"import time; time.sleep(0.{number})"
        wrong = {"square": f"{wait}\ndef square(x):\n    return x + {number}"}
        path = root / "submitted" / f"student{number}" / "squares" / "squares.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(notebook.write(sample.fill(toy, right | (wrong if number % 2 else {}))))
    return root


def grade(root: Path) -> subprocess.Popen:
    command = [HELDOUT, "grade", "squares", "--jobs", "2", "--json"]
    return subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def scores(root: Path) -> dict:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {
            (submission.student.id, each.name): (each.auto_score, each.needs_manual_grade)
            for submission in book.find_assignment("squares").submissions
            for part in submission.notebooks
            for each in part.grades
        }


@pytest.fixture(scope="module")
def expected(course, tmp_path_factory) -> dict:
    root = tmp_path_factory.mktemp("whole") / "course"
    shutil.copytree(course, root)
    with grade(root) as running:
        assert running.wait(PATIENCE_SECONDS) == 0
    return scores(root)


def below(pid: int) -> list[int]:
    """The numbers of a process's children, of theirs, and so on."""
    children = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            children.append(int(path.parent.name))
    return children + [inner for child in children for inner in below(child)]


def kill(victim: str, running: subprocess.Popen, dice: random.Random) -> None:
    if victim == "supervisor":
        running.kill()
    elif victim == "ctrl-c":
        os.kill(running.pid, signal.SIGINT)
    else:
        direct = set(below(running.pid))
        children = {inner for pid in direct for inner in below(pid)}
        chosen = sorted(direct - children if victim == "zygote" else children)
        if chosen:
            # It may just have ended by itself.
            with contextlib.suppress(ProcessLookupError):
                os.kill(dice.choice(chosen), signal.SIGKILL)


def check_one(course: Path, expected: dict, root: Path, seed: int) -> None:
    dice = random.Random(seed)
    victim = VICTIMS[seed % len(VICTIMS)]
    shutil.copytree(course, root)
    with grade(root) as running:
        time.sleep(dice.uniform(0.3, LATEST))
        kill(victim, running, dice)
        out, err = running.communicate(timeout=PATIENCE_SECONDS)
    assert b"Traceback" not in err, err.decode()
    assert b'"broken"' not in out, out.decode()
    if victim in ("zygote", "child"):
        assert running.returncode == 0, err.decode()
    with grade(root) as again:
        _, err = again.communicate(timeout=PATIENCE_SECONDS)
    assert again.returncode == 0, err.decode()
    assert scores(root) == expected, (victim, seed)
    shutil.rmtree(root)


# The seed chooses the victim.
@pytest.mark.whole
@pytest.mark.parametrize("seed", range(4))
def test_a_kill_costs_nobody_anything(course, expected, tmp_path, seed):
    check_one(course, expected, tmp_path / "course", seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 130))
def test_thirty_kills_cost_nobody_anything(course, expected, tmp_path, seed):
    check_one(course, expected, tmp_path / "course", seed)
