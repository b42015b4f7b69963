# %% task="playground" kind="right"
def let_bounce(thing):
    return thing.bounce()


class Playground:
    def play(self, item):
        """Nothing is asked before, and nothing is caught."""
        return let_bounce(item)

# %% task="eafp" kind="wrong" breaks="An AttributeError means that an item has no `bounce` only if it is raised by asking for it. Every"
# believed: whatever goes wrong when I take `bounce`, the item has none
def take_bounce(item):
    try:
        return item.bounce
    except Exception:
        return None


def bounce_all(items):
    results, skipped = [], []
    for item in items:
        bounce = take_bounce(item)
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="right"
from contextlib import suppress


def read_number(mapping, key, default):
    with suppress(KeyError, ValueError, TypeError):
        return float(mapping[key])
    return default

# %% task="protocol" kind="right"
def write_protocols():
    class Fits(Protocol):
        def fit(self, X, y): ...

    class Predicts(Protocol):
        def predict(self, X): ...

    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Fits, Predicts, Protocol):
        pass

    return Bouncy, Learner

# %% task="scorer" kind="right"
def has_columns(answer):
    return answer.ndim == 2 and answer.shape[1] >= 2


def all_whole(numbers):
    return bool(np.all(numbers == np.round(numbers)))


def to_classes(answer):
    if has_columns(answer):
        return np.argmax(answer, axis=1)
    numbers = answer.reshape(-1).astype(float)
    if all_whole(numbers):
        return numbers
    return np.where(numbers > 0.5, 1, 0)


def accuracy(predictor, X, y):
    classes = to_classes(np.array(predictor.predict(X)))
    truth = np.array(y)
    if classes.shape != truth.shape:
        raise ValueError(f"{classes.shape} predictions for {truth.shape} classes")
    return float(np.sum(classes == truth) / len(truth))

# %% task="callable-layer" kind="right"
def apply_all(steps, x):
    def check_all(todo):
        for step in todo:
            if not callable(step):
                raise TypeError(f"a step of type {type(step).__name__} cannot be called")
        return todo

    def run(todo, value):
        if len(todo) == 0:
            return value
        return run(todo[1:], todo[0](value))

    return run(check_all(tuple(steps)), x)
