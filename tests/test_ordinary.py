"""Notebooks with tests in cells: stock nbgrader and Held-out give each graded cell the same score."""

import os
import shutil
import warnings
from pathlib import Path

import nbformat
import nbgrader
import pytest
from commands import in_own_process, in_this_process
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from sqlalchemy.exc import SAWarning

from autograder.errors import UnfitSharedFolder
from autograder.gradebook import grading_step, kept_files, shared_folder
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.submission_grader import grade
from autograder.worker import written_files
from autograder.worker.written_files import MOST_FILES

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
STOCK, OURS = ("nbgrader", "autograde"), ("heldout", "grade")
EXAMPLE = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide"
PLUGGED_IN = "from autograder import plug_in\nplug_in(c)\n"
# Stock nbgrader gives a submission up if a kernel's output is four seconds late.
PATIENT = "c.Execute.iopub_timeout = 300\n"
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}

# A notebook a case: plain cells, and tests worth two points each.
CASES = {
    "partial_credit": (["x = 1"], ["1.5", "0", "2", "'no number'", "-1.0", "None", "1.0\n2.0"]),
    "stderr": (
        ["import sys, warnings"],
        [
            "print('fine')",
            "print('no', file=sys.stderr)",
            "warnings.warn('no')",
            "1.0; sys.stderr.write('x')",
        ],
    ),
    "exceptions": (
        ["def f(): raise ValueError('mine')", "undefined"],
        [
            "f()",
            "assert False",
            "assert True",
            "raise SystemExit(1)",
            "raise KeyboardInterrupt",
            "1/0",
        ],
    ),
    "input": (["x = 0"], ["input()", "try:\n    input()\nexcept Exception:\n    pass", "1.0"]),
    "magics": (
        [
            "%matplotlib inline",
            "%load_ext autoreload\n%autoreload 2",
            "%%time\ny = 2",
            "%timeit -n1 -r1 1",
        ],
        [
            "assert y == 2",
            "%%time\nassert False",
            "%no_such_magic",
            "%%capture\nprint(1)",
            "%pwd",
            "?len",
        ],
    ),
    "pictures": (
        ["import matplotlib.pyplot as plt", "plt.plot([1, 2])", "plt.plot([2, 1]);\nplt.show()"],
        ["assert plt.gcf() is not None", "fig, ax = plt.subplots()\nax.plot([1])"],
    ),
    "rich_display": (
        ["from IPython.display import HTML, Markdown, JSON, display", "HTML('<b>x</b>')"],
        [
            "display(HTML('x'))",
            "HTML('<b>1.0</b>')",
            "display(1.5)",
            "JSON({'a': 1})",
            "display(Markdown('x'))\n0.5",
        ],
    ),
    "awaits": (
        ["import asyncio", "async def f(): return 2.0", "z = await f()"],
        ["await f()", "assert z == 2.0", "await asyncio.sleep(0)", "assert await f() == 3"],
    ),
    "unicode": (["größe = 'é\\u202e☃'"], ["print(größe)", "assert größe == 'x'", "größe"]),
    "long_output": (
        ["print('x' * 10_000_000)"],
        ["print('y' * 3_000_000)", "print('z' * 10)\nassert False"],
    ),
    "files": (
        [
            "from helper import twice",
            "open('written.txt', 'w').write('5')",
            "import json; table = json.load(open('data.json'))",
        ],
        [
            "assert twice(2) == 4",
            "assert open('written.txt').read() == '5'",
            "assert table == {'a': 1}",
            "open('no_such_file')",
        ],
    ),
    "shadows": (
        ["def assert_equal(*a): pass", "list = 3", "_ = 7", "In = Out = None"],
        ["assert list == 3", "assert _ == 7", "del list\nassert list('a') == ['a']", "Out"],
    ),
    "history": (
        ["5", "kept = 3\nkept", "%cd -q .", "%store kept", "%autosave 60"],
        [
            "assert In[-1].startswith('assert In')",
            "assert _ih[-2].startswith('assert In') and len(In) == len(_ih)",
            "assert _ == 3 and __ == 5 and _i.startswith('assert _ih')",
            "assert sorted(Out.values()) == [3, 5]",
            "1.0",
            "assert _ == 1.0 and Out[max(Out)] == 1.0",
            "%cd -q .\nassert 'kept' in get_ipython().user_ns",
            "%store -r kept\nassert kept == 3",
            "assert get_ipython().kernel.shell is get_ipython()",
            "assert 'IPKernelApp' in get_ipython().config",
        ],
    ),
    "exits": (["import sys"], ["sys.exit(0)", "assert True", "1.25"]),
    "widgets": (
        [
            "view = {'application/vnd.jupyter.widget-view+json': {'model_id': 'a'}}",
            "class Slider:\n    def _repr_mimebundle_(self, **_):\n"
            "        return view | {'text/plain': '1.5'}",
        ],
        [
            "Slider()",
            "from IPython.display import display\ndisplay(view, raw=True)",
            "Slider();",
        ],
    ),
    "deleted": (["x = 1"], ["assert x == 1", "assert x == 2", "1.5"]),
    "worth_nothing": (["x = 1"], ["assert x == 2", "0.0", "None"]),
}
# Changes to a case's notebook before it is handed in, or when it is made.
DELETED = {"deleted": {"test1", "essay"}}
POINTS = {"worth_nothing": 0}


