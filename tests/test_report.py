"""The instructor's page: its counts are the class's, nothing of a student's is markup, nothing is loaded."""

import json
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.author import sample, sample_header
from autograder.cli.app import app
from autograder.gradebook.final_score import Final, Mark
from autograder.gradebook.journal_rows import Usage
from autograder.judge.outcome import CheckRecord, TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.report import page, submission_status, summary
from autograder.report.similarity import Match, Pair
from autograder.report.submission_status import SubmissionStatus
from autograder.report.summary import Success

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

NOBODY = SubmissionStatus(None, (), (), (), ())
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
EVIL = '<script>alert("me")</script>'


class Elements(HTMLParser):
    """The tags and attributes of a page, and its text without tags."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text = Counter(), [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags[tag] += 1
        self.attributes += attributes

    def handle_data(self, data):
        self.text += data


def outcome(task, verdict, misconception="", message=""):
    """A task's outcome of two checks: one passes, or, in a blank, none."""
    if verdict is WAITING:
        return TaskOutcome(task, (), verdict, None)
    first = Verdict.BLANK if verdict is Verdict.BLANK else Verdict.PASS
    records = [
        CheckRecord("test_one", task.name, first, "one"),
        CheckRecord(
            "test_two",
            task.name,
            verdict,
            "two",
            message=message or "two",
            misconception=misconception,
            draws=2,
        ),
    ]
    return TaskOutcome.of(task, records)


def graded(toy, **verdicts):
    """A class: for each student the verdicts of `square` and `total`."""
    return {
        student: {
            task.name: outcome(task, verdict) for task, verdict in zip(toy.tasks, both, strict=True)
        }
        for student, both in verdicts.items()
    }


PASS, WRONG, BLANK, BROKEN = Verdict.PASS, Verdict.WRONG, Verdict.BLANK, Verdict.BROKEN
WAITING = Verdict.WAITING


@pytest.fixture
def small(toy):
    return graded(
        toy, ann=(PASS, PASS), bob=(PASS, WRONG), cyd=(WRONG, BLANK), dan=(BLANK, BLANK),
        eve=(PASS, BROKEN),
    )  # fmt: skip


def final(tasks, penalty=0.0, by_hand=None):
    """The gradebook's scores for such outcomes."""
    marks = {
        ("squares", f"{name}-score"): Mark(task.score, (by_hand or {}).get(name))
        for name, task in tasks.items()
    }
    return Final(penalty, marks)


def sum_up(toy, graded, usage=(), status=NOBODY, pairs=(), answers=None, finals=None):
    found = finals or {student: final(tasks) for student, tasks in graded.items()}
    return summary.of(toy, graded, usage, status, pairs, answers or {}, found)


def shown(*summaries):
    return page.render(summaries, "maths", NOW)


def test_the_counts_are_those_of_the_class(toy, small):
    found = sum_up(toy, small)
    # 6 points in all; `total` is all or nothing, half of `square` is 2.
    assert sorted(found.scores) == [0, 2, 4, 6]
    assert found.bins == [1] + [0] * 5 + [1] + [0] * 6 + [1] + [0] * 5 + [1]
    assert found.total == Success("all tasks", 6, full=1, part=2, none=1, unscored=1)
    assert found.tasks == (
        Success("square", 4, full=3, part=1, none=1, unscored=0),
        Success("total", 2, full=1, part=0, none=3, unscored=1),
    )
    assert found.verdicts["square"] == {PASS: 3, WRONG: 1, BLANK: 1}
    assert found.verdicts["total"] == {PASS: 1, WRONG: 1, BLANK: 2, BROKEN: 1}
    assert found.median == 3


def test_extra_credit_is_drawn_with_full_marks(toy, small):
    marks = {("squares", "square-score"): Mark(4, extra=3.0), ("squares", "total-score"): Mark(2)}
    found = sum_up(toy, {"ann": small["ann"]}, finals={"ann": Final(0, marks)})
    assert (found.scores, found.bins[-1], sum(found.bins)) == ((9,), 1, 1)


def test_scores_are_those_of_the_gradebook(toy, small):
    finals = {student: final(tasks) for student, tasks in small.items()}
    finals["ann"] = final(small["ann"], penalty=1.5)
    finals["dan"] = final(small["dan"], by_hand={"square": 3.0})
    found = sum_up(toy, small, finals=finals)
    assert sorted(found.scores) == [2, 3, 4, 4.5]
    assert found.tasks[0] == Success("square", 4, full=3, part=2, none=0, unscored=0)
    assert (found.marked_by_hand, found.penalised) == (1, 1)
    text = Elements(shown(found)).text
    assert "Students with a mark by hand: 1. Students with a late penalty: 1." in text


