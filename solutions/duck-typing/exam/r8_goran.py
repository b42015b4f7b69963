# %% task="playground" kind="wrong" breaks="Unchanged means: the very error, with its words and its cause"
# believed: `raise error from None` only tidies the traceback; that it wipes out the error's cause was overlooked
class Playground:
    def play(self, item):
        try:
            return item.bounce()
        except Exception as error:
            raise error from None

# %% task="eafp" kind="wrong" breaks="So does each error that is raised while an item bounces, whatever its kind"
# believed: list(map(...)) lets every error through; that a StopIteration from inside looks like the end of the map was overlooked
def bounce_all(items):
    bounces, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            bounces.append(bounce)
        else:
            skipped.append(item)
    return list(map(lambda bounce: bounce(), bounces)), skipped

# %% task="narrow" kind="wrong" breaks="Any other exception travels on unchanged"
# believed: `finally` only tidies up; that a `return` in it swallows whatever is on its way was overlooked
def read_number(mapping, key, default):
    number = default
    try:
        number = float(mapping[key])
    except (KeyError, ValueError, TypeError):
        number = default
    finally:
        return number

# %% task="protocol" kind="wrong" breaks="It does not matter whether a thing has the word from its class or from itself"
# believed: all things of one class have the same words, so one look at each class is enough, and may be remembered
def write_protocols():
    class Remembering(type):
        def __instancecheck__(cls, thing):
            kind = type(thing)
            if kind not in cls.known:
                cls.known[kind] = all(hasattr(thing, word) for word in cls.words)
            return cls.known[kind]

    class Bouncy(metaclass=Remembering):
        words, known = ("bounce",), {}

    class Learner(metaclass=Remembering):
        words, known = ("fit", "predict"), {}

    return Bouncy, Learner

# %% task="scorer" kind="right"
def accuracy(predictor, X, y):
    p, y = np.asarray(predictor.predict(X)), np.asarray(y)
    if p.ndim == 2 and p.shape[1] > 1:
        c = p.argmax(1)
    else:
        p = p.ravel()
        c = p if (p == np.rint(p)).all() else p > 0.5
    return float((c == y).mean())

# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run"
# believed: whatever has something named `__call__` can be called; that Python looks for it on the class only was overlooked
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not hasattr(step, "__call__"):
            raise TypeError(f"{step!r} cannot be called")
    for step in steps:
        x = step(x)
    return x
