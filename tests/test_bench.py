"""The benchmark's own parts: courses that can be graded, and a plan that adds up."""

import json
import os
import subprocess
import sys

import pytest

from autograder.author.preload import preload
from autograder.bench import course, interleaved, measure, picture, regression, simulate
from autograder.cli.bench import side_by_side, simulation
from autograder.errors import BenchError
from autograder.gradebook.cell_tests import cells_to_run
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.submission_grader import grade

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@pytest.mark.parametrize("name", ["python", "keras"])
def test_a_measured_notebook_earns_full_marks_here_too(name, tmp_path):
    root = tmp_path / "course"
    course.make(root, name, 1, plugged_in=True)
    with CourseFolder(root) as room:
        room.register_assignment(name)
        graded = grade(room, name, "student000")
    assert graded.outcome.score == graded.outcome.points == 4
    shown = graded.outcomes[name].outputs[max(cells_to_run(graded.notebooks[name]))]
    assert measure.PRIVATE.search(shown[0]["text"])


@pytest.mark.whole
def test_the_floor_runs_the_same_cells(tmp_path):
    command = [sys.executable, "-m", "autograder.bench.baseline", "python", "2"]
    environment = {"PATH": os.defpath, "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) == 3


@pytest.mark.whole
def test_both_sides_take_turns(tmp_path):
    tmp_path.chmod(0o711)
    taken = interleaved.take("python", 2, tmp_path)
    assert taken.bare > 0
    assert taken.walled > 0


def test_no_student_is_spared_by_another_ones_answer():
    sources = {course.submission("python", number).cells[1].source for number in range(5)}
    assert len(sources) == 5


def test_what_a_zygote_imports_is_read_off_the_notebook():
    assert preload([course.source("keras")]) == ("numpy", "keras", "IPython")
    assert preload([course.source("python")]) == ("IPython",)


COSTS = simulate.Costs([1.0], intake=0.01, journal=0.01, gradebook=0.08)


def test_one_worker_is_the_bottleneck_and_a_thousand_make_the_head_one():
    alone = simulate.plan(200, 1, COSTS)
    assert 200 < alone.seconds < 205
    assert alone.workers_busy > 0.97
    crowd = simulate.plan(200, 1000, COSTS)
    assert 200 * COSTS.head <= crowd.seconds < 200 * COSTS.head + 1.1
    assert crowd.head_busy > 0.9


def test_more_workers_are_never_slower():
    times = [simulate.plan(500, workers, COSTS).seconds for workers in (1, 2, 4, 8, 16, 64)]
    assert times == sorted(times, reverse=True)


def test_a_block_of_the_trend_is_its_median():
    times = [1.0] * simulate.BLOCK + [2.0, 3.0, 9.0]
    assert simulate.trend(times) == [1.0, 3.0]


def test_a_large_class_is_planned_from_a_graded_one(room, submit, right, mark, capsys):
    submit("ann", right)
    mark("ann")
    simulation.run(room, "squares", 100, 2, as_json=True)
    plan = json.loads(capsys.readouterr().out)
    assert (plan["fed"], len(plan["journal"]), len(plan["gradebook"])) == (2, 1, 1)
    assert 0 <= plan["student_share"] <= 1
    assert [row["workers"] for row in plan["plans"]] == list(simulate.WORKERS)
    simulation.run(room, "squares", 100, 2, as_json=False)
    shown = capsys.readouterr().out
    assert "squares: 1 recorded run(s) of" in shown
    assert "A class of 100" in shown


ROWS = [
    measure.Row(name, side, 1.0 + index, 2.0, 1.0, 10.0)
    for name in course.NOTEBOOKS
    for index, side in enumerate(measure.SIDES)
]


def test_what_was_measured_is_shown(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(measure, "rows", lambda few, many, scratch, timed: ROWS)
    monkeypatch.setattr(measure, "import_seconds", lambda runs, scratch: 2.0)
    monkeypatch.setattr(interleaved, "take", lambda name, *_: interleaved.Turns(name, 1.0, 1.1))
    assert side_by_side.run(1, 2, None, None, as_json=False)
    shown = capsys.readouterr().out
    assert "Cost of one more submission" in shown
    assert "keras, 12 turns each: bare 1.000 s, in the sandbox 1.100 s (+10%)" in shown
    assert "`import keras` alone: 2.0 s" in shown
    assert side_by_side.run(1, 2, None, None, as_json=True)
    printed = capsys.readouterr().out
    record = json.loads(printed)
    assert (record["import"], len(record["rows"]), len(record["turns"])) == (2.0, 12, 2)
    saved = tmp_path / "saved.json"
    saved.write_text(printed)
    assert side_by_side.run(1, 2, None, saved, as_json=False)
    assert "No ratio has fallen" in capsys.readouterr().out
    monkeypatch.setattr(interleaved, "take", lambda name, *_: interleaved.Turns(name, 1.0, 1.5))
    assert not side_by_side.run(1, 2, None, saved, as_json=False)
    assert "- keras: speed in the sandbox: 0.91 then, 0.67 now (-27%)" in capsys.readouterr().out


def test_what_was_measured_can_be_drawn(tmp_path):
    picture.draw(ROWS, tmp_path / "bench.png")
    assert (tmp_path / "bench.png").read_bytes().startswith(b"\x89PNG")


def _result(ours):
    rows = [("stock nbgrader", 4.0), ("heldout, 1 job", ours), ("the bare work", 0.5)]
    return {
        "import": 3.0,
        "turns": [{"notebook": "keras", "bare": 1.0, "walled": 1.1}],
        "rows": [
            {"notebook": "keras", "side": side, "further": further, "start": 4.0}
            for side, further in rows
        ],
    }


def test_a_ratio_that_has_fallen_is_named_and_a_slower_machine_is_not(tmp_path):
    saved = tmp_path / "saved.json"
    saved.write_text(json.dumps(_result(1.0)))
    before = regression.read(saved)
    (first, second) = regression.falls(before, _result(1.3))
    assert first.name == "keras, heldout, 1 job: speed against stock nbgrader"
    assert (first.before, first.now) == (4.0, pytest.approx(4 / 1.3))
    assert second.share == pytest.approx(1 - 1 / 1.3)
    assert not regression.falls(before, _result(1.1))
    slow = _result(1.0)
    slow["import"] *= 3
    for row in slow["rows"]:
        row["further"], row["start"] = row["further"] * 3, row["start"] * 3
    assert not regression.falls(before, slow)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"rows": [1], "turns": [], "import": 1}'])
def test_what_is_no_measurement_is_refused_before_anything_is_measured(tmp_path, text):
    (tmp_path / "saved.json").write_text(text)
    for name in ("saved.json", "missing.json"):
        with pytest.raises(BenchError, match="Expected: the output of `heldout bench run --json`"):
            side_by_side.run(1, 2, None, tmp_path / name, as_json=False)
