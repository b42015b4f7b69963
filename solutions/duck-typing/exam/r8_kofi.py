# %% task="playground" kind="wrong" breaks="It is asked for its `bounce` once, and for nothing else"
# believed: `if not item` means "nobody came"; that a toy may have the length 0, and is false then, was overlooked
class Playground:
    def play(self, item):
        if not item:
            return None
        return item.bounce()

# %% task="eafp" kind="right"
def bounce_all(items):
    asked = [(item, getattr(item, "bounce", None)) for item in items]
    return [b() for _, b in asked if callable(b)], [item for item, b in asked if not callable(b)]

# %% task="narrow" kind="wrong" breaks="It returns `default` itself, just as it was handed in, where"
# believed: as with defaultdict, a default that can be called is a recipe which makes the default
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default() if callable(default) else default

# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`, and False for all others"
# believed: a real `fit` takes inputs and targets, so one with a single argument does not count
import inspect


def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    class TakesTargets(type):
        def __instancecheck__(cls, thing):
            if not (hasattr(thing, "fit") and hasattr(thing, "predict")):
                return False
            kinds = [p.kind for p in inspect.signature(thing.fit).parameters.values()]
            return len(kinds) >= 2 or inspect.Parameter.VAR_POSITIONAL in kinds

    class Learner(metaclass=TakesTargets):
        pass

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="(n, 1) or (n,), at least one number not whole, be it 0.9999: all are probabilities of class 1"
# believed: floats are never exactly whole, so whether they are must be asked with a tolerance
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.ravel()
        if np.allclose(answer, np.round(answer), atol=1e-3):
            classes = answer.astype(int)
        else:
            classes = (answer > 0.5).astype(int)
    return float(np.mean(classes == y))

# %% task="callable-layer" kind="wrong" breaks="An error that is raised inside a step travels on unchanged, whatever its kind"
# believed: a StopIteration in my loop can only come from `next`; that a step may raise one, too, was overlooked
def apply_all(steps, x):
    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("a step cannot be called")
    queue = iter(steps)
    while True:
        try:
            x = next(queue)(x)
        except StopIteration:
            return x
