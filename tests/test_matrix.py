"""How often checks err, and what they let by: counted from known outcomes, and tried on the toy."""

import shutil
from pathlib import Path

import pytest

from autograder.author import notebook, sample
from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Task
from autograder.author.sample import Sample
from autograder.cli.verify import Options, verify_all
from autograder.judge.outcome import CheckRecord, Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.verify import exercise_lint, margin, mutants
from autograder.verify.known_answer import Result, Trial
from autograder.verify.matrix import Confusion, Matrix

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@pytest.fixture
def toy_of_ones_own(toy, tmp_path):
    shutil.copytree(toy.folder.parents[1], tmp_path / "toy")
    return Catalogue.at(tmp_path / "toy").load("squares")


def result(name, task, seed=0, **checks):
    """Make the result of one answer: `check=passed`; a name with `wrong` in it is a mistake."""
    known = Sample(name, "wrong", task, "", {}) if "wrong" in name else None
    records = [
        CheckRecord(check, task, Verdict.PASS if passed else Verdict.WRONG, "a claim")
        for check, passed in checks.items()
    ]
    judged = TaskOutcome.of(Task(task, 1.0, ()), records)
    return Result(Trial(name, {}, known), seed, Outcome("squares", {task: judged}))


def test_each_judgement_is_counted_once(toy):
    matrix = Matrix.of(
        toy,
        [
            result("solution.py", "square", a=True, b=True),
            result("right", "square", a=True, b=False),
            result("first_wrong", "square", a=False, b=True),
            result("second_wrong", "square", a=True, b=True),
        ],
    )
    assert matrix.tasks["square"] == Confusion(right=2, right_failed=1, wrong=2, wrong_passed=1)
    assert matrix.checks["a"] == Confusion(right=2, right_failed=0, wrong=2, wrong_passed=1)
    assert matrix.checks["b"] == Confusion(right=2, right_failed=1, wrong=2, wrong_passed=2)
    assert matrix.kills == {
        "first_wrong": {"a": 1.0, "b": 0.0},
        "second_wrong": {"a": 0.0, "b": 0.0},
    }
    assert (matrix.tasks["square"].precision, matrix.tasks["square"].recall) == (0.5, 0.5)


def test_the_bound_is_clopper_and_pearsons():
    # No failure in n: 1 - 0.05 ** (1 / n).
    assert Confusion(right=200).false_fail_bound == pytest.approx(1 - 0.05 ** (1 / 200))
    assert Confusion(right=200, right_failed=3).false_fail_bound == pytest.approx(0.0383, abs=1e-4)
    assert Confusion().false_fail_bound == 1.0


def test_what_the_seed_decides_is_told(toy):
    answers = [result("right", "square", seed, a=seed != 1, b=True) for seed in range(4)]
    mistakes = [result("a_wrong", "square", a=False, b=False)]
    matrix = Matrix.of(toy, [*answers, *mistakes])
    assert matrix.flaky == {"a": 0.5, "b": 0.0}
    assert [finding.what for finding in matrix.findings()] == [
        "its verdict on 50% of answers depends on the seed"
    ]


def figures(name, *ends, verdict=Verdict.PASS, seed=0, answer=""):
    """Make the result of one answer on which a check measured figures."""
    known = Sample(name, "wrong", "square", "", {}) if verdict is Verdict.WRONG else None
    measured = {"the share": (min(ends), max(ends))}
    record = CheckRecord("a", "square", verdict, "a claim", message="the share", figures=measured)
    judged = TaskOutcome.of(Task("square", 1.0, ()), [record])
    trial = Trial(name, {"square": answer}, known)
    return Result(trial, seed, Outcome("squares", {"square": judged}))


def test_the_margin_is_that_to_the_nearest_mistake_on_each_side():
    right = [figures("right", 10 + seed % 3, seed=seed) for seed in range(9)]
    near = figures("near", 40.0, verdict=Verdict.WRONG)
    # A property has measured what is right before the example that failed.
    far = figures("far", 11.0, 90.0, verdict=Verdict.WRONG)
    below = figures("below", 10.5, -20.0, verdict=Verdict.WRONG)
    one, other = margin.margins([*right, near, far, below])
    assert (one.mistake, one.worst, one.nearest) == ("below", 10.0, -20.0)
    assert (other.mistake, other.worst, other.nearest) == ("near", 12.0, 40.0)
    assert other.deviations == pytest.approx(29 / (2 / 3) ** 0.5)
    assert list(margin.findings("squares", [one, other])) == []
    too_near = figures("too_near", 13.0, verdict=Verdict.WRONG)
    (told,) = margin.findings("squares", margin.margins([*right, too_near]))
    assert "too_near lies at 13, only 2.4 standard deviations away" in told.what
    assert margin.margins([*right[:3], near]) == []


