# /// sample
# ///

# %% task="playground"
class Playground:
    def play(self, item):
        bounce = getattr(item, "bounce")
        return bounce()

# %% task="eafp"
from contextlib import suppress


def bounce_of(item):
    with suppress(AttributeError):
        if callable(found := item.bounce):
            return found
    return None


def bounce_all(items):
    pairs = [(item, bounce_of(item)) for item in items]
    return [b() for _, b in pairs if b is not None], [item for item, b in pairs if b is None]

# %% task="narrow"
def read_number(mapping, key, default):
    with suppress(KeyError, ValueError, TypeError):
        return float(mapping[key])
    return default

# %% task="protocol"
def write_protocols():
    namespaces = {"Bouncy": ["bounce"], "Learner": ["fit", "predict"]}

    def method(self, *args, **kwargs):
        ...

    return [
        runtime_checkable(type(Protocol)(name, (Protocol,), dict.fromkeys(words, method)))
        for name, words in namespaces.items()
    ]

# %% task="scorer"
def as_classes(answer):
    match answer.shape:
        case (_, k) if k > 1:
            return np.argmax(answer, axis=-1)
        case (_, 1):
            return as_classes(answer[:, 0])
    if np.issubdtype(answer.dtype, np.integer) or np.array_equal(answer, answer.astype(int)):
        return answer.astype(int)
    return (answer > 0.5).astype(int)


def accuracy(predictor, X, y):
    hits = np.equal(as_classes(np.array(predictor.predict(X))), y)
    return np.count_nonzero(hits) / len(hits)

# %% task="callable-layer"
def apply_all(steps, x):
    first, *rest = [*steps, None]
    if not all(map(callable, [first, *rest][:-1])):
        raise TypeError("each step must be callable")
    if not rest:
        return x
    return apply_all(rest[:-1], first(x))
