"""Each task finds its surroundings as they were before the first cell, whatever the cells have done."""

import time

import pytest
from cells import in_cells

from autograder.author import sample
from autograder.judge.verdict import Verdict
from autograder.worker.surroundings import Surroundings

# A change that a free cell leaves behind, and an expression that tells whether it was undone.
CHANGES = {
    "folder": ("%cd /", "os.getcwd() == box"),
    "folder by hand": ("os.chdir('/')", "os.getcwd() == box"),
    "environment": ("os.environ['TMPDIR'] = '/no'", "os.environ['TMPDIR'] == box"),
    "environment gone": ("os.environ.clear()", "'TMPDIR' in os.environ"),
    "environment replaced": ("os.environ = {}", "'TMPDIR' in os.environ"),
    "mask": ("os.umask(0o777)", "os.umask(0) != 0o777"),
    "import path": ("sys.path.clear()", "len(sys.path) > 1"),
    "recursion": (
        "import inspect\nsys.setrecursionlimit(len(inspect.stack()) + 40)",
        "sys.getrecursionlimit() >= 1000",
    ),
    "switching": ("sys.setswitchinterval(5)", "sys.getswitchinterval() < 1"),
    "stdout": ("sys.stdout = sys.__stdout__ = None", "sys.stdout is not None"),
    "collector": ("import gc\ngc.disable()", "gc.isenabled()"),
    "warnings": ("import warnings\nwarnings.simplefilter('error')", "warnings.warn('x') is None"),
    "signals": (
        "import signal\nsignal.signal(signal.SIGALRM, lambda *_: 1 / 0)\nsignal.alarm(100)",
        "signal.alarm(0) == 0 and signal.getsignal(signal.SIGALRM) == signal.SIG_DFL",
    ),
    "NumPy's errors": ("np.seterr(all='raise')", "np.float64(1) / 0 > 0"),
    "NumPy's printing": ("np.set_printoptions(precision=1)", "'123' in str(np.array([0.123]))"),
    "decimals": (
        "import decimal\ndecimal.getcontext().prec = 1",
        "decimal.getcontext().prec == 28",
    ),
    "locale": (
        "import locale\nlocale.setlocale(locale.LC_ALL, 'C')",
        "locale.setlocale(locale.LC_ALL) != 'C'",
    ),
    "a function of Python's": ("import builtins\nbuiltins.pow = 3", "pow(2, 2) == 4"),
    "logging": ("import logging\nlogging.disable(50)", "logging.root.manager.disable == 0"),
    "NumPy's generator": (
        "np.random.set_bit_generator(np.random.PCG64(1))",
        "np.random.get_state()[0] == 'MT19937'",
    ),
    "seeds": ("np.random.seed = None", "np.random.seed(3) is None"),
    "limits": (
        "import resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (20, 100))",
        "__import__('resource').getrlimit(7)[0] == 100",
    ),
    "tracing": ("sys.settrace(lambda *_: 1 / 0)", "sys.gettrace() is None"),
}
SQUARE = """import os, sys, gc, decimal, locale, logging, signal, warnings
def square(x):
    if not ({}):
        raise LookupError("it was not put back")
    return x * x"""


@pytest.mark.parametrize("change", CHANGES)
def test_a_task_finds_what_a_cell_has_changed_put_back(grade, change):
    cell, holds = CHANGES[change]
    outcome = grade("import os, sys\nbox = os.getcwd()", cell, square=SQUARE.format(holds))
    assert outcome.score == 6, [record.message for record in outcome.tasks["square"].records]


MOVES = """import os
calls_of_{0} = []
def {0}(x):
    assert calls_of_{0} or os.getcwd() != "/"
    calls_of_{0}.append(os.chdir("/"))
    return {1}"""


def test_what_an_earlier_task_has_changed_is_put_back_for_the_next(grade):
    moving = {"square": MOVES.format("square", "x * x"), "total": MOVES.format("total", "0.0")}
    tasks = grade(**moving).tasks
    assert tasks["square"].verdict is Verdict.PASS
    assert tasks["total"].verdict is Verdict.WRONG


ADDED = """import os, sys
os.environ['MINE'] = 'kept'
sys.path.append('/box/mine')
sys.setrecursionlimit(20_000)"""
NEEDS = """
def square(x):
    assert os.environ['MINE'] == 'kept' and '/box/mine' in sys.path
    assert sys.getrecursionlimit() == 20_000
    return x * x"""


def test_what_a_cell_has_added_stays_for_the_function_that_needs_it(grade):
    assert grade(ADDED, square=NEEDS).score == 6


HOSTILE = [
    "import os\nfor name in list(vars(os)):\n    if name != 'urandom': delattr(os, name)",
    "import sys\nsys.modules.clear()",
    "import contextlib, builtins\nbuiltins.issubclass = builtins.isinstance = None",
    "import random\nrandom.seed = lambda *_: exit()",
    "from autograder.session import surroundings\n"
    "surroundings.Surroundings.put_back = lambda self: 1 / 0",
]


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_notebook_that_breaks_it_costs_nobody_but_itself(grade, cell):
    outcome = grade(cell)
    assert all(task.verdict is not Verdict.BROKEN for task in outcome.tasks.values())
    assert outcome.score is not None


OF_KERAS = """import numpy, tensorflow as tf
keras.mixed_precision.set_global_policy("mixed_float16")
keras.config.set_floatx("float16")
keras.config.set_epsilon(0.5)
keras.config.set_image_data_format("channels_first")
keras.config.enable_unsafe_deserialization()
keras.config.disable_traceback_filtering()
tf.config.run_functions_eagerly(True)
tf.config.experimental.enable_op_determinism()
tf.data.experimental.enable_debug_mode()
tf.compat.v1.disable_eager_execution()
%matplotlib inline
import matplotlib"""
AS_IT_WAS = """
def line():
    assert keras.config.dtype_policy().name == keras.config.floatx() == "float32"
    assert keras.config.epsilon() == 1e-7
    assert keras.config.image_data_format() == "channels_last"
    assert keras.config.is_traceback_filtering_enabled()
    assert not tf.config.functions_run_eagerly()
    assert tf.executing_eagerly()
    from tensorflow.python.framework.config import is_op_determinism_enabled
    from tensorflow.python.data.ops import debug_mode
    assert not is_op_determinism_enabled() and not debug_mode.DEBUG_MODE
    from keras.src.saving import serialization_lib
    assert serialization_lib.in_safe_mode() is None
"""


def test_keras_and_tensorflow_are_as_they_were(models, supervisor):
    answers = sample.reference(models)
    body = answers["line"].partition("\n")[2]
    answers["line"] = f"{OF_KERAS}{AS_IT_WAS}{body}"
    outcome = supervisor.grade(models, in_cells(models, answers))
    assert outcome.score == outcome.points, [
        record for task in outcome.tasks.values() for record in task.records
    ]


def test_pictures_are_drawn_as_before():
    matplotlib = pytest.importorskip("matplotlib")
    put_back = Surroundings().put_back
    before = matplotlib.rcParams["lines.linewidth"]
    matplotlib.rcParams["lines.linewidth"] = before + 1
    put_back()
    assert matplotlib.rcParams["lines.linewidth"] == before


def test_a_task_does_not_wait_for_it():
    surroundings = Surroundings()
    # This thread's own time, which does not pass while others have the cores.
    started = time.thread_time()
    for _ in range(100):
        surroundings.put_back()
    # A tenth of this was measured.
    assert time.thread_time() - started < 0.2
