"""*Not started* has one rule: the visible checks and the hidden ones sort each answer alike."""

import linecache

import pytest

from autograder.judge.verdict import Verdict
from course.exercise import Exercise

CELL = "<a cell that stubs are in>"
STUBS = {
    "released": "raise NotImplementedError",
    "called": "raise NotImplementedError()",
    "comment": "raise NotImplementedError  # your answer",
    "called-and-comment": "raise NotImplementedError()  # TODO",
    "docstring": '"""The square."""\n    raise NotImplementedError',
    "pass-before": "pass\n    raise NotImplementedError",
    "one-line": "if True: raise NotImplementedError",
    "semicolon": "raise NotImplementedError;",
}
STARTED = {
    "message": "raise NotImplementedError('no kernel')",
    "another": "raise RuntimeError",
    "from": "raise NotImplementedError from None",
}
CASES = [(text, True) for text in STUBS.values()] + [(text, False) for text in STARTED.values()]


@pytest.mark.parametrize(("body", "is_stub"), CASES, ids=[*STUBS, *STARTED])
def test_a_stub_is_not_started_for_both(capsys, monkeypatch, toy, grade, body, is_stub):
    text = f"def square(x):\n    {body}"
    verdict = grade(square=text).tasks["square"].verdict
    names = {"check": Exercise(toy.folder).check}
    # As IPython does: the source of a cell can be read by its file's name.
    lines = text.splitlines(keepends=True)
    monkeypatch.setitem(linecache.cache, CELL, (len(text), None, lines, CELL))
    exec(compile(text, CELL, "exec"), names)
    exec("check('square')", names)
    assert (verdict is Verdict.BLANK, "not started" in capsys.readouterr().out) == (
        is_stub,
        is_stub,
    )