def handed_in(name: str) -> nbformat.NotebookNode:
    submitted = book(name)
    gone = DELETED.get(name, set())
    submitted.cells = [
        cell
        for cell in submitted.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") not in gone
    ]
    return submitted


def book(name: str) -> nbformat.NotebookNode:
    return written(name, *CASES[name])


def written(name: str, plain: list, tests: list) -> nbformat.NotebookNode:
    cells = [new_markdown_cell(f"# {name}"), *map(new_code_cell, plain)]
    for number, test in enumerate(tests):
        cells.append(
            marked(
                new_code_cell(test),
                f"test{number}",
                points=POINTS.get(name, 2),
                locked=True,
                grade=True,
            )
        )
    essay = marked(new_markdown_cell("My essay"), "essay", points=3, grade=True, solution=True)
    task = marked(new_markdown_cell("Draw it"), "drawing", points=1, task=True, locked=True)
    cells += [essay, task, new_code_cell("")]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell{number}"
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def marked(cell, name, *, points, **more):
    marks = {"schema_version": 3, "grade_id": name, "points": points, "grade": False}
    cell.metadata["nbgrader"] = marks | {"solution": False, "locked": False, "task": False} | more
    return cell


def course(root: Path, *, ours: bool) -> Path:
    root.mkdir()
    (root / "nbgrader_config.py").write_text(f"c = get_config()\n{PLUGGED_IN if ours else PATIENT}")
    return root


def scores(root: Path, assignment: str) -> dict:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        return {
            (one.student.id, part.name, each.name): (each.auto_score, each.needs_manual_grade)
            for one in gradebook.assignment_submissions(assignment)
            for part in one.notebooks
            for each in part.grades
        }


def release(root: Path, assignment: str) -> None:
    """Have nbgrader make the release; in this process where the course is plugged in."""
    if PLUGGED_IN in (root / "nbgrader_config.py").read_text():
        CourseFolder(root).register_assignment(assignment)
        return
    released = in_this_process(root, "nbgrader", "generate_assignment", assignment)
    assert released.returncode == 0, released.stderr


def graded(root: Path, assignment: str, *how: str, run=in_this_process) -> dict:
    release(root, assignment)
    done = run(root, *how, assignment)
    assert done.returncode == 0, done.stdout + done.stderr
    return scores(root, assignment)


