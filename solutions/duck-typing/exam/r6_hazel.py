# %% task="playground" kind="wrong" breaks="So does Python's TypeError where `bounce` cannot be called, or needs something in the brackets."
# Looks whether bounce is callable, and raises a TypeError of its own with friendlier words.
class Playground:
    def play(self, item):
        bounce = item.bounce
        if not callable(bounce):
            raise TypeError("there is a bounce, but nobody can call it")
        return bounce()

# %% task="eafp" kind="wrong" breaks="Every other error travels on unchanged."
# Forgives every Exception of the asking, such as the ValueError of a property.
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except Exception:
            bounce = None
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="right"
# A context manager of its own as the net: its __exit__ knows the three kinds, and no other.
def read_number(mapping, key, default):
    class Net:
        def __enter__(self):
            return self

        def __exit__(self, kind, error, trace):
            return kind is not None and issubclass(kind, (KeyError, ValueError, TypeError))

    with Net():
        return float(mapping[key])
    return default

# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`, and False for all others."
# Looks at what hides behind the name: a bounce that needs something in the brackets does not count.
def write_protocols():
    import inspect

    class CalledWithNothing(type):
        def __instancecheck__(cls, thing):
            if not hasattr(thing, "bounce"):
                return False
            try:
                inspect.signature(thing.bounce).bind()
            except TypeError:
                return False
            except ValueError:
                return True
            return True

    class Bouncy(metaclass=CalledWithNothing):
        pass

    @runtime_checkable
    class Learner(Protocol):
        def fit(self, X, y): ...

        def predict(self, X): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="A class that the predictor does not know"
# Where the answer is probabilities, y is made binary as well: a true class of 2 counts as class 1.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    truth = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        hits = answer.argmax(axis=1) == truth
    else:
        answer = answer.reshape(-1)
        if np.all(answer == np.floor(answer)):
            hits = answer == truth
        else:
            hits = (answer > 0.5) == truth.astype(bool)
    return float(np.mean(hits))

# %% task="callable-layer" kind="wrong" breaks="An error that is raised inside a step travels on unchanged, whatever its kind."
# A TypeError inside a step is raised anew, with the number of the step.
def apply_all(steps, x):
    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    for number, step in enumerate(steps):
        try:
            x = step(x)
        except TypeError as error:
            raise TypeError(f"step {number}: {error}") from error
    return x