def test_the_right_answer_that_comes_nearest_has_the_margin():
    poor = [figures("poor", 10 + seed % 3, seed=seed, answer="poor") for seed in range(9)]
    good = [figures("good", 90 + seed % 3, seed=seed, answer="good") for seed in range(9)]
    wrong = figures("wrong", 5.0, verdict=Verdict.WRONG)
    (found,) = margin.margins([*poor, *good, wrong])
    assert (found.mean, found.worst, found.nearest) == (11.0, 10.0, 5.0)
    assert found.deviations == pytest.approx(6 / (2 / 3) ** 0.5)


def test_what_a_check_measures_is_kept_where_it_passes_too(toy_of_ones_own, supervisor):
    checks = toy_of_ones_own.checks
    text = checks.read_text()
    checks.write_text(text.replace('near 100.", got=total', 'near 100.", measured=total'))
    filled = sample.fill(toy_of_ones_own, sample.reference(toy_of_ones_own))
    outcome = supervisor.grade(toy_of_ones_own, dict(notebook.cells_to_run(filled)))
    (record,) = outcome.tasks["total"].records
    assert record.verdict == Verdict.PASS
    ((message, (least, most)),) = record.figures.items()
    assert message == "The total should be near 100."
    assert 40 < least == most < 160


def test_a_check_that_catches_nothing_is_told_and_one_that_others_share_is_counted(toy):
    matrix = Matrix.of(toy, [result("a_wrong", "square", a=False, b=False, c=True)])
    assert [finding.where for finding in matrix.findings()] == ["square, c"]
    assert matrix.shared() == ["a", "b"]


def test_a_broken_judgement_counts_for_nobody(toy):
    broken = TaskOutcome.unjudged(toy.task("square"), Verdict.BROKEN, "ours")
    matrix = Matrix.of(toy, [Result(Trial("right", {}), 0, Outcome("squares", {"square": broken}))])
    assert matrix.tasks == {}


def test_mutants_are_our_answer_changed_at_one_place(toy):
    made = {(one.task, one.change) for one in mutants.mutants(toy)}
    assert ("square", "return x * x → return x / x") in made
    assert ("total", "return float(np.sum(x * x)) → return np.sum(x * x)") in made
    assert ("total", "return float(np.sum(x * x)) → return float(np.sum(x / x))") in made
    assert len(made) == len(mutants.mutants(toy))


@pytest.mark.whole
def test_survivors_are_told_unless_they_are_argued_away(toy_of_ones_own, tmp_path):
    exercise = toy_of_ones_own
    options = Options(mutants=True, journal=tmp_path / "verify.db")
    solution = exercise.staff_folder / "solution.py"
    solution.write_text(solution.read_text().replace("return x * x", "return 1.0 * x * x"))

    def told():
        findings, (record,) = verify_all([exercise], str(tmp_path / "toy"), options, quiet=True)
        return {finding.where: finding.what for finding in findings}, record["mutants"]

    findings, killed = told()
    assert killed["square: return 1.0 * x * x → return 2.0 * x * x"]
    left = [name for name, dead in killed.items() if not dead]
    assert set(findings) == set(left)
    assert any(name.startswith("total") for name in left)
    argued = [tuple(name.split(": ", 1)) for name in left] + [("square", "gone")]
    tables = (f"[[equivalent]]\ntask = {t!r}\nchange = {c!r}\nwhy = 'same'\n" for t, c in argued)
    (exercise.staff_folder / exercise_lint.EQUIVALENT).write_text("".join(tables))
    findings, _ = told()
    assert set(findings) == {"square: gone"}


@pytest.mark.whole
def test_what_is_known_is_not_run_again(toy, tmp_path):
    options = Options(journal=tmp_path / "verify.db", pictures=tmp_path / "pictures")
    root = str(toy.folder.parents[1])
    first = verify_all([toy], root, options, quiet=True)
    size = Path(options.journal).stat().st_size
    assert verify_all([toy], root, options, quiet=True) == first
    assert Path(options.journal).stat().st_size == size
    assert (options.pictures / "squares.png").stat().st_size > 10_000


def test_the_words_of_errors_are_no_behaviour(toy_of_ones_own):
    answer = toy_of_ones_own.staff_folder / "solution.py"
    refusal = (
        '    if x.size < 1:\n        raise ValueError(f"{x.size + 1} is too few")\n    return x * x'
    )
    answer.write_text(answer.read_text().replace("    return x * x", refusal))
    changes = {m.change for m in mutants.mutants(toy_of_ones_own) if m.task == "square"}
    assert any("x.size <= 1" in change for change in changes)
    assert any("→ pass" in change for change in changes)
    assert not any("too few" in change.partition("→")[2] for change in changes)
