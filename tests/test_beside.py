"""Hidden checks asked of a learner's own process: it answers, is interrupted, and goes on."""

import os
import random
import re
import sys
import threading

import nbformat
import numpy as np
import pytest
from conftest import TOY

from autograder.author.catalogue import Catalogue
from autograder.practice import in_kernel
from course import progress_file
from course.card import Card
from course.exercise import Exercise, Interrupted

# Words must be refused, which no visible check tries.
LENIENT = "def square(x): return x if isinstance(x, str) else x * x\n"
STOP = "def stop(): raise KeyboardInterrupt\n"
ENDLESS = "def square(x):\n    while isinstance(x, str): pass\n    return x * x\n"
# As Ctrl-C while the answer runs, however busy the machine is.
INTERRUPTED = (
    "import _thread\n"
    "def square(x):\n"
    "    if isinstance(x, str): _thread.interrupt_main()\n"
    "    while isinstance(x, str): pass\n"
    "    return x * x\n"
)


@pytest.fixture
def check(toy, monkeypatch, tmp_path):
    """Define something, `check` a task of the toy, and give what is shown."""
    monkeypatch.setattr(Catalogue, "default", lambda: Catalogue.at(TOY))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    shown = []
    monkeypatch.setattr(Card, "show", lambda card: shown.append(card))

    def run(cell, task="square"):
        names = {"check": Exercise(toy.folder).check}
        exec(compile(cell, "<cell>", "exec"), names)
        exec(f"check({task!r})", names)
        return str(shown.pop())

    yield run
    in_kernel._supervisor().close()
    in_kernel._supervisor.cache_clear()


def test_a_right_answer_passes_all_checks(check):
    told = check("import numpy as np\ndef square(x): return np.asarray(x + 0.0) * x\n")
    assert "4 of 4 checks pass" in told
    assert progress_file.read()["squares"]["square"]["outcome"] == progress_file.PASSED


def test_what_the_visible_checks_miss_is_told(check):
    told = check(LENIENT)
    assert "3 of 4 checks pass" in told
    assert "A word has no square." in told
    assert progress_file.read()["squares"]["square"]["outcome"] == progress_file.NOT_YET


def test_the_visible_checks_come_first(check):
    told = check("def square(x): return x + x\n")
    assert "hint(" in told
    assert "checks pass" not in told


def test_an_endless_answer_is_stopped_and_the_next_is_judged(check):
    assert "took too long" in check(ENDLESS)
    assert "3 of 4 checks pass" in check(LENIENT)


def test_whoever_interrupts_the_cell_gets_it_back(check):
    with pytest.raises(KeyboardInterrupt):
        check(INTERRUPTED)
    assert "squares" not in progress_file.read()
    assert "3 of 4 checks pass" in check(LENIENT)


def test_an_interrupt_is_told_in_a_card_that_names_the_line(check, toy, monkeypatch):
    told = []
    monkeypatch.setattr(Card, "show", lambda card: told.append(str(card)))
    with pytest.raises(Interrupted) as raised:
        check(INTERRUPTED)
    (sentence,) = told
    assert re.fullmatch(r"Interrupted while `square` was running, line [34]\.", sentence)
    # The method that IPython calls on an exception.
    assert raised.value._render_traceback_() == ["KeyboardInterrupt"]


def test_failed_hidden_checks_have_the_signs_of_visible_ones(check, toy):
    told = check(LENIENT)
    assert "✗ Expected of your answer: A word has no square." in told
    assert 'hint("square") has a question for you.' in told
    assert "Hint: " not in told
    progress_file.write("squares", "square", hints=2)
    assert "hint(" not in check(LENIENT)


def test_a_helper_that_was_not_run_is_no_mistake_of_the_learner(check, monkeypatch, tmp_path):
    own = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("def helper(x): return x")])
    nbformat.write(own, tmp_path / "mine.ipynb")
    cell = "def square(x): return helper(x) if isinstance(x, str) else x * x\n"
    assert "It raised `NameError`" in check(cell)
    progress_file.write("squares", "square", outcome=progress_file.NOT_STARTED)
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "mine.ipynb"))
    assert check(cell.replace(" if isinstance(x, str) else x * x", "")) == check(cell)
    told = check(cell)
    assert told == "○ square: not run yet.\n`helper` is not defined: run the cell that defines it."
    assert progress_file.read()["squares"]["square"]["outcome"] == progress_file.NOT_STARTED


def test_the_notebook_is_as_it_was(check, capsys):
    folder = os.getcwd()
    random.seed(1)
    np.random.seed(1)
    expected = random.Random(1).random(), np.random.RandomState(1).random()
    cell = "def square(x):\n    print('!')\n    open('litter', 'w').close()\n    raise TypeError"
    # The visible check would stop there.
    in_kernel.check("squares", "square", vars(sys.modules[__name__]) | defined(cell))
    assert (random.random(), np.random.random()) == expected
    assert os.getcwd() == folder
    assert "litter" not in os.listdir()
    assert capsys.readouterr().out == ""


def defined(cell):
    names = {}
    exec(cell, names)
    return names


def test_a_workers_own_check_asks_nobody(check, monkeypatch):
    monkeypatch.setenv("HELDOUT_PROGRESS", "")
    assert "the visible checks pass" in check(LENIENT)


def test_an_exercise_of_others_has_visible_checks_alone(check, monkeypatch):
    monkeypatch.setattr(Catalogue, "default", lambda: Catalogue.at(TOY.with_name("toy_models")))
    assert "the visible checks pass" in check(LENIENT)


def test_an_answer_may_raise_what_an_interrupt_raises(check):
    told = check(LENIENT.replace("x if isinstance(x, str)", "stop() if isinstance(x, str)") + STOP)
    assert "3 of 4 checks pass" in told
    assert "KeyboardInterrupt" in told


def test_what_was_prepared_in_a_thread_judges_the_first_check(check, toy, monkeypatch):
    begun, real = [], threading.Thread.start
    monkeypatch.setattr(threading.Thread, "start", lambda self: begun.append(self) or real(self))
    Exercise(toy.folder).prepare()
    assert [thread.name for thread in begun] == ["heldout"]
    begun[0].join()
    supervisor = in_kernel._supervisor()
    assert supervisor.grader_zygote.ready
    assert "3 of 4 checks pass" in check(LENIENT)
    assert in_kernel._supervisor() is supervisor


def test_a_worker_prepares_nothing(toy, monkeypatch):
    monkeypatch.setenv("HELDOUT_PROGRESS", "")
    monkeypatch.setattr(threading.Thread, "start", lambda self: pytest.fail("a thread"))
    Exercise(toy.folder).prepare()


def test_what_cannot_be_prepared_is_told_by_check(monkeypatch):
    monkeypatch.setattr(in_kernel, "_supervisor", lambda: 1 / 0)
    in_kernel.prepare()
