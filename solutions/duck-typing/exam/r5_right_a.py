# %% task="playground" kind="right"
# style: the shortest, a ready-made caller from the operator module
from operator import methodcaller


class Playground:
    play = staticmethod(methodcaller("bounce"))


# %% task="eafp" kind="right"
# style: functional, getattr with a default, all asked first and bounced afterwards
def bounce_all(items):
    asked = [(item, getattr(item, "bounce", None)) for item in items]
    return (
        [jump() for _, jump in asked if callable(jump)],
        [item for item, jump in asked if not callable(jump)],
    )


# %% task="narrow" kind="right"
# style: a context manager instead of an except
from contextlib import suppress


def read_number(mapping, key, default):
    with suppress(KeyError, ValueError, TypeError):
        return float(mapping[key])
    return default


# %% task="protocol" kind="right"
# style: two small protocols joined to the larger one
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    class Fits(Protocol):
        def fit(self): ...

    class Predicts(Protocol):
        def predict(self): ...

    @runtime_checkable
    class Learner(Fits, Predicts, Protocol):
        pass

    return Bouncy, Learner


# %% task="scorer" kind="right"
# style: vectorised NumPy
def accuracy(predictor, X, y):
    answer = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)), dtype="float64")
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        classes = answer if (answer == np.floor(answer)).all() else (answer > 0.5).astype("float64")
    return float(np.mean(classes == np.asarray(y)))


# %% task="callable-layer" kind="right"
# style: functional, a fold
from functools import reduce


def apply_all(steps, x):
    steps = tuple(steps)
    if not all(map(callable, steps)):
        raise TypeError("a step cannot be called")
    return reduce(lambda value, step: step(value), steps, x)
