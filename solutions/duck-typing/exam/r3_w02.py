# %% task="playground" kind="wrong" breaks="a module, or a class itself"
class Playground:
    # a class is taken for a box of toys: one is made of it, and that one bounces
    def play(self, item):
        if isinstance(item, type):
            item = item()
        return item.bounce()


# %% task="eafp" kind="wrong" breaks="Each item is asked for its `bounce` once."
def bounce_all(items):
    # first `hasattr`, then the dot: two questions, and the race is lost
    results, skipped = [], []
    for item in items:
        if not hasattr(item, "bounce"):
            skipped.append(item)
            continue
        bounce = item.bounce
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="0 is a number"
def read_number(mapping, key, default):
    # zero (and everything else that is false) counts as empty
    try:
        value = mapping[key]
    except KeyError:
        return default
    try:
        return float(value) if value else default
    except (ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`, and False for all"
def write_protocols():
    # one of the two words is enough here
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    class EitherWord(type):
        def __instancecheck__(cls, thing):
            return hasattr(thing, "fit") or hasattr(thing, "predict")

    class Learner(metaclass=EitherWord):
        pass

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="- (n, k) with k >= 2: one column for each class"
def accuracy(predictor, X, y):
    # every axis of length one is squeezed away: a single row of k columns becomes k answers
    answer = np.squeeze(np.asarray(predictor.predict(X)))
    y = np.asarray(y)
    if answer.ndim == 2:
        classes = answer.argmax(axis=1)
    elif np.all(answer % 1 == 0):
        classes = answer
    else:
        classes = answer > 0.5
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run"
def apply_all(steps, x):
    # looks at each step only when its turn has come
    for step in steps:
        if not callable(step):
            raise TypeError(f"{type(step).__name__} cannot be called")
        x = step(x)
    return x
