# %% task="playground" kind="wrong" breaks="Unchanged means: the very error, with its words and its"
# believed: `from None` only makes the traceback shorter (it takes the error's cause away)
class Playground:
    def play(self, item):
        try:
            return item.bounce()
        except AttributeError as error:
            raise error from None

# %% task="eafp" kind="wrong" breaks="are what a `for` loop over it gives: of a dict, its keys."
# believed: in a dict the items are the values, the keys are only their names
def bounce_all(items):
    if isinstance(items, dict):
        items = items.values()
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            skipped.append(item)
        else:
            if callable(bounce):
                results.append(bounce())
            else:
                skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
# believed: a whole number should come back as an int, 38 and not 38.0
def read_number(mapping, key, default):
    try:
        number = float(mapping[key])
    except (KeyError, TypeError, ValueError):
        return default
    return int(number) if number.is_integer() else number

# %% task="protocol" kind="wrong" breaks="`isinstance(thing, Bouncy)` is True for whatever has something called `bounce`, and False for all"
# believed: a class is no thing that bounces, only its objects are
def write_protocols():
    class BouncyMeta(type):
        def __instancecheck__(cls, thing):
            return hasattr(thing, "bounce") and not isinstance(thing, type)

    class Bouncy(metaclass=BouncyMeta):
        pass

    @runtime_checkable
    class Learner(Protocol):
        def fit(self, X, y): ...

        def predict(self, X): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="(n, 1) or (n,), every number of the answer whole (2 or 2.0): these are the classes."
# believed: only probabilities come as a column, classes always have shape (n,)
def accuracy(predictor, X, y):
    p = np.array(predictor.predict(X))
    if p.ndim == 2 and p.shape[1] >= 2:
        classes = p.argmax(axis=1)
    elif np.all(p == np.round(p)):
        classes = p
    else:
        classes = (p.flatten() > 0.5).astype(int)
    return float(np.mean(classes == np.array(y)))

# %% task="callable-layer" kind="wrong" breaks="The first step gets x itself. Each other step gets what the one before returned, None too."
# believed: I know the first step by comparing with steps[0] (the same step may stand there again later)
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError("a step must be callable")
    result = x
    for step in steps:
        if step is steps[0]:
            result = step(x)
        else:
            result = step(result)
    return result
