"""A refusal of the sandbox is named: the verdict `forbidden` or `memory`, and one sentence."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.author.exercise import Limits
from autograder.gradebook import cell_tests
from autograder.judge import sandbox_errors
from autograder.judge.verdict import Verdict

FORBIDDEN, MEMORY = Verdict.FORBIDDEN, Verdict.MEMORY
# Code that a notebook tries, and the message that it gets.
TRIED = {
    "fork": ("import os\nos.fork()", FORBIDDEN, sandbox_errors.PROCESSES),
    "a program": ("import subprocess\nsubprocess.run('id')", FORBIDDEN, sandbox_errors.PROCESSES),
    "a program by popen": ("import os\nos.popen('id').read()", FORBIDDEN, sandbox_errors.PROCESSES),
    "a pool": (
        "import multiprocessing\nmultiprocessing.Pool(2)",
        FORBIDDEN,
        sandbox_errors.PROCESSES,
    ),
    "a pool of futures": (
        "from concurrent.futures import ProcessPoolExecutor\n"
        "list(ProcessPoolExecutor(2).map(abs, [1]))",
        FORBIDDEN,
        sandbox_errors.PROCESSES,
    ),
    "a manager": (
        "import multiprocessing\nmultiprocessing.Manager()",
        FORBIDDEN,
        sandbox_errors.PROCESSES,
    ),
    "an error of its own about it": (
        "import os\ntry:\n    os.fork()\nexcept OSError as error:\n    raise ValueError('no') from error",
        FORBIDDEN,
        sandbox_errors.PROCESSES,
    ),
    "a socket": ("import socket\nsocket.socket()", FORBIDDEN, sandbox_errors.NETWORK),
    "a host": (
        "import socket\nsocket.getaddrinfo('example.org', 80)",
        FORBIDDEN,
        sandbox_errors.NETWORK,
    ),
    "a page": (
        "import urllib.request\nurllib.request.urlopen('http://example.org')",
        FORBIDDEN,
        sandbox_errors.NETWORK,
    ),
    "threads": (
        "import threading\ndone = threading.Event()\ntry:\n    for _ in range(1000):\n"
        "        threading.Thread(target=done.wait).start()\nfinally:\n    done.set()",
        FORBIDDEN,
        sandbox_errors.THREADS,
    ),
    "another's file": ("open('/etc/shadow')", FORBIDDEN, sandbox_errors.FILES),
    "data elsewhere": ("open('/home/me/data.csv')", FORBIDDEN, sandbox_errors.FILES),
    "data above": ("open('../data.csv')", FORBIDDEN, sandbox_errors.FILES),
    "writing elsewhere": ("open('../mine.txt', 'w')", FORBIDDEN, sandbox_errors.FILES),
    "a folder elsewhere": ("import os\nos.mkdir('/mine')", FORBIDDEN, sandbox_errors.FILES),
    "an array": ("np.ones(1 << 30)", MEMORY, sandbox_errors.MEMORY),
    "bytes": ("bytearray(1 << 33)", MEMORY, sandbox_errors.MEMORY),
    "a mapping": ("import mmap\nmmap.mmap(-1, 1 << 33)", MEMORY, sandbox_errors.MEMORY),
}
# A mistake of one's own, of a kind that is near.
NOT_THE_WALL = ["open('nothere.csv')", "1 / 0", "int('[Errno 2]')", "open('sub/nothere.csv')"]


def in_answer(code):
    return "def square(x):\n    " + code.replace("\n", "\n    ")


@pytest.mark.parametrize("what", TRIED)
def test_a_task_is_told_which_wall_it_met(grade, what):
    code, verdict, sentence = TRIED[what]
    task = grade(square=in_answer(code)).tasks["square"]
    assert task.verdict is verdict, task.records
    assert any(record.message.endswith(sentence) for record in task.records), task.records
    assert task.score == 0


@pytest.mark.parametrize("code", NOT_THE_WALL)
def test_a_mistake_is_not_the_walls(grade, code):
    assert grade(square=in_answer(code)).tasks["square"].verdict is Verdict.ERROR


@pytest.mark.parametrize("name", ["PermissionError", "MemoryError", "gaierror"])
def test_a_wall_that_is_claimed_earns_nothing(grade, name):
    description = f"class {name}(Exception): pass\ndef square(x):\n    "
    half = grade(
        square=f"{description}if x.ndim > 1: raise {name}('Operation not permitted')\n    return x * x"
    )
    wrong = grade(square=f"{description}return x * x if x.ndim == 1 else 0")
    assert half.tasks["square"].verdict in (FORBIDDEN, MEMORY)
    assert half.tasks["square"].score <= wrong.tasks["square"].score < 4


@pytest.mark.parametrize(
    ("kind", "message", "trail", "sentence"),
    [
        ("RuntimeError", "std::bad_alloc", "", sandbox_errors.MEMORY),
        ("ResourceExhaustedError", "{{function_node}} OOM", "", sandbox_errors.MEMORY),
        ("XlaRuntimeError", "RESOURCE_EXHAUSTED: Out of memory", "", sandbox_errors.MEMORY),
        (
            "RuntimeError",
            "DefaultCPUAllocator: can't allocate memory: you tried",
            "",
            sandbox_errors.MEMORY,
        ),
        ("OSError", "[Errno 12] Cannot allocate memory", "", sandbox_errors.MEMORY),
        (
            "PermissionError",
            "[Errno 1] Operation not permitted",
            "joblib/parallel.py",
            sandbox_errors.PROCESSES,
        ),
        (
            "PermissionError",
            "[Errno 1] Operation not permitted",
            "torch/utils/data/dataloader.py\nmultiprocessing/popen_fork.py",
            sandbox_errors.PROCESSES,
        ),
        (
            "BlockingIOError",
            "[Errno 11] Resource temporarily unavailable",
            "os.fork()",
            sandbox_errors.PROCESSES,
        ),
        (
            "ConnectionError",
            "Max retries exceeded with url: /",
            "requests/adapters.py",
            sandbox_errors.NETWORK,
        ),
        ("FileNotFoundError", "/data/x.csv not found.", "", sandbox_errors.FILES),
        ("PermissionError", "mine", "", sandbox_errors.ANYTHING),
    ],
)
def test_errors_of_libraries_that_met_the_wall(kind, message, trail, sentence):
    assert sandbox_errors.refusal([kind], message, trail).sentence == sentence


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("BlockingIOError", "[Errno 35] no data"),
        ("FileNotFoundError", "[Errno 2] No such file or directory: '/box/data.csv'"),
        ("FileNotFoundError", "[Errno 2] No such file or directory: '/tmp/heldout-a/box-b/c'"),
        ("ValueError", "'/data' is no number"),
    ],
)
def test_errors_that_have_nothing_to_do_with_it(kind, message):
    assert sandbox_errors.refusal([kind], message, "") is None


def graded(name, points=2):
    marks = {"schema_version": 3, "grade_id": name, "points": points, "grade": True}
    return {"nbgrader": marks | {"solution": False, "locked": True, "task": False}}


@pytest.fixture
def scored(cached_grader, tmp_path):
    """Run an ordinary notebook: a cell, and tests; give the notebook and the tests' outcomes."""

    def run(plain, *tests):
        cells = [new_code_cell("import numpy as np"), new_code_cell(plain)]
        cells += [new_code_cell(test, metadata=graded(f"t{i}")) for i, test in enumerate(tests)]
        nb = new_notebook(cells=cells)
        folder = tmp_path / "files"
        folder.mkdir()
        limits = Limits(cell_seconds=10, memory_mib=256)
        outcome = cell_tests.run(
            nb, "p", folder, cached_grader, imports=("numpy", "IPython"), limits=limits
        )
        shown = nbformat.from_dict(nb)
        cell_tests.write_outputs(shown, outcome)
        return shown, list(outcome.tasks.values())

    return run


