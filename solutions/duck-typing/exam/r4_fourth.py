# %% task="playground" kind="wrong" breaks="calls `item.bounce()` once, and returns what that returns, as it is."
# Subtle: looks in the classes first, so a bounce hung on the object itself is passed over where its class has one too.
class Playground:
    def play(self, item):
        import inspect

        for kind in type(item).__mro__:
            method = vars(kind).get("bounce")
            if inspect.isfunction(method):
                return method(item)
        return item.bounce()


# %% task="eafp" kind="wrong" breaks="An AttributeError means that an item has no `bounce` only if it is raised by asking for it."
# Subtle: fetching the next item is under the same try; the iterable's own AttributeError, and a StopIteration by asking, vanish.
def bounce_all(items):
    results, skipped = [], []
    walk = iter(items)
    while True:
        try:
            item = next(walk)
            bounce = item.bounce
        except StopIteration:
            break
        except AttributeError:
            skipped.append(item)
            continue
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="It returns `default` itself, just as it was handed in"
# Subtle: a default that can be called is called, as a defaultdict does it.
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default() if callable(default) else default


# %% task="protocol" kind="wrong" breaks="and False for all others."
# Subtle: remembers the answer for each class; the second namespace gets the first one's answer, whatever hangs on it.
def write_protocols():
    class Asking(type):
        def __instancecheck__(cls, thing):
            kind = type(thing)
            if kind not in cls.known:
                cls.known[kind] = all(hasattr(thing, word) for word in cls.words)
            return cls.known[kind]

    class Bouncy(metaclass=Asking):
        words = ("bounce",)
        known = {}

    class Learner(metaclass=Asking):
        words = ("fit", "predict")
        known = {}

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="one column for each class. The class of a row is the column of its largest"
# Subtle: only the columns of the classes that occur in y are compared; a wrong last column that wins is not seen.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        count = max(2, int(y.max()) + 1)
        classes = answer[:, :count].argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        if np.all(answer == np.floor(answer)):
            classes = answer
        else:
            classes = (answer > 0.5).astype(int)
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run."
# Subtle: asks for a word `__call__`; an object on which one was hung has it and cannot be called, and fails half way.
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not hasattr(step, "__call__"):
            raise TypeError(f"{step!r} cannot be called")
    for step in steps:
        x = step(x)
    return x
