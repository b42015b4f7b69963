# %% task="playground" kind="wrong" breaks="play(item): calls `item.bounce()` once"
class Playground:
    # remembers each toy: the second time it plays, it does not bounce, and the old answer comes
    def __init__(self):
        self.seen = []

    def play(self, item):
        for toy, answer in self.seen:
            if toy is item:
                return answer
        answer = item.bounce()
        self.seen.append((item, answer))
        return answer


# %% task="eafp" kind="wrong" breaks="(results, skipped), both in the order of `items`"
def bounce_all(items):
    # first those without the word, then those whose word cannot be called
    results, nothing, broken = [], [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            nothing.append(item)
            continue
        if callable(bounce):
            results.append(bounce())
        else:
            broken.append(item)
    return results, nothing + broken


# %% task="narrow" kind="wrong" breaks="- the value is of a type that gives no number, such as None or a list"
def read_number(mapping, key, default):
    # a list with a single entry is opened, and its entry read
    try:
        value = mapping[key]
        if isinstance(value, (list, tuple)) and len(value) == 1:
            value = value[0]
        return float(value)
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="It does not matter whether a thing has the word from its class or"
def write_protocols():
    # both words from the class, or both from the thing itself: one from each is not seen
    class Words(type):
        def __instancecheck__(cls, thing):
            own = getattr(thing, "__dict__", {})
            return all(hasattr(type(thing), word) for word in cls.words) or all(
                word in own for word in cls.words
            )

    class Learner(metaclass=Words):
        words = ("fit", "predict")

    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="every number of the answer whole (2 or 2.0): these are the classes"
def accuracy(predictor, X, y):
    # looks at y: if only 0 and 1 occur in it, an answer of class 2 is cut at one half, too
    answer, y = np.asarray(predictor.predict(X)), np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.ravel()
        if y.max() <= 1 or np.any(classes % 1 != 0):
            classes = classes > 0.5
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="Nothing is converted or copied"
def apply_all(steps, x):
    # a list becomes an array before it is handed on
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(f"{type(step).__name__} cannot be called")
    for step in steps:
        if isinstance(x, list):
            x = np.array(x)
        x = step(x)
    return x
