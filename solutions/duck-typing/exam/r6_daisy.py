# %% task="playground" kind="wrong" breaks="Unchanged means: the very error, with its words and its cause."
# Tidies the traceback with from None: it is the very error, but it loses the cause that bounce gave it.
class Playground:
    def play(self, item):
        try:
            return item.bounce()
        except Exception as error:
            raise error from None

# %% task="eafp" kind="right"
# A class with helpers that walks by hand; only next() stands under its except.
def bounce_all(items):
    class Sorter:
        def __init__(self):
            self.results = []
            self.skipped = []

        def ask(self, item):
            try:
                return True, item.bounce
            except AttributeError:
                return False, None

        def take(self, item):
            there, bounce = self.ask(item)
            if there and callable(bounce):
                self.results.append(bounce())
            else:
                self.skipped.append(item)

    sorter, walk, end = Sorter(), iter(items), object()
    while (item := next(walk, end)) is not end:
        sorter.take(item)
    return sorter.results, sorter.skipped

# %% task="narrow" kind="wrong" breaks="It returns `default` itself, just as it was handed in"
# A default that is a number is made a float, so that the column has one type.
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        if isinstance(default, int):
            return float(default)
        return default

# %% task="protocol" kind="wrong" breaks="It does not matter whether a thing has the word from its class or from itself."
# An abstract base class with a hook: only the class of a thing is looked at.
def write_protocols():
    from abc import ABC

    class Bouncy(ABC):
        @classmethod
        def __subclasshook__(cls, kind):
            return hasattr(kind, "bounce")

    class Learner(ABC):
        @classmethod
        def __subclasshook__(cls, kind):
            return hasattr(kind, "fit") and hasattr(kind, "predict")

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="at least one number not whole, be it 0.9999"
# Takes numbers near a whole one for whole, and then cuts them off: 0.9999 becomes class 0.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        if np.allclose(answer, np.round(answer), atol=1e-3):
            classes = answer.astype(int)
        else:
            classes = (answer > 0.5).astype(int)
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="right"
# A class that is a step itself; it empties a queue of its own.
def apply_all(steps, x):
    from collections import deque

    class Chain:
        def __init__(self, given):
            self.waiting = deque()
            for step in given:
                if not callable(step):
                    raise TypeError(f"cannot call a {type(step).__name__}")
                self.waiting.append(step)

        def __call__(self, value):
            while self.waiting:
                value = self.waiting.popleft()(value)
            return value

    return Chain(steps)(x)

