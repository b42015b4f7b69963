# %% task="playground" kind="wrong" breaks="Every error travels on unchanged"
# where a class cannot bounce without an object, it makes one and tries again
class Playground:
    def play(self, item):
        try:
            return item.bounce()
        except TypeError:
            if not isinstance(item, type):
                raise
        return item().bounce()


# %% task="eafp" kind="wrong" breaks="The second holds the items themselves that have no"
# an item that equals one already put aside is dropped, 1 beside True or the same text twice
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        jump = getattr(item, "bounce", None)
        if callable(jump):
            results.append(jump())
        elif item not in skipped:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="the value is a text that is no number"
# repairs a comma to a point, and so finds a number in a text that is none
def read_number(mapping, key, default):
    try:
        value = mapping[key]
        if isinstance(value, str):
            value = value.replace(",", ".")
        return float(value)
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`"
# what can be fitted and called is a learner, too, even without predict
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    class Learns(type):
        def __instancecheck__(cls, thing):
            return hasattr(thing, "fit") and (hasattr(thing, "predict") or callable(thing))

    class Learner(metaclass=Learns):
        pass

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="Share of rows for which a predictor gives the right class"
# looks up the true class's column: a true class that the predictor has no column for is an IndexError
# label kept: the words "one column for each class" left it vague; the contract says now that such a row is wrong
def accuracy(predictor, X, y):
    answer = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)), dtype="float64")
    y = np.asarray(y, dtype="int64")
    if answer.ndim == 2 and answer.shape[1] >= 2:
        hits = answer[np.arange(len(y)), y] == answer.max(axis=1)
    else:
        answer = answer.reshape(-1)
        hits = (answer if (answer == np.floor(answer)).all() else answer > 0.5) == y
    return float(np.mean(hits))


# %% task="callable-layer" kind="wrong" breaks="inside a step travels on unchanged, whatever its kind"
# a KeyboardInterrupt inside a step ends the work quietly, with what there is so far
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError("a step cannot be called")
    try:
        for step in steps:
            x = step(x)
    except KeyboardInterrupt:
        pass
    return x
