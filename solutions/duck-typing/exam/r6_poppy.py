# %% task="playground" kind="right"
# The longest way: slots, a helper, a counter in finally, and an except that lets the very error travel on.
class Playground:
    __slots__ = ("played",)

    def __init__(self):
        self.played = 0

    @staticmethod
    def _take(item):
        return getattr(item, "bounce")

    def play(self, item):
        bounce = self._take(item)
        try:
            heights = bounce()
        except BaseException:
            raise
        finally:
            self.played += 1
        return heights

# %% task="eafp" kind="wrong" breaks="any iterable (a list, a generator), however long."
# Recursion, one level for each item: some thousand items are too many for Python.
def bounce_all(items):
    walk, end = iter(items), object()

    def rest(results, skipped):
        item = next(walk, end)
        if item is end:
            return results, skipped
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
        return rest(results, skipped)

    return rest([], [])

# %% task="narrow" kind="wrong" breaks="It returns `default` itself, just as it was handed in"
# A default that can be called is called, as for a defaultdict.
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default() if callable(default) else default

# %% task="protocol" kind="wrong" breaks="Nobody needs to inherit from them."
# Takes Keras's own class for the learner: whoever does not inherit from keras.Model is shut out.
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    return Bouncy, keras.Model

# %% task="scorer" kind="wrong" breaks="every number of the answer whole"
# Looks at the first number only: if that is 0.0 or 1.0, all are taken for classes.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if classes[0] != np.floor(classes[0]):
            classes = classes > 0.5
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="Each other step gets what the one before returned"
# A tuple that a step returned is spread out over the brackets of the next one.
def apply_all(steps, x):
    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    for number, step in enumerate(steps):
        x = step(*x) if number and isinstance(x, tuple) else step(x)
    return x

