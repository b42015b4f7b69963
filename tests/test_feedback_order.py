"""Which failed checks feedback shows at once, and which ones it folds up."""

import re

from autograder.feedback import feedback
from autograder.feedback.html_cleaning import clean_html
from autograder.judge.outcome import CheckRecord, TaskOutcome
from autograder.judge.verdict import Verdict
from course import card
from course.card import CLAIM, Fold


def failed(toy, *checks):
    """Judge a task by failed checks; each is a name and the fields that matter."""
    records = [CheckRecord(name, "square", Verdict.WRONG, name, **more) for name, more in checks]
    return TaskOutcome.of(toy.task("square"), records)


def claims(rows):
    return [words for label, words in rows if label == CLAIM]


def shown_and_folded(task, toy):
    rows = feedback.lines(task, toy)
    folds = [row for row in rows if isinstance(row, Fold)]
    shown = claims(row for row in rows if not isinstance(row, Fold))
    return shown, [(fold.words, claims(fold.rows)) for fold in folds]


def test_a_few_checks_are_all_shown(toy):
    task = failed(toy, ("a", {}), ("b", {}), ("c", {}), ("d", {}))
    assert shown_and_folded(task, toy) == (["a", "b", "c", "d"], [])


def test_the_main_point_comes_first_and_promises_last(toy):
    task = failed(toy, ("a", {"promise": True}), ("b", {}), ("c", {"main": True}))
    assert shown_and_folded(task, toy)[0] == ["c", "b", "a"]


def test_many_checks_are_folded_up_and_none_is_lost(toy):
    task = failed(toy, *((name, {}) for name in "abcdef"))
    shown, folds = shown_and_folded(task, toy)
    assert shown == ["a", "b", "c"]
    assert folds == [("3 more of the checks fail, perhaps for the same reason.", ["d", "e", "f"])]
    text = feedback.text(task, toy)
    assert all(f"\n{CLAIM}: {name}" in text for name in "abcdef")


def test_what_fails_by_the_recognised_mistake_is_shown_once(toy):
    by_it = {"misconception": "doubled", "draws": 2}
    task = failed(toy, ("a", {}), ("b", by_it), ("c", by_it), ("d", by_it))
    shown, folds = shown_and_folded(task, toy)
    assert shown == ["b", "a"]
    assert folds == [("2 more of the checks fail, by the same mistake.", ["c", "d"])]


def test_a_fold_opens_on_a_page_without_a_script():
    rows = [("", "first"), Fold("2 more", ((CLAIM, "<b>"), ("Called", "f(1)")))]
    html = card.html(card.BAD, "square", rows)
    # Pages may hide the triangle, so words say that it opens.
    assert re.search("<summary>2 more <span style=.*>Click to open.</span></summary>", html)
    assert "&lt;b&gt;" in html
    assert "<script" not in html
    assert "<details" in clean_html(html)
    assert "f(1)</code></div></details>" in clean_html(html)


def test_a_measured_number_stands_beside_what_is_asked_for(toy):
    told = feedback.text(failed(toy, ("a", {"measured": "0.08", "limit": "at most 0.06"})), toy)
    assert "\nMeasured: 0.08 (passes: at most 0.06)" in told
    assert (
        "\nMeasured: 0.08\n" in feedback.text(failed(toy, ("a", {"measured": "0.08"})), toy) + "\n"
    )