# Where we differ from nbgrader on purpose: what a class of one gets, test by test.
ON_PURPOSE = {
    "a dead kernel costs its own cell": (
        ["import os"],
        {"assert True": (2.0, False), "os._exit(0)": (0.0, False), "1.5": (1.5, False)},
    ),
    "more points than there are get none, and a flag": (
        [],
        {"99.0": (None, True), "2.0": (2.0, False)},
    ),
    "a cell that takes too long costs itself": (
        ["x = 1"],
        {"while True: pass": (0.0, False), "assert x == 1": (2.0, False)},
    ),
    "what libraries log below Python is no failure": (
        ["import os"],
        {"written = os.write(2, b'W0000 a log line')": (2.0, False)},
    ),
    "other programs are not started": (
        [],
        {"!true": (0.0, False), "assert True": (2.0, False)},
    ),
    "what changes IPython does not reach the tests": (
        [
            "ip = get_ipython()\nip.input_transformers_cleanup.append(lambda lines: ['pass\\n'])",
            "import ast\nclass NoAsserts(ast.NodeTransformer):\n"
            "    def visit_Assert(self, node): return ast.Pass()\n"
            "ip.ast_transformers.append(NoAsserts())",
            "type(ip).showtraceback = lambda *a, **k: None",
            "type(ip).run_cell = type(ip).run_cell_async = lambda *a, **k: None",
            "ip.displayhook.write_format_data = lambda *a: None",
            "import builtins\nbuiltins.compile = lambda *a, **k: (lambda: None).__code__",
        ],
        {"assert False": (0.0, False), "1.5": (1.5, False), "2.0": (2.0, False)},
    ),
}


INTERRUPTED = "import time\ndone = [1, 2, 3]\nwhile True:\n    time.sleep(0.1)"


def small_course(root: Path, notebooks: dict, settings: str = "") -> Path:
    """A course plugged into us with these notebooks, and ann, who hands them in as they are."""
    course(root, ours=True)
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text() + settings)
    for place in ("source/p", "submitted/ann/p"):
        (root / place).mkdir(parents=True)
        for name, (plain, tests) in notebooks.items():
            nbformat.write(written(name, plain, tests), root / place / f"{name}.ipynb")
    return root


@pytest.fixture(scope="module")
def differing(tmp_path_factory):
    """A graded course with all differences, and its scores."""
    cases = {
        f"case{n}": (plain, list(tests)) for n, (plain, tests) in enumerate(ON_PURPOSE.values())
    }
    cases["interrupted"] = ([INTERRUPTED], ["assert len(done) == 3"])
    root = small_course(tmp_path_factory.mktemp("c") / "course", cases, "c.Execute.timeout = 2\n")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        return root, graded(root, "p", *OURS)


@pytest.mark.parametrize("case", ON_PURPOSE)
def test_a_difference_that_is_meant(case, differing):
    _, given = differing
    _, tests = ON_PURPOSE[case]
    expected = dict(zip([f"test{n}" for n in range(len(tests))], tests.values(), strict=True))
    name = f"case{list(ON_PURPOSE).index(case)}"
    assert {test: given["ann", name, test] for test in expected} == expected


def test_a_cell_that_is_interrupted_keeps_what_it_has_done(differing):
    root, given = differing
    assert given["ann", "interrupted", "test0"] == (2.0, False)
    stopped = nbformat.read(root / "autograded" / "ann" / "p" / "interrupted.ipynb", 4).cells[1]
    assert "still running after 2 s" in stopped.outputs[-1].evalue
    assert "KeyboardInterrupt" in "".join(stopped.outputs[-1].traceback)


# Where a course asks for nbgrader's own behaviour, it gets nbgrader's own scores.
AS_NBGRADER = {
    "library-logs": ["import os", "written = os.write(2, b'W0000 a log line')"],
    "programs": [
        "!true",
        "!ls no_such_file",
        "%%bash\nexit 3",
        "files = !echo a b\nassert files == ['a b']",
    ],
    "changed-ipython": ["get_ipython().ast_transformers.clear()", "%precision 1", "1.26"],
}


# Each case starts nbgrader's own commands, for ten seconds and more.
@pytest.mark.slow
@pytest.mark.parametrize("difference", AS_NBGRADER)
def test_a_difference_can_be_switched_off(difference, tmp_path):
    plain, *tests = AS_NBGRADER[difference]
    settings = f"c.GradeSubmission.like_nbgrader = ['{difference}']\n"
    ours = small_course(tmp_path / "ours", {"p1": ([plain], tests)}, settings)
    stock = shutil.copytree(ours, tmp_path / "stock")
    (stock / "nbgrader_config.py").write_text("c = get_config()\n")
    assert graded(ours, "p", *OURS) == graded(stock, "p", *STOCK)


