# %% task="playground" kind="right"
from operator import methodcaller


class Playground:
    _bounce = staticmethod(methodcaller("bounce"))

    def play(self, item):
        return self._bounce(item)

# %% task="eafp" kind="wrong" breaks="A `bounce` that can be called is called once"
# believed: `if not bounce` asks whether there is one; that a thing which can be called may itself be false was overlooked
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if not bounce or not callable(bounce):
            skipped.append(item)
        else:
            results.append(bounce())
    return results, skipped

# %% task="narrow" kind="wrong" breaks="the value is of a type that gives no number, such as None or a list"
# believed: the types that give a number are int, float and str; all other types give none
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        return default
    if not isinstance(value, (int, float, str)):
        return default
    try:
        return float(value)
    except ValueError:
        return default

# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`, and False for all others"
# believed: only objects can have a word; a class that is handed in itself is no thing that fits
def write_protocols():
    class Note(type):
        def __instancecheck__(cls, thing):
            if isinstance(thing, type):
                return False
            return all(hasattr(thing, word) for word in cls.words)

    class Bouncy(metaclass=Note):
        words = ["bounce"]

    class Learner(metaclass=Note):
        words = ["fit", "predict"]

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="The class of a row is the column of its largest number"
# believed: the columns belong to the classes that occur in y, in sorted order (as sklearn's classes_); that y may lack a class was overlooked
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        names = np.unique(y)
        if len(names) < answer.shape[1]:
            names = np.append(names, np.full(answer.shape[1] - len(names), -1))
        predicted = names[answer.argmax(axis=1)]
    else:
        answer = answer.reshape(-1)
        predicted = answer if (answer == np.floor(answer)).all() else answer > 0.5
    return float(np.mean(predicted == y))

# %% task="callable-layer" kind="right"
from functools import reduce


def apply_all(steps, x):
    steps = tuple(steps)
    if not all(map(callable, steps)):
        raise TypeError("apply_all needs callables")
    return reduce(lambda value, step: step(value), steps, x)
