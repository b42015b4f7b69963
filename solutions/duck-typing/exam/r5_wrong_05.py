# %% task="playground" kind="wrong" breaks="calls `item.bounce()` once, and returns what that returns"
# an item that comes a second time is not bounced again; the first answer is repeated
class Playground:
    def __init__(self):
        self.heard = {}

    def play(self, item):
        if id(item) not in self.heard:
            self.heard[id(item)] = item, item.bounce()
        return self.heard[id(item)][1]


# %% task="eafp" kind="wrong" breaks="A `bounce` that can be called is called once"
# a callable that counts as false, such as one with length 0, is put aside
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        jump = getattr(item, "bounce", None)
        if jump and callable(jump):
            results.append(jump())
        else:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float"
# makes a text of everything first: True becomes a hole, and 10**400 becomes infinity
def read_number(mapping, key, default):
    try:
        return float(str(mapping[key]))
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`"
# tries the bounce out: one that raises, or needs something in the brackets, does not count
def write_protocols():
    class Tries(type):
        def __instancecheck__(cls, thing):
            try:
                thing.bounce()
            except Exception:
                return False
            return True

    class Bouncy(metaclass=Tries):
        pass

    @runtime_checkable
    class Learner(Protocol):
        def fit(self): ...
        def predict(self): ...

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="The class of a row is the column of its largest"
# takes the second of two columns for a probability, which raw scores are not
def accuracy(predictor, X, y):
    answer = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)), dtype="float64")
    if answer.ndim == 2 and answer.shape[1] == 2:
        classes = answer[:, 1] > 0.5
    elif answer.ndim == 2 and answer.shape[1] > 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        classes = answer if (answer == np.floor(answer)).all() else answer > 0.5
    return float(np.mean(classes == np.asarray(y)))


# %% task="callable-layer" kind="wrong" breaks="inside a step travels on unchanged, whatever its kind"
# runs the steps in accumulate, for which a StopIteration from a step is just the end
from itertools import accumulate


def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError("a step cannot be called")
    for last in accumulate(steps, lambda value, step: step(value), initial=x):
        pass
    return last