# Each case starts nbgrader's own commands, for ten seconds and more.
@pytest.mark.slow
@pytest.mark.parametrize(
    ("difference", "test", "message"),
    [("dead-kernel", "import os; os._exit(0)", "was lost"), ("over-maximum", "99.0", "test0")],
)
def test_a_submission_is_given_up_where_nbgrader_would(difference, test, message, tmp_path):
    settings = f"c.GradeSubmission.like_nbgrader = ['{difference}']\n"
    root = small_course(tmp_path / "course", {"p1": ([], [test, "2.0"])}, settings)
    release(root, "p")
    done = in_this_process(root, *OURS, "p")
    assert done.returncode == 1
    assert message in done.stdout
    assert in_this_process(root, *STOCK, "p").returncode == 1
    assert {score for score, _ in scores(root, "p").values()} == {None}


def test_imports_of_a_course_can_be_chosen(tmp_path):
    settings = "c.GradeSubmission.imports = ['decimal']\n"
    tests = ["import sys\nassert 'decimal' in sys.modules and 'numpy.linalg' in sys.modules"]
    root = small_course(tmp_path / "course", {"p1": ([], tests)}, settings)
    assert graded(root, "p", *OURS)["ann", "p1", "test0"] == (2.0, False)


IN_PROCESSES = [
    "import subprocess, sys\nassert subprocess.run([sys.executable, '-c', 'print(42)'], capture_output=True, text=True).stdout == '42\\n'",
    "import multiprocessing as mp\nwith mp.get_context('fork').Pool(2) as pool:\n    assert pool.map(abs, [-1, -2]) == [1, 2]",
    "import multiprocessing as mp\nwith mp.get_context('spawn').Pool(2) as pool:\n    assert pool.map(abs, [-1, -2]) == [1, 2]",
    "from concurrent.futures import ProcessPoolExecutor\nwith ProcessPoolExecutor(2) as pool:\n    assert list(pool.map(abs, [-1, -2])) == [1, 2]",
]


@pytest.mark.parametrize("allowed", [0, 8])
def test_processes_are_refused_unless_a_course_allows_some(allowed, tmp_path):
    settings = f"c.GradeSubmission.worker_processes = {allowed}\n"
    refused = ["import subprocess\nsubprocess.run(['/bin/true'], check=True)"]
    root = small_course(tmp_path / "course", {"p1": ([], IN_PROCESSES + refused)}, settings)
    found = graded(root, "p", *OURS)
    earned = [found["ann", "p1", f"test{number}"][0] for number in range(5)]
    assert earned == [2.0 if allowed else 0.0] * 4 + [0.0]


BOMBS = {
    "forbidden": "import os, time\nwhile True:\n    if not os.fork():\n        time.sleep(60)",
    "memory": "import os, time\nfor _ in range(4):\n    if not os.fork():\n        held = b'x' * (110 << 20)\n        time.sleep(60)\ntime.sleep(60)",
}


@pytest.mark.parametrize("verdict", BOMBS)
def test_processes_are_bounded_together_and_none_is_left(verdict, tmp_path):
    settings = "c.GradeSubmission.worker_processes = 4\nc.GradeSubmission.memory_mib = 128\n"
    root = small_course(tmp_path / "course", {"p1": ([], [BOMBS[verdict], "2.0"])}, settings)
    release(root, "p")
    shown = in_this_process(root, *OURS, "p").stdout
    assert f"p1/test0={verdict}" in shown or f"test0={verdict}" in shown
    assert "test1=pass" in shown


def test_a_tag_keeps_no_test_from_running(tmp_path):
    root = small_course(tmp_path / "course", {"p1": ([], ["assert False", "2.0"])})
    path = root / "submitted" / "ann" / "p" / "p1.ipynb"
    nb = nbformat.read(path, 4)
    for cell in nb.cells:
        cell.metadata["tags"] = ["skip-execution"]
    nbformat.write(nb, path)
    found = graded(root, "p", *OURS)
    assert [found["ann", "p1", f"test{n}"][0] for n in (0, 1)] == [0.0, 2.0]


