# %% task="playground" kind="right"
class Playground:
    """Ported from my Java class PlaygroundImpl."""

    METHOD_NAME = "bounce"

    def __init__(self):
        pass

    def _lookUp(self, item):
        return getattr(item, self.METHOD_NAME)

    def _invoke(self, method):
        return method()

    def play(self, item):
        method = self._lookUp(item)
        result = self._invoke(method)
        return result

# %% task="eafp" kind="right"
class ToySorter:
    def __init__(self):
        self.results = []
        self.skipped = []

    def accept(self, item):
        try:
            method = item.bounce
        except AttributeError:
            self.skipped.append(item)
            return
        if not callable(method):
            self.skipped.append(item)
            return
        self._run(method)

    def _run(self, method):
        self.results.append(method())

    def toPair(self):
        return (self.results, self.skipped)


def bounce_all(items):
    sorter = ToySorter()
    for item in items:
        sorter.accept(item)
    return sorter.toPair()

# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float"
# believed: `not value` finds the empty values; that 0 is false as well was overlooked
def read_number(mapping, key, default):
    try:
        value = mapping[key]
        if not value:
            return default
        return float(value)
    except (KeyError, ValueError, TypeError):
        return default

# %% task="protocol" kind="right"
class Fits(Protocol):
    def fit(self, X, y): ...


class Predicts(Protocol):
    def predict(self, X): ...


def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self) -> object:
            """Bounce once."""

    @runtime_checkable
    class Learner(Fits, Predicts, Protocol):
        """Nothing of its own."""

    return Bouncy, Learner

# %% task="scorer" kind="right"
class RowReader:
    """Turns the answer of a predictor into one class a row."""

    def __init__(self, answer):
        self.rows = np.asarray(answer).astype("float64").tolist()

    def _bestColumn(self, row):
        best = 0
        for column in range(1, len(row)):
            if row[column] > row[best]:
                best = column
        return best

    def classes(self):
        first = self.rows[0]
        if isinstance(first, list) and len(first) >= 2:
            return [self._bestColumn(row) for row in self.rows]
        numbers = []
        for row in self.rows:
            numbers.append(row[0] if isinstance(row, list) else row)
        allWhole = True
        for number in numbers:
            if not number.is_integer():
                allWhole = False
        if allWhole:
            return [int(number) for number in numbers]
        return [1 if number > 0.5 else 0 for number in numbers]


def accuracy(predictor, X, y):
    classes = RowReader(predictor.predict(X)).classes()
    truth = [int(label) for label in y]
    assert len(classes) == len(truth)
    right = 0
    for i in range(len(truth)):
        if classes[i] == truth[i]:
            right += 1
    return right / len(truth)

# %% task="callable-layer" kind="right"
class Pipeline:
    def __init__(self, steps):
        self._steps = []
        for step in steps:
            self._add(step)

    def _add(self, step):
        if not callable(step):
            raise TypeError("not callable: a " + type(step).__name__)
        self._steps.append(step)

    def process(self, value):
        current = value
        for step in self._steps:
            current = step(current)
        return current


def apply_all(steps, x):
    return Pipeline(steps).process(x)
