"""The list in the worker, models fitted there, and the plain table that they are measured against."""

import numpy as np

from course.data import titanic
from course.expect import Mismatch, above, as_array, holds

MOST = 10**6
# A Keras model's arithmetic may round another way on another day.
DIGITS = 1.5e-3


def passengers(rows, blank):
    """The columns of the list, without `survived`; runs in the worker."""
    import numpy as np

    from course.data import titanic

    columns = {name: values[rows] for name, values in titanic().items() if name != "survived"}
    if blank:
        columns["boat"] = np.full(len(rows), "", "<U7")
        columns["body"] = np.full(len(rows), np.nan, "float32")
    return columns


def replaced(columns, name, value):
    """The same columns, one of them the same value in each row; runs in the worker."""
    import numpy as np

    # NumPy cuts texts to the length of a dtype; without one it takes that of the text.
    kind = None if isinstance(value, str) else columns[name].dtype
    return {**columns, name: np.full(len(columns[name]), value, kind)}


def fingerprint(columns):
    """The entries of columns, as texts; runs in the worker."""
    return {name: [str(value) for value in values.tolist()] for name, values in columns.items()}


def redrawn(columns):
    """Write other values into every column; runs in the worker."""
    for values in columns.values():
        values[:] = values[::-1].copy()


def scribbled(result):
    """Write into a result, if that is possible; runs in the worker."""
    if hasattr(result, "flags") and result.flags.writeable:
        result[:] = 0.123


class Ship:
    """The list here, and its columns in the worker."""

    def __init__(self, student):
        self.student = student
        self.probes = student.probes(passengers, replaced, fingerprint, redrawn, scribbled)
        self.columns = titanic()
        self.lived = self.columns.pop("survived")

    def at(self, rows, *, blank=True):
        return self.student.held(self.probes.passengers)(np.asarray(rows), blank)

    def replaced(self, columns, name, value):
        return self.student.held(self.probes.replaced)(columns, name, value)

    def able(self, rows, said):
        """Expect predictions that tell survivors from others; 60 draws of the reference: .864 (.015), worst .819."""
        found = auroc(self.lived[rows], said)
        above(found, 0.6, message="On rows that were not fitted its AUROC is:")
        return said

    def here(self, rows):
        return {name: values[rows] for name, values in self.columns.items()}


def fit(student, columns, y, seed=0):
    """A fitted model."""
    with student.succeeds(message="`fit_survival` should not raise."):
        return student.fit_survival(columns, y, seed)


def predicted(student, model, columns, n, words=""):
    """The probabilities that it gives, as float64."""
    with student.succeeds(message=f"`predict` should not raise.{words}"):
        got = model.predict(columns)
    found = as_array(got, message="`predict` should return an array.")
    if found.shape != (n,) or found.dtype.kind != "f":
        message = f"`predict` should return an array of {n} floats, of shape ({n},).{words}"
        raise Mismatch(message, got=got, names_mistake=False)
    fine = bool(np.isfinite(found).all() and (found >= 0).all() and (found <= 1).all())
    holds(fine, message=f"Probabilities are from 0 to 1, and none is NaN.{words}")
    return found.astype("float64")


def auroc(y, scores):
    """How often a row of class 1 has the higher score."""
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[place]
    ones = int((y == 1).sum())
    return float((rank[y == 1].sum() - ones * (ones + 1) / 2) / (ones * (len(y) - ones)))


def quarters(tickets, seed):
    """Four pairs of training and test rows, as the notebook makes them."""
    names, group = np.unique(tickets, return_inverse=True)
    order = np.random.default_rng(seed).permutation(len(names))
    end = np.cumsum(np.bincount(group)[order])
    quarter = np.empty(len(names), int)
    quarter[order] = np.minimum(4 * (end - 1) // len(tickets), 3)
    of = quarter[group]
    return [(np.flatnonzero(of != place), np.flatnonzero(of == place)) for place in range(4)]


def logistic(x, y):
    """Weights of a logistic regression, gently held back."""
    x = np.column_stack([np.ones(len(x)), x]).astype("float64")
    weights, brake = np.zeros(x.shape[1]), np.diag(np.r_[1e-6, np.ones(x.shape[1] - 1)])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        curvature = (x * (p * (1 - p))[:, None]).T @ x + brake
        weights = weights - np.linalg.solve(curvature, x.T @ (p - y) + brake @ weights)
    return weights


def plain_scores(train, y, test):
    """The scores that the plain table gives to the test rows."""
    middle = {name: np.nanmedian(train[name]) for name in ("age", "fare")}

    def table(columns):
        age, fare = (np.where(np.isnan(columns[n]), middle[n], columns[n]) for n in ("age", "fare"))
        flags = [columns["pclass"] == 1, columns["pclass"] == 2, columns["sex"] == "female"]
        flags += [columns["embarked"] == port for port in "SC"]
        numbers = [age / 15, fare / 50, columns["sibsp"], columns["parch"], *flags]
        return np.column_stack(numbers)

    weights = logistic(table(train), y)
    return weights[0] + table(test) @ weights[1:]


def gain_of(student, seed):
    """The mean gain of twice four quarters above the plain table, each judged on its own rows."""
    ship, gains = Ship(student), []
    twice = [pair for cut in (seed, seed + 1) for pair in quarters(ship.columns["ticket"], cut)]
    for train, test in twice:
        model = fit(student, ship.at(train), ship.lived[train], seed % MOST)
        said = predicted(student, model, ship.at(test), len(test))
        plain = plain_scores(ship.here(train), ship.lived[train], ship.here(test))
        gains.append(auroc(ship.lived[test], said) - auroc(ship.lived[test], plain))
    return float(np.mean(gains))