def test_what_a_course_gives_counts_not_as_written(tmp_path):
    given, box = tmp_path / "given", tmp_path / "box"
    given.mkdir()
    for n in range(30):
        (given / f"picture{n}.png").write_bytes(bytes([n]) * (200 << 10))
    shutil.copytree(given, box)
    (box / "table.csv").write_bytes(b"1" * (1 << 20))
    (box / "out").mkdir()
    (box / "picture0.png").write_bytes(b"another")
    names = [name for name, _ in written_files.written(box, given)]
    assert names == ["out/", "picture0.png", "table.csv"]


def test_a_shared_folder_that_has_changed_is_another(tmp_path):
    (tmp_path / "a").write_text("1")
    before = shared_folder.states([str(tmp_path)])
    assert shared_folder.states([str(tmp_path)]) == before
    (tmp_path / "a").write_text("22")
    assert shared_folder.states([str(tmp_path)]) != before


def test_folders_that_begin_with_the_student_are_hidden_too(tmp_path):
    settings = (
        "c.CourseDirectory.directory_structure = 'people/{student_id}/{nbgrader_step}/{assignment_id}'\n"
        f"c.GradeSubmission.readable = [{str(tmp_path / 'course' / 'people')!r}]\n"
    )
    root = course(tmp_path / "course", ours=True)
    with (root / "nbgrader_config.py").open("a") as file:
        file.write(settings)
    (root / "people").mkdir()
    room = CourseFolder(root)
    step = grading_step.GradeSubmission(config=room.config)
    with pytest.raises(UnfitSharedFolder):
        shared_folder.check(step.readable, step._hidden(root))


def test_what_a_notebook_writes_is_kept_and_the_next_one_finds_it(tmp_path):
    writes = [
        "open('plot.txt', 'w').write('a plot')",
        "import os\nos.mkdir('out')",
        "open('out/x', 'w').write('1')",
    ]
    books = {
        "p1": ([*writes, "open('.hidden', 'w').write('no')"], ["2.0"]),
        "p2": ([], ["assert open('plot.txt').read() == 'a plot'\nassert open('out/x').read() == '1'"]),
    }  # fmt: skip
    root = small_course(tmp_path / "course", books)
    found = graded(root, "p", *OURS)
    assert found["ann", "p2", "test0"] == (2.0, False)
    kept = root / "autograded" / "ann" / "p"
    assert ((kept / "plot.txt").read_text(), (kept / "out" / "x").read_text()) == ("a plot", "1")
    assert not (kept / ".hidden").exists()
    # Nothing is run again, and all is there again.
    shutil.rmtree(kept)
    assert "cached" in in_this_process(root, *OURS, "p").stdout
    assert (kept / "plot.txt").read_text() == "a plot"
    # By nbgrader's own command, too.
    assert in_this_process(root, "nbgrader", "autograde", "p", "--force").returncode == 0
    assert (kept / "plot.txt").read_text() == "a plot"


def test_what_a_worker_says_that_it_wrote_is_not_believed(tmp_path):
    lies = [
        ("../up", b"1"), ("/etc/x", b"1"), ("a/../../up", b"1"), ("x", "text"), (b"x", b"1"), 7, ("y",),
        ("large", bytes(5 << 20)), ("p1.ipynb", b"{}"), ("link/x", b"1"), ("good", b"1"),
        ("p2.ipynb/x", b"1"), ("P2.IPYNB", b"1"), (".Rprofile", b"1"), (".git/hooks/x", b"1"),
        ("timestamp.txt", b"1"), ("index.html", b"1"), ("a.SVG", b"1"),
    ]  # fmt: skip
    folder, elsewhere = tmp_path / "kept", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "link").symlink_to(elsewhere)
    kept_files.put(kept_files.checked(lies), folder)
    assert {each.name for each in folder.iterdir()} == {"link", "good"}
    assert list(elsewhere.iterdir()) == []
    assert kept_files.checked("nonsense") == ()
    assert len(kept_files.checked([(f"f{n}", b"") for n in range(10_000)])) == MOST_FILES


