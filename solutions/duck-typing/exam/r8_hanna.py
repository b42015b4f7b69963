# %% task="playground" kind="wrong" breaks="So does Python's TypeError where `bounce` cannot be called"
# believed: where `bounce` is a plain number there is nothing to call, so the number is the answer
class Playground:
    def play(self, item):
        bounce = item.bounce
        if callable(bounce):
            return bounce()
        return bounce

# %% task="eafp" kind="wrong" breaks="Every other error travels on unchanged"
# believed: whatever goes wrong while I ask for `bounce`, it means that there is none
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except Exception:
            skipped.append(item)
            continue
        if not callable(bounce):
            skipped.append(item)
            continue
        results.append(bounce())
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float"
# believed: all values of a table are texts, and what cannot be stripped is a hole
def read_number(mapping, key, default):
    try:
        return float(mapping[key].strip())
    except (KeyError, ValueError, AttributeError):
        return default

# %% task="protocol" kind="wrong" breaks="It does not matter whether a thing has the word from its class or from itself"
# believed: to see what a learner can do it is enough to look through its class and the classes above
from abc import ABC


def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    class Learner(ABC):
        @classmethod
        def __subclasshook__(cls, kind):
            names = {name for base in kind.__mro__ for name in vars(base)}
            return {"fit", "predict"} <= names

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="(n, k) with k >= 2: one column for each class"
# believed: np.squeeze takes away the axis of the single column only; that it takes away a single row, too, was overlooked
def accuracy(predictor, X, y):
    answer = np.squeeze(np.asarray(predictor.predict(X)))
    y = np.asarray(y)
    if answer.ndim == 2:
        classes = answer.argmax(axis=1)
    elif np.all(answer == np.floor(answer)):
        classes = answer
    else:
        classes = (answer > 0.5).astype(int)
    return float(np.mean(classes == y))

# %% task="callable-layer" kind="right"
def apply_all(steps, x):
    chain = list(steps)
    for place, step in enumerate(chain):
        if not callable(step):
            raise TypeError(f"step {place} cannot be called: {type(step).__name__}")

    def rest(place, value):
        if place == len(chain):
            return value
        return rest(place + 1, chain[place](value))

    return rest(0, x)
