# /// sample
# ///

# %% task="playground"
class Playground:
    def __init__(self):
        self.played = 0

    def play(self, item):
        answer = item.bounce()
        self.played = self.played + 1
        return answer

# %% task="eafp"
def bounce_all(items):
    results = []
    skipped = []
    for item in items:
        try:
            method = item.bounce
        except AttributeError:
            usable = False
        else:
            usable = callable(method)
        if usable:
            results.append(method())
        if not usable:
            skipped.append(item)
    return (results, skipped)

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        raw = mapping[key]
        number = float(raw)
    except KeyError:
        return default
    except ValueError:
        return default
    except TypeError:
        return default
    else:
        return number

# %% task="protocol"
@runtime_checkable
class CanBounce(Protocol):
    def bounce(self):
        """Jump."""
        raise RuntimeError


@runtime_checkable
class CanPredict(Protocol):
    def predict(self, X):
        pass


@runtime_checkable
class CanLearn(CanPredict, Protocol):
    def fit(self, X, y):
        pass


def write_protocols():
    return CanBounce, CanLearn

# %% task="scorer"
def accuracy(predictor, X, y):
    predictions = list(predictor.predict(X))
    labels = list(y)
    rows = [np.atleast_1d(np.asarray(row)) for row in predictions]
    if len(rows[0]) > 1:
        classes = [max(range(len(row)), key=lambda i: row[i]) for row in rows]
    else:
        numbers = [float(row[0]) for row in rows]
        if all(number == int(number) for number in numbers):
            classes = numbers
        else:
            classes = []
            for number in numbers:
                if number > 0.5:
                    classes.append(1)
                else:
                    classes.append(0)
    right = 0
    for i in range(len(labels)):
        if classes[i] == labels[i]:
            right += 1
    return right / len(labels)

# %% task="callable-layer"
from collections.abc import Callable


def apply_all(steps, x):
    todo = []
    for step in steps:
        if not isinstance(step, Callable):
            raise TypeError("step " + repr(step) + " cannot be called")
        todo.append(step)
    result = x
    while todo:
        result = todo.pop(0)(result)
    return result