def test_a_course_may_show_its_notebooks_a_folder_elsewhere(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "table.csv").write_text("a,b")
    settings = f"c.GradeSubmission.readable = [{str(data)!r}]\n"
    tests = [
        f"assert open({str(data / 'table.csv')!r}).read() == 'a,b'",
        f"try:\n    open({str(data / 'mine')!r}, 'w')\nexcept OSError:\n    'refused'\nelse:\n    0",
        f"import os\nassert not os.path.exists({str(tmp_path / 'course')!r})",
    ]
    root = small_course(tmp_path / "course", {"p1": ([], tests)}, settings)
    assert {score for score, _ in graded(root, "p", *OURS).values() if score is not None} == {2.0}


def test_a_folder_that_shows_other_peoples_work_is_refused(tmp_path):
    settings = f"c.GradeSubmission.readable = [{str(tmp_path / 'course' / 'submitted')!r}]\n"
    root = small_course(tmp_path / "course", {"p1": ([], ["2.0"])}, settings)
    release(root, "p")
    done = in_this_process(root, *OURS, "p")
    assert done.returncode == 2
    assert "`c.GradeSubmission.readable` names" in done.stderr


@pytest.mark.parametrize("name", ["work", "work/ann", ".", "..", "nowhere", "work/../work"])
def test_what_holds_or_lies_in_a_hidden_folder_is_not_shared(name, tmp_path):
    (tmp_path / "work" / "ann").mkdir(parents=True)
    with pytest.raises(UnfitSharedFolder):
        shared_folder.check([str(tmp_path / name)], [tmp_path / "work"])


@pytest.mark.parametrize("name", ["data", "work-of-others", "work/../data"])
def test_any_other_folder_may_be_shared(name, tmp_path):
    for each in ("work", "data", "work-of-others"):
        (tmp_path / each).mkdir()
    found = shared_folder.check([str(tmp_path / name)], [tmp_path / "work"])
    assert found == (str((tmp_path / name).resolve()),)


HIDDEN = "### BEGIN HIDDEN TESTS\nassert x == 'the hidden canary', 'x is off'\n### END HIDDEN TESTS"


# Each case starts nbgrader's own commands, for ten seconds and more.
@pytest.mark.slow
@pytest.mark.parametrize("hide", [False, True])
def test_hidden_tests_can_be_left_out_of_feedback(hide, tmp_path):
    settings = f"c.HideTests.enabled = {hide}\n"
    root = small_course(tmp_path / "course", {"p1": (["x = 1"], [HIDDEN])}, settings)
    assert graded(root, "p", *OURS)["ann", "p1", "test0"] == (0.0, False)
    made = in_this_process(root, "nbgrader", "generate_feedback", "p")
    assert made.returncode == 0, made.stderr
    page = (root / "feedback" / "ann" / "p" / "p1.html").read_text()
    copy = (root / "autograded" / "ann" / "p" / "p1.ipynb").read_text()
    assert ("the hidden canary" in page) is not hide
    assert ("the hidden canary" in copy) is not hide
    assert "x is off" in page


def test_a_course_that_is_not_plugged_in_is_told_how(tmp_path):
    done = in_this_process(course(tmp_path / "course", ours=False), *OURS, "p")
    assert done.returncode == 2
    assert "plug_in(c)" in done.stderr


def test_an_assignment_of_ones_own_may_have_a_name_of_ours(tmp_path):
    root = course(tmp_path / "course", ours=True)
    for place in ("source/dropout", "submitted/ann/dropout"):
        (root / place).mkdir(parents=True)
        made = written("dropout", ["x = 1"], ["assert x == 1"])
        nbformat.write(made, root / place / "dropout.ipynb")
    assert graded(root, "dropout", *OURS)["ann", "dropout", "test0"] == (2.0, False)


