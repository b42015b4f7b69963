"""The hidden checks of `memoriser`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import as_array, as_parts, close, holds
from course.promises import Call, LeavesAlone, RowByRow, promises
from course.promises.repetition import scribble

from .parts import CLASSES, OWNED, generator, seeds


def homework(rows, columns, seed):
    """Rows that all differ, and a class for each that has nothing to do with it; one is commonest."""
    rng = generator(seed, rows)
    x = rng.standard_normal((rows, columns)).astype("float32")
    commonest = int(rng.integers(1, len(CLASSES)))
    y = rng.integers(0, len(CLASSES), rows)
    y[rng.random(rows) < 0.4] = commonest
    return x, CLASSES[y]


def commonest(y):
    """The classes that are most frequent in y: one, or several."""
    counts = np.bincount(y)
    return np.flatnonzero(counts == counts.max())


def said(model, x):
    """What a model predicts, as an array of len(x) classes."""
    return as_array(model.predict(x), shape=(len(x),))


def pupil(student, x, y):
    """A new Memoriser that was fitted on x and y."""
    model = student.Memoriser()
    model.fit(x, y)
    return model


@pytest.mark.task("memoriser", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "A model that knows its training rows by heart",
    "A row that is exactly like a training row gets that row's class, wherever it stands in x.",
)
@given(rows=integers(20, 60), seed=seeds)
def test_the_homework_is_known_by_heart(student, rows, seed):
    """Every training row gets its class, in whatever order it is asked for."""
    x, y = homework(rows, 3, seed)
    model = pupil(student, x, y)
    in_order = bool((said(model, x) == y).all())
    holds(in_order, message="Every training row should get the class that it was fitted with.")
    order = generator(seed).permutation(rows)[: rows // 2]
    got = said(model, x[order])
    misconception = "knows_places_not_rows" if (got == y[: len(order)]).all() else ""
    message = "A training row should get its class wherever it stands among the rows asked for."
    holds(bool((got == y[order]).all()), message=message, misconception=misconception)


@pytest.mark.task("memoriser", weight=3)
@pytest.mark.main
@pytest.mark.tries("and nothing else", "Any other row", "the class that was most frequent in y")
@given(rows=integers(20, 60), seed=seeds)
def test_new_rows_get_the_commonest_class(student, rows, seed):
    """A row that is not among the training rows gets the most frequent class."""
    x, y = homework(rows, 3, seed)
    model = pupil(student, x, y)
    # Close to a training row, but not the same.
    new = x + generator(seed).choice([-0.05, 0.05], x.shape).astype("float32")
    got = said(model, new)
    nearest = y[((new[:, None] - x) ** 2).sum(axis=2).argmin(axis=1)]
    misconception = ""
    if (got == nearest).all():
        misconception = "nearest_row_known"
    elif (got == got[0]).all():
        misconception = "any_class_will_do"
    right = bool(np.isin(got, commonest(y)).all())
    message = "A row that it was not fitted on should get the class that was most frequent"
    message += ", and not that of the nearest." if misconception == "nearest_row_known" else "."
    holds(right, message=message, misconception=misconception)


@pytest.mark.task("memoriser", weight=2)
@pytest.mark.tries(
    "Any other row, were it ever so near, gets the class that was most frequent in y"
)
@given(rows=integers(20, 60), seed=seeds)
def test_a_near_row_is_a_new_row(student, rows, seed):
    """A row that differs from a training row in the last digits alone is new."""
    x, y = homework(rows, 3, seed)
    model = pupil(student, x, y)
    got = said(model, np.nextafter(x, np.float32(np.inf)))
    # A model that leaves out a column knows these, too, and has no tolerance.
    apart = [said(model, x + step) for step in np.eye(3, dtype="float32") / 4]
    blind = any((far == y).all() for far in apart)
    mixed_up = bool((got == y).all()) and not blind
    message = (
        "Only a row that is exactly like a training row should be known, not one that is near it."
    )
    misconception = "near_is_taken_for_same" if mixed_up else ""
    right = bool(np.isin(got, commonest(y)).all())
    holds(right, message=message, misconception=misconception)


@pytest.mark.task("memoriser", weight=2)
@pytest.mark.tries("Any other row, were it ever so near", "(any of them, where several were)")
@given(rows=integers(20, 60), columns=integers(1, 5), seed=seeds)
def test_a_row_made_of_known_numbers_is_new(student, rows, columns, seed):
    """A row is new if one number differs ever so little, or if its numbers stand otherwise."""
    x, y = homework(rows, columns, seed)
    # Numbers of very different sizes: some are nearer to each other than any tolerance.
    # The square of a distance of 1e-32 is 0, and that of 1e30 is infinite.
    x *= np.array([1e-25, 1e-8, 1e3, 1, 1e30], "float32")[:columns]
    model = pupil(student, x, y)
    questions = {}
    for column in range(columns if columns > 1 else 0):
        far = -2 * np.roll(x, 1, axis=0)
        far[:, column] = x[:, column]
        questions[f"share number {column} alone with a training row"] = far
    for column in range(columns):
        for end in (np.inf, -np.inf):
            near_rows = x.copy()
            near_rows[:, column] = np.nextafter(x[:, column], np.float32(end))
            questions[f"differ in the last digit of number {column}"] = near_rows
        other = x.copy()
        other[:, column] = np.roll(x[:, column], 1)
        questions[f"have number {column} from another training row"] = other
    questions["have all their signs changed"] = -x
    questions["have their numbers in another order"] = np.roll(x, 1, axis=1)
    for words, asked in questions.items():
        new = ~(asked[:, None] == x).all(axis=2).any(axis=1)
        right = np.isin(said(model, asked)[new], commonest(y)).all()
        message = f"Rows that {words} should be as new as any other."
        holds(bool(right), message=message)


# How large the numbers of a row are. Printed, most of them lose their last digits.
SIZES = {
    "about a thousandth": [1e-3],
    "about a thousand": [1e3],
    "a thousandth and a hundred in turn": [1e-3, 1e2],
    "a millionth and one in turn": [1e-6, 1.0],
    "one, and 1e-30 in every second place": [1.0, 1e-30],
}


@pytest.mark.task("memoriser", weight=2)
@pytest.mark.tries(
    "A row that is exactly like a training row gets that row's class",
    "Any other row, were it ever so near, gets the class that was most frequent in y",
)
def test_a_long_row_counts_in_each_number(student, seed):
    """A row is new if one of its numbers differs, however long it is and however small that is."""
    for columns in (2, 7, 130, 1500):
        for place, (words, sizes) in enumerate(SIZES.items()):
            rng = generator(seed, columns, place)
            size = np.resize(sizes, columns)
            x = (size * rng.uniform(0.15, 0.95, (12, columns))).astype("float32")
            # Half of a row's numbers are those of all other rows, too.
            common = rng.random(columns) < 0.5
            common[:2] = False
            x[:, common] = x[0, common]
            y = np.array([3, 3, 3, 3, 3, 0, 0, 0, 2, 2, 7, 7])
            model = pupil(student, x, y)
            what = f"Rows of {columns} numbers, {words}"
            known = bool((said(model, x) == y).all())
            holds(known, message=f"{what}: a training row should get its class.")
            changed = {0, 1, columns // 2, columns - 2, columns - 1}
            changed = sorted(changed | set(rng.integers(columns, size=3).tolist()))
            near_rows = np.repeat(x[None], 2 * len(changed), axis=0)
            for question, rows in enumerate(near_rows):
                column, end = changed[question // 2], np.float32([np.inf, -np.inf][question % 2])
                rows[:, column] = np.nextafter(rows[:, column], end)
            wrong = said(model, near_rows.reshape(-1, columns)).reshape(-1, len(x)) != 3
            where = [changed[question // 2] for question in np.flatnonzero(wrong.any(axis=1))]
            for column in where:
                message = f"{what}: a row is new if number {column} differs in its last digit."
                holds(False, message=message)


@pytest.mark.task("memoriser")
@pytest.mark.tries(
    "Fitting again forgets all that was learnt before.", "What `fit` returns is left to you."
)
def test_fitting_again_forgets(student, seed):
    """What was learnt in an earlier fit is gone, and no other Memoriser has heard of it."""
    old_x, old_y = homework(80, 3, seed)
    x, y = homework(41, 3, seed)
    y[:21] = usual = int(y[0])
    # Counted together, another class is most frequent: 70 of 121, the usual one at most 51.
    old_y[10:] = CLASSES[(np.argmax(usual == CLASSES) + 1) % len(CLASSES)]
    model = pupil(student, old_x, old_y)
    model.fit(x, y)
    got = said(model, old_x)
    remembered = bool((got == old_y).all())
    message = "After a second fit, rows of the first should be as new as any other."
    if (got == old_y[-1]).all():
        message = "After a second fit, a new row should get the class that was most frequent in the second `y`, and not in both together."
    name = "never_forgets" if remembered else ""
    holds(bool((got == usual).all()), message=message, misconception=name)
    known = bool((said(model, x) == y).all())
    holds(known, message="The second homework should be known by heart.")
    other = pupil(student, old_x, old_y)
    apart = bool((said(other, old_x) == old_y).all()) and bool((said(model, x) == y).all())
    holds(apart, message="Two Memorisers, fitted on different rows, should each know their own.")
    apart = bool((said(model, old_x) == usual).all())
    holds(apart, message="A Memoriser should not know what another one was fitted on.")


@pytest.mark.task("memoriser")
@pytest.mark.tries(
    "Its classes stand in y, an integer array of shape (n,), from 0 up.",
    "x is a float32 array of shape (n, columns) whose rows all differ.",
    "x is a float32 array with the same columns and one row or more.",
    "Returns an integer array of shape (len(x),).",
)
def test_predictions_are_integers(student, seed):
    """Predictions are an array of integers, one for each row, however few rows there are."""
    for rows, columns, asked in ((1, 1, 1), (1, 3, 2), (2, 1, 1), (30, 2, 1), (30, 4, 60)):
        x, y = homework(rows, columns, seed)
        new = generator(seed, asked).standard_normal((asked, columns)).astype("float32")
        new[0] = x[-1]
        message = f"Fitted on {rows} rows of {columns} numbers, and asked about {asked}."
        # Some classes need more than one byte, or two.
        y = np.array([0, 200, 256, 0, 0, 0, 0, 70_000])[y]
        with student.succeeds(message=f"{message} It should not raise."):
            got = said(pupil(student, x, y), new)
        holds(got.dtype.kind in "iu", message=f"{message} The classes should be integers.", got=got)
        good = got[0] == y[-1] and np.isin(got[1:], commonest(y)).all()
        holds(bool(good), message=f"{message} The first is known, the others are new.")


@pytest.mark.task("memoriser", weight=2)
@pytest.mark.supporting
@promises(
    RowByRow("x", none=False, tries="wherever it stands in x"),
    LeavesAlone("x", tries="what is handed in is not changed"),
    LeavesAlone("y", may_return_it=True, tries="what is handed in is not changed"),
)
def test_memoriser_keeps_its_promises(student, promise, seed):
    """The general promises of `Memoriser`."""
    x, y = homework(30, 2, seed)
    if getattr(promise, "argument", "") == "y":
        for classes in (y, y + 5, (y + 5).astype("int32"), (y + 1).astype("uint8")):
            call = Call(lambda student: student.Memoriser().fit, x=x * 100, y=classes)
            fitted = LeavesAlone("x", may_return_it=True)
            fitted.keep(student, call)
            promise.keep(student, call)
    else:
        asked = np.concatenate([x[:5], x[:5] + 1])
        call = Call(lambda student: pupil(student, x, y).predict, x=asked)
    promise.keep(student, call)


@pytest.mark.task("memoriser")
@pytest.mark.supporting
@pytest.mark.tries(OWNED, "what is handed in is not changed")
def test_what_is_said_belongs_to_the_caller(student, seed):
    """Whoever writes into predictions changes nothing but them, whatever rows were asked for."""
    x, y = homework(30, 3, seed)
    y[:16] = usual = 7
    new = x + 1
    questions = {
        "the whole homework": (x, y),
        "the homework from its end": (x[::-1].copy(), y[::-1]),
        "a part of the homework": (x[10:], y[10:]),
        "one known row": (x[20:21], y[20:21]),
        "new rows alone": (new, np.full(30, usual)),
        "one new row": (new[:1], np.array([usual])),
        "known rows and new ones": (
            np.concatenate([x, new]),
            np.concatenate([y, np.full(30, usual)]),
        ),
    }
    write = student.probes(scribble).scribble
    for dtype in ("int64", "int32"):
        kept = student.keep(x), student.keep(y.astype(dtype))
        model = student.Memoriser()
        write(student.held(model.fit)(*kept))
        answers = [student.held(model.predict)(rows) for rows, _ in questions.values()]
        good = all(
            np.array_equal(student.fetch(answer), wanted)
            for answer, (_, wanted) in zip(answers, questions.values(), strict=True)
        )
        holds(good, message="Earlier predictions have other values after later questions.")
        for words, (asked, _) in questions.items():
            write(student.held(model.predict)(asked))
            for other, (rows, wanted) in questions.items():
                message = f"Asked about {words}, somebody wrote into the answer. Then {other}:"
                holds(bool((said(model, rows) == wanted).all()), message=message)
            now = [student.fetch(one) for one in kept]
            alone = np.array_equal(now[0], x) and np.array_equal(now[1], y)
            message = "The predictions should be none of the arrays that `fit` was handed."
            holds(alone, message=message)


def marked(student, model, x, y, train, test):
    """The two marks that `exam_gap` gives."""
    got = student.exam_gap(model, x, y, train, test)
    message = "`exam_gap` should return two marks, (homework, exam)."
    return [float(as_array(mark, shape=())) for mark in as_parts(got, 2, message=message)]


@pytest.mark.task("memoriser", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Fit a model on the training rows and give it two marks.",
    "Returns (homework, exam), two floats: the share of training rows, and of test rows, on which "
    "the fitted model is right.",
    "The model is fitted here, on the training rows alone.",
)
@given(rows=integers(60, 100), seed=seeds)
def test_both_marks_are_right(student, rows, seed):
    """`exam_gap` fits on the homework alone and gives both marks."""
    x, y = homework(rows, 3, seed)
    order = generator(seed).permutation(rows)
    # Ten rows are in neither.
    train, test = order[:30], order[30:-10]
    model = student.Memoriser()
    marks = marked(student, model, x, y, train, test)
    # What the model says now is a fact, whatever `exam_gap` says of it.
    true = [float((said(model, x[rows]) == y[rows]).mean()) for rows in (train, test)]
    message = (
        "The test rows should be new to the model: `exam_gap` fits on the training rows alone."
    )
    misconception = "fitted_on_everything" if true == [1, 1] else ""
    holds(true[1] < 1, message=message, misconception=misconception)
    message = "After `exam_gap` the model should be as one that was fitted on the training rows."
    again = pupil(student, x[train], y[train])
    holds(bool((said(model, x) == said(again, x)).all()), message=message)
    known = {
        "marks_swapped": true[::-1],
        "exam_on_homework": [true[0], true[0]],
        "gap_for_exam": [true[0], true[0] - true[1]],
    }
    message = "The two marks should be the shares of training rows and of test rows that are right."
    close(np.array(marks), np.array(true), message=message, mistakes=known)


class Threshold:
    """A pupil of another kind: it is often wrong, even in its homework, and forgets at each fit.

    It is false, and `fit` gives back something that is no model, or another model.
    """

    def fit(self, x, y, another=False):
        self.cut = float(x[:, 0].mean())
        self.low, self.high = int(y.min()), int(y.max())
        if another or not len(y) % 2:
            return "fitted"
        other = Threshold()
        other.fit(x, y, True)
        other.low, other.high = -1, -1
        return other

    def predict(self, x):
        import numpy

        return numpy.where(x[:, 0] > self.cut, self.high, self.low)

    def __len__(self):
        return 0


@pytest.mark.task("memoriser", weight=2)
@pytest.mark.tries(
    "model: anything with `fit(x, y)` and `predict(x)`.",
    "It need not be a Memoriser, nor know its homework.",
    "train, test: integer arrays, the row numbers of homework and exam.",
    "Each has one or more.",
    "x, y: float32 array (n, columns) and integer array (n,): all rows, homework and exam.",
    "Use `model` itself, and not what its `fit` returns.",
)
@given(rows=integers(1, 40), exams=integers(1, 30), seed=seeds)
def test_any_model_gets_its_marks(student, rows, exams, seed):
    """`exam_gap` gives its marks to any model, even to one that does not know its homework."""
    x, y = homework(rows + exams, 2, seed)
    order = generator(seed).permutation(len(x))
    train, test = order[:rows], order[rows:]
    model, own = student.probes(Threshold).Threshold(), Threshold()
    # It may have been fitted before, and there may be rows that are in neither list.
    before = homework(8, 2, seed + 1)
    if seed % 2:
        model.fit(before[0] + 5, before[1] + 20)
        x, y = np.concatenate([x, before[0] + 3]), np.concatenate([y, before[1] + 10])
    message = f"With {rows} training rows and {exams} test rows it should not raise."
    with student.succeeds(message=message):
        marks = marked(student, model, x, y, train, test)
    own.fit(x[train], y[train])
    true = [float((own.predict(x[rows]) == y[rows]).mean()) for rows in (train, test)]
    message = (
        "A model of another kind, with a `fit` that returns something else than the model: its marks on "
        "training rows and on test rows."
    )
    close(np.array(marks), np.array(true), message=message)


@pytest.mark.task("memoriser")
@pytest.mark.supporting
@promises(
    LeavesAlone("x", tries="what is handed in is not changed"),
    LeavesAlone("y", tries="what is handed in is not changed"),
    LeavesAlone("train", tries="what is handed in is not changed"),
    LeavesAlone("test", tries="what is handed in is not changed"),
)
def test_exam_gap_keeps_its_promises(student, promise, seed):
    """The general promises of `exam_gap`."""
    x, y = homework(30, 2, seed)
    order = generator(seed, 1).permutation(30)
    for classes in (y, y + 5, (3 * y + 1).astype("int32")):
        for dtype in ("int64", "int32"):
            rows = {"train": order[:20].astype(dtype), "test": order[20:].astype(dtype)}
            call = Call("exam_gap", model=student.Memoriser(), x=x * 100, y=classes, **rows)
            promise.keep(student, call)