def test_an_answer_that_a_person_has_marked_waits_no_more(toy):
    waiting = graded(toy, ann=(PASS, WAITING), bob=(PASS, WAITING))
    marks = {student: final(tasks) for student, tasks in waiting.items()}
    marks["ann"] = final(waiting["ann"], by_hand={"total": 2.0})
    found = sum_up(toy, waiting, finals=marks)
    assert found.verdicts["total"] == {WAITING: 1}
    assert found.tasks[1] == Success("total", 2, full=1, part=0, none=0, unscored=1)


def test_each_plot_has_its_table(toy, small):
    html = shown(sum_up(toy, small))
    elements = Elements(html)
    # Scores; success of all and of two tasks; verdicts of two tasks. The others are legends.
    assert elements.tags["svg"] - html.count("aria-hidden") == 6
    assert html.count('<svg class="plot"') == 1
    for part in (
        "full marks: 3. some: 1. nothing: 1. ",
        "pass: 1. wrong: 1. blank: 2. broken: 1. ",
    ):
        assert f'aria-label="{part}"' in html
    assert '<rect x="60.00%" width="20.00%"' in html
    assert "3 <small>60 %</small>" in html
    assert "1 have no score yet" in html


def test_a_misconception_has_its_sentence_and_who_holds_it(toy):
    square = toy.task("square")
    failing = outcome(square, WRONG, misconception="doubled")
    # Nobody has named it, but both of its checks fail as those of `doubled` do.
    likely = TaskOutcome.of(
        square,
        [
            CheckRecord("test_each_number_is_squared", "square", WRONG, "", message="x squared is x times x."),
            CheckRecord("test_words_are_refused", "square", WRONG, "", message='square("three") should raise a `TypeError`.'),
        ],
    )  # fmt: skip
    class_of = {"ann": {"square": failing}, "bob": {"square": failing}, "cyd": {"square": likely}}
    (held,) = sum_up(toy, class_of).misconceptions
    assert held.sentence == sample_header.diagnoses(toy)["doubled"]
    assert (held.recognised, held.likely) == (("ann", "bob"), ("cyd",))
    text = Elements(shown(sum_up(toy, class_of))).text
    assert "recognised: 2" in text
    assert "likely: 1" in text


def test_what_students_write_is_no_markup(toy):
    mean = outcome(toy.task("square"), WRONG, message=EVIL)
    known = outcome(toy.task("total"), WRONG, misconception="mean")
    found = sum_up(
        toy,
        {EVIL: {"square": mean, "total": known}, "bob": {"square": mean, "total": known}},
        status=SubmissionStatus(NOW, ((EVIL, 2.0),), (EVIL,), (EVIL,), (EVIL,)),
        pairs=[Pair(EVIL, "bob", (Match("square", 0.9, 8.0),))],
        answers={EVIL: {"square": f"x = '{EVIL}' # \u202e"}, "bob": {"square": EVIL}},
    )
    html = shown(found)
    elements = Elements(html)
    assert elements.tags["script"] == 0
    # Late, missing, waiting, by hand, held, unknown: name and sentence; pair: names, twice, and the answers.
    assert elements.text.count(EVIL) == 4 + 1 + 2 + 2 + 2
    assert "\u202e" not in html
    assert elements.tags["h4"] == 1


def test_words_between_backticks_are_code_and_no_markup():
    assert page.quoted("Your `<b>` is `x`, a`b.") == (
        "Your <code>&lt;b&gt;</code> is <code>x</code>, a`b."
    )


def test_nothing_is_loaded_from_anywhere(toy, small):
    html = shown(sum_up(toy, small))
    elements = Elements(html)
    links = [value for name, value in elements.attributes if name in ("src", "href", "srcset")]
    assert links == ["#squares"]
    assert "http:" not in html
    assert "https:" not in html
    assert "url(" not in html
    assert "@import" not in html
    assert not elements.tags.keys() & {"script", "link", "iframe", "img", "object", "form"}
    assert dict(elements.attributes)["content"]
    assert "default-src 'none'" in html.partition("<title>")[0]


def test_costs_are_told_as_far_as_they_are_known(toy, small):
    usage = [Usage(f"s{n}", float(n), None, 300.0) for n in range(1, 12)] + [
        Usage("new", *[None] * 3)
    ]
    seconds, memory = sum_up(toy, small, usage).percentiles
    assert (seconds.known, seconds.median, seconds.ninth, seconds.most) == (11, 6, 10, 11)
    assert (memory.unit, memory.most) == ("MiB", 300)
    assert "has no run that has ended" in shown(sum_up(toy, small))