@pytest.mark.whole
def test_nbgraders_own_example_course_scores_the_same_cell_by_cell(tmp_path):
    results = []
    for name, how, ours in (("stock", STOCK, False), ("ours", OURS, True), ("plain", STOCK, True)):
        root = course(tmp_path / name, ours=ours)
        for folder in ("source", "submitted"):
            shutil.copytree(EXAMPLE / folder, root / folder)
        # The one whole course that the real commands grade.
        results.append(graded(root, "ps1", *how, run=in_own_process if ours else in_this_process))
    stock, ours, through_nbgrader = results
    assert len(stock) == 18
    assert ours == stock
    assert through_nbgrader == stock


@pytest.mark.whole
def test_every_corner_scores_as_in_stock_nbgrader(tmp_path):
    results = []
    for name, how, ours in (("stock", STOCK, False), ("ours", OURS, True)):
        root = course(tmp_path / name, ours=ours)
        for case in CASES:
            for place, make in (("source/tricky", book), ("submitted/ann/tricky", handed_in)):
                path = root / place / f"{case}.ipynb"
                path.parent.mkdir(parents=True, exist_ok=True)
                nbformat.write(make(case), path)
        (root / "source" / "tricky" / "data.json").write_text('{"a": 1}')
        (root / "submitted" / "ann" / "tricky" / "helper.py").write_text(
            "def twice(x): return 2 * x"
        )
        results.append(graded(root, "tricky", *how))
    stock, ours = results
    differ = {key: (stock[key], ours.get(key)) for key in stock if stock[key] != ours.get(key)}
    assert differ == {}
    assert len(stock) == sum(len(tests) + 2 for _, tests in CASES.values())


def test_a_course_may_have_folders_of_its_own(tmp_path):
    settings = (
        "c.CourseDirectory.submitted_directory = 'handed_in'\n"
        "c.CourseDirectory.directory_structure = '{nbgrader_step}/{assignment_id}/{student_id}'\n"
    )
    root = small_course(tmp_path / "course", {"p1": ([], ["1.5"])}, settings)
    (root / "handed_in" / "p").mkdir(parents=True)
    (root / "submitted" / "ann" / "p").rename(root / "handed_in" / "p" / "ann")
    assert graded(root, "p", *OURS)["ann", "p1", "test0"] == (1.5, False)
    assert (root / "autograded" / "p" / "ann" / "p1.ipynb").exists()


def test_imports_that_are_not_there_are_told(tmp_path):
    settings = "c.GradeSubmission.imports = ['no_such_library']\n"
    root = small_course(tmp_path / "course", {"p1": ([], ["1.5"])}, settings)
    release(root, "p")
    done = in_this_process(root, *OURS, "p")
    assert done.returncode == 1
    assert "`no_such_library`, which is not installed" in " ".join(done.stdout.split())


def test_files_beside_a_notebook_are_read_whatever_the_umask(tmp_path):
    plain = ["from helper import y", "t = open('data/a.txt').read()"]
    root = small_course(tmp_path / "course", {"p1": (plain, ["assert t == 'x'", "y"])})
    (root / "source" / "p" / "data").mkdir(mode=0o700)
    for name, text in (("data/a.txt", "x"), ("helper.py", "y = 1.0")):
        (root / "source" / "p" / name).write_text(text)
    before = os.umask(0o077)
    try:
        release(root, "p")
        with CourseFolder(root) as room:
            outcome = grade(room, "p", "ann").outcome
    finally:
        os.umask(before)
    assert {name: task.score for name, task in outcome.tasks.items()} == {"test0": 2, "test1": 1}


def test_a_run_that_we_lost_gives_nobody_full_marks(tmp_path, monkeypatch):
    root = small_course(tmp_path / "course", {"p1": ([], ["assert False"])})
    release(root, "p")
    with CourseFolder(root) as room:
        lose_a_run(room, monkeypatch)


def lose_a_run(room, monkeypatch):
    executor = room.services.executor
    real = executor.run

    def lost(*how, **more):
        outcome = real(*how, **more)
        outcome.outputs = {}
        return outcome

    with monkeypatch.context() as patched:
        patched.setattr(executor, "run", lost)
        refused = grade(room, "p", "ann")
    assert "no process of ours has run its cells" in refused.why
    # Nor is it remembered.
    assert grade(room, "p", "ann").outcome.score == 0
