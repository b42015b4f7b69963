"""Models that are handed in: the losses that they get tell what was done with them."""

import numpy as np

# Rows of `Coded` are numbered below this: a code of so many bits survives float32.
ROWS = 16
AGAIN = 2**18
# What `Coded` adds to its code if something went wrong, from the worst down.
TROUBLES = {
    2**21: "A row was fitted twice. A size means so many different rows.",
    2**20: "`fit` should get x of shape (size, columns) and y of shape (size,).",
    2**19: "A validation row was fitted. Validation rows are for the mock exam alone.",
    AGAIN: "A model was fitted more than once. Each size has a new model, fitted once.",
    2**17: "A row was fitted with the answer of another row.",
}


class Coded:
    """A model whose errors say which rows it was fitted on, and which it is asked about.

    The first column of x is a row's number i, from 0 for learning rows; -1, -2, … are validation rows.
    A learning row's y is 3 i + 1, and its squared error is 2**i. Validation rows have y = 0. Their
    squared error is that of the code of all fitted rows, or 2**j for the j-th one, if `exam` is true.
    """

    def __init__(self, exam=False, column=False):
        self.exam = exam
        self.column = column
        self.code = 0
        self.fits = 0
        self.trouble = set()

    def fit(self, x, y):
        self.fits += 1
        if self.fits > 1:
            self.trouble.add(2**18)
        if getattr(x, "ndim", 0) != 2 or getattr(y, "shape", 0) != (len(x),):
            self.trouble.add(2**20)
            return
        if len(set(x[:, 0].tolist())) < len(x):
            self.trouble.add(2**21)
        for number, answer in zip(x[:, 0].tolist(), y.tolist(), strict=True):
            if number < 0:
                self.trouble.add(2**19)
                continue
            self.code |= 2 ** int(number)
            if answer != 3 * number + 1:
                self.trouble.add(2**17)

    def predict(self, x):
        import numpy

        numbers = x[:, 0].astype("int64")
        learnt = 3.0 * numbers + 1 + 2.0 ** (numbers / 2)
        new = 2.0 ** ((-1 - numbers) / 2) if self.exam else float(self.code + sum(self.trouble))
        says = numpy.where(numbers >= 0, learnt, new)
        return says[:, None] if self.column else says


class Serial:
    """A workshop whose first model is off by 1 everywhere, its second by 2, and so on."""

    def __init__(self):
        self.made = 0

    def __call__(self):
        self.made += 1
        return Off(self.made)


class Off:
    """Is off by the same number for each row, whose answer is its first column."""

    def __init__(self, by):
        self.by = by

    def fit(self, x, y):
        return "fitted"

    def predict(self, x):
        return x[:, 0] + self.by


class Least:
    """Least squares. Its predictions have shape (rows,)."""

    def fit(self, x, y):
        import numpy

        self.weights = numpy.linalg.lstsq(x.astype("float64"), y.astype("float64"), rcond=None)[0]

    def predict(self, x):
        return x.astype("float64") @ self.weights


class Raised:
    """Least squares, and 1 more: no pupil of the notebook predicts the same."""

    def fit(self, x, y):
        import numpy

        self.weights = numpy.linalg.lstsq(x, y, rcond=None)[0]

    def predict(self, x):
        return x @ self.weights + 1


class LeastInColumn:
    """Least squares. Its predictions have shape (rows, 1), as those of Keras have."""

    def fit(self, x, y):
        import numpy

        self.weights = numpy.linalg.lstsq(x.astype("float64"), y.astype("float64"), rcond=None)[0]

    def predict(self, x):
        return (x.astype("float64") @ self.weights)[:, None]


class Bare:
    """Has two methods and nothing else: it is false, equals everything, and `fit` gives another model."""

    __slots__ = ("mean",)

    def fit(self, x, y):
        self.mean = float(y.mean())
        other = Bare()
        other.mean = 1e6
        return other

    def predict(self, x):
        import numpy

        says = numpy.full(len(x), self.mean)
        says.flags.writeable = False
        return says

    def __len__(self):
        return 0

    def __eq__(self, other):
        return True