def test_shares_near_nothing_and_all_are_told_from_them():
    assert [page.percent(n, 1000) for n in (0, 1, 10, 500, 999, 1000)] == [
        "0 %", "< 1 %", "1 %", "50 %", "> 99 %", "100 %",
    ]  # fmt: skip
    assert page.percent(0, 0) == "–"


def test_an_exercise_that_nobody_has_a_score_in_is_shown(toy):
    html = shown(sum_up(toy, graded(toy, ann=(BROKEN, BROKEN))))
    assert "1 have no score yet" in html


def test_a_graded_class_becomes_a_page(room, submit, mark, toy, monkeypatch, tmp_path):
    lines = "".join(f"    y = y + x ** {n} - np.sin({n} * x)\n" for n in range(9))
    copied = "def square(x):\n    y = x\n" + lines + "    return y"
    renamed = copied.replace("y", "my_own").replace("my_own = x\n", "my_own = x  # mine\n")
    submit("ann", sample.reference(toy))
    submit("bob", sample.reference(toy) | {"square": copied})
    submit("cyd", sample.reference(toy) | {"square": renamed})
    submit("dan", sample.reference(toy))
    for student in ("ann", "bob", "cyd"):
        mark(student)
    with Gradebook(room.coursedir.db_url, room.coursedir.course_id) as book:
        book.add_student("eve")
        due = datetime(2026, 1, 1)
        book.update_or_create_assignment("squares", duedate=due)
        book.find_submission("squares", "ann").timestamp = due + timedelta(hours=3)
        book.find_submission("squares", "bob").timestamp = due - timedelta(hours=3)
        book.db.commit()
    came = submission_status.read(
        room, "squares", ["ann", "bob", "cyd"], room.ledger("squares").standing
    )
    used = room.journal.usage("squares")
    assert [each.student for each in used] == ["ann", "bob", "cyd"]
    assert all(each.student_seconds > 0 and each.peak_mib > 1 for each in used)
    assert came == SubmissionStatus(due, (("ann", 3.0),), ("eve",), ("dan",), ())
    monkeypatch.chdir(room.root)
    told = CliRunner().invoke(app, ["report", "--html", "page.html"])
    assert told.exit_code == 0, told.output
    assert "Wrote page.html: 1 exercise(s)" in told.output
    text = Elements((room.root / "page.html").read_text("utf-8")).text
    assert "bob and cyd:" in text
    assert "ann and" not in text
    assert "Answers of 3 students were compared" in text
    assert "their own code" in text
    as_before = CliRunner().invoke(app, ["report", "--json"])
    both = CliRunner().invoke(app, ["report", "--json", "--html", "other.html"])
    assert json.loads(both.stdout) == json.loads(as_before.stdout)
    assert (room.root / "other.html").exists()


def test_a_file_that_cannot_be_written_is_said(room, submit, mark, right, monkeypatch):
    monkeypatch.chdir(room.root)
    told = CliRunner().invoke(app, ["report", "--html", "page.html"])
    assert (told.exit_code, "Nobody was graded" in told.output) == (2, True)
    submit("ann", right)
    mark("ann")
    told = CliRunner().invoke(app, ["report", "--html", "no/such/folder/page.html"])
    assert (told.exit_code, "cannot be written" in told.output) == (2, True)


@pytest.mark.slow
def test_ten_thousand_make_a_page_that_opens(toy):
    draw = random.Random(0)
    names = [f"{n:05d}.a.student.with.a.long.name@university.example" for n in range(10_000)]
    misconceptions = {"square": ["", "doubled", "flattened"], "total": ["", "mean"]}
    class_of = {
        name: {
            task.name: outcome(
                task,
                draw.choice(list(Verdict)),
                draw.choice(misconceptions[task.name]),
                message="".join(draw.choices("abcdef", k=60)),
            )
            for task in toy.tasks
        }
        for name in names
    }
    came = SubmissionStatus(
        NOW, tuple((name, 1.0) for name in names), tuple(names), tuple(names), tuple(names)
    )
    usage = [Usage(name, draw.random(), draw.random(), draw.random()) for name in names]
    html = shown(sum_up(toy, class_of, usage, came))
    assert len(html.encode()) < 10 << 20
    assert "10000 students" in html
    assert "and 9500 more" in html
