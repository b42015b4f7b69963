# %% task="playground" kind="wrong" breaks="and whatever is raised inside `bounce`"
# takes a StopIteration from inside for an ordinary end and returns its value
class Playground:
    def play(self, item):
        try:
            return item.bounce()
        except StopIteration as stop:
            return stop.value


# %% task="eafp" kind="wrong" breaks="Each item is asked for its `bounce` once"
# reads the list of an item's names; an item that answers to bounce without listing it is never asked
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        jump = getattr(item, "bounce", None) if "bounce" in dir(item) else None
        if callable(jump):
            results.append(jump())
        else:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="the value is of a type that gives no number, such as None or a list"
# lets NumPy convert, for which None is a NaN and a list of one number is that number
def read_number(mapping, key, default):
    try:
        return float(np.float64(mapping[key]))
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="It does not matter whether a thing has the word from its class or"
# the learner asks the class of a thing only: words that hang on the thing itself are not seen
def write_protocols():
    from abc import ABC

    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    class Learner(ABC):
        @classmethod
        def __subclasshook__(cls, kind):
            return all(any(word in vars(base) for base in kind.__mro__) for word in ("fit", "predict"))

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="Share of rows for which a predictor gives the right class"
# rounds the share to two places
def accuracy(predictor, X, y):
    answer = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)), dtype="float64")
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        classes = answer if (answer == np.floor(answer)).all() else answer > 0.5
    return round(float(np.mean(classes == np.asarray(y))), 2)


# %% task="callable-layer" kind="right"
# calls itself for each further step, and so fails with a RecursionError after about a thousand
# label corrected: it was wrong for more than about a thousand steps; no contract should ask that of a row of layers, a paper of
# round 2 held recursion for right, and the contract says now that there are at most a hundred
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError("a step cannot be called")

    def run(place, value):
        if place == len(steps):
            return value
        return run(place + 1, steps[place](value))

    return run(0, x)