def coded_rows(order=None):
    """The rows that `Coded` reads, in this order: x, y, x_val, y_val. There are three validation rows."""
    numbers = np.arange(float(ROWS)) if order is None else np.asarray(order, float)
    x = np.stack([numbers, 0 * numbers + 7], axis=1)
    return x, 3 * numbers + 1, np.array([[-1.0, 7], [-2, 7], [-3, 7]]), np.zeros(3)


def made(student, thing, **given):
    """A function without arguments that makes such a model in the student's process."""
    partial = student.module("functools").partial
    return partial(getattr(student.probes(thing), thing.__name__), **given)


def bits(code):
    """The numbers of the rows in a code."""
    return {row for row in range(ROWS) if code >> row & 1}


class Remembers:
    """A model whose squared error is `known` on rows that it was fitted on, and `new` on all others.

    A row's number stands in the first column of x, and its answer in the second. With `most`, all errors
    are 1e6 if an answer was that of another row, if a row came twice, or if not from `least` to `most`
    rows were fitted. With `n`, they are if some of n rows are neither fitted nor asked about together
    with new ones. With `varied`, the error of a new row depends on it and on all rows that were fitted.
    """

    def __init__(self, known=0.0, new=1.0, least=0, most=0, n=0, column=False, varied=False):
        self.known, self.new, self.n = known, new, n
        self.least, self.most = least, most
        self.column, self.varied = column, varied
        self.rows = set()
        self.broken = False

    def fit(self, x, y):
        self.rows |= set(x[:, 0].astype(int).tolist())
        if self.most:
            self.broken |= getattr(y, "shape", 0) != (len(x),) or bool((y != x[:, 1]).any())
            self.broken |= not self.least <= len(x) <= self.most or len(set(x[:, 0])) < len(x)

    def predict(self, x):
        import numpy

        numbers = x[:, 0].astype(int)
        learnt = numpy.array([number in self.rows for number in numbers.tolist()])
        new = numpy.full(len(x), float(self.new))
        if self.varied:
            seen = sum((0.1 + row * 0.618 % 1) * (1 + row % 7) for row in self.rows)
            new = (0.1 + numbers * 0.618 % 1) * (seen % 3 + 0.1)
        squared = numpy.where(learnt, float(self.known), new)
        left_out = self.n - len(self.rows | set(numbers.tolist()))
        if self.broken or (left_out > 0 and not learnt.all()):
            squared = squared + 1e6
        says = x[:, 1] + numpy.sqrt(squared)
        return says[:, None] if self.column else says


class Staff:
    """A workshop whose models differ: `odd` says which ones, by their number from 1, have other errors."""

    def __init__(self, odd, usual, others):
        self.odd, self.usual, self.others = odd, usual, others
        self.made = 0

    def __call__(self):
        self.made += 1
        return Remembers(*(self.others if self.odd[0] <= self.made <= self.odd[1] else self.usual))


class ByPlace:
    """A model whose squared error on new rows is 10 where `first` <= number < `last`, and 0 elsewhere."""

    def __init__(self, first, last):
        self.first, self.last = first, last

    def fit(self, x, y):
        self.rows = set(x[:, 0].astype(int).tolist())

    def predict(self, x):
        import numpy

        numbers = x[:, 0].astype(int)
        new = numpy.array([number not in self.rows for number in numbers.tolist()])
        there = (self.first <= numbers) & (numbers < self.last)
        return x[:, 1] + numpy.sqrt(10.0) * (new & there)


class Archive:
    """A workshop that notes which rows its models were fitted on: a model that is fitted on the same rows as
    an earlier one is terribly wrong on new rows, all others have the loss 1 there."""

    def __init__(self):
        self.sets = []

    def __call__(self):
        model = Remembers(0.0, 1.0)
        model.fit = self.fitting(model, model.fit)
        return model

    def fitting(self, model, fit):
        def noted(x, y):
            fit(x, y)
            model.new = 1e9 if model.rows in self.sets else 1.0
            self.sets.append(set(model.rows))

        return noted