@pytest.mark.parametrize("what", TRIED)
def test_a_test_of_an_ordinary_notebook_is_told_which_wall_it_met(scored, what):
    code, verdict, sentence = TRIED[what]
    shown, tasks = scored(in_answer(code), "square(1)", "assert True")
    assert [(task.verdict, task.score) for task in tasks] == [(verdict, 0), (Verdict.PASS, 2)]
    assert tasks[0].note == sentence
    # Where it is read: beneath what the cell has shown.
    assert shown.cells[2].outputs[-1].traceback[-1] == sentence


def test_a_test_that_misses_what_a_refused_cell_would_have_made_is_told(scored):
    load = "table = np.loadtxt('/home/me/data.csv')"
    _, tasks = scored(load, "assert table.size", "assert 1 == 2", "misspelt")
    assert [task.verdict for task in tasks] == [FORBIDDEN, Verdict.WRONG, Verdict.WRONG]
    assert tasks[0].note == sandbox_errors.FILES


@pytest.mark.parametrize("name", ["pass", "broken", "forbidden", "blank"])
def test_an_error_that_is_called_like_a_verdict_is_none(scored, name):
    _, (task,) = scored("x = 1", f"raise type({name!r}, (Exception,), {{}})('mine')")
    assert (task.verdict, task.score) == (Verdict.WRONG, 0)
