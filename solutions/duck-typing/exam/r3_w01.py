# %% task="playground" kind="wrong" breaks="It is asked for its `bounce` once, and for nothing"
class Playground:
    # looks before it leaps: the item is asked for `bounce` twice
    def play(self, item):
        if not hasattr(item, "bounce"):
            raise AttributeError(f"'{type(item).__name__}' object has no attribute 'bounce'")
        return item.bounce()


# %% task="eafp" kind="wrong" breaks="An AttributeError means that an item has no `bounce` only if it is raised by asking for it"
def bounce_all(items):
    # the jump stands under the `try` together with the asking
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
            if callable(bounce):
                results.append(bounce())
            else:
                skipped.append(item)
        except AttributeError:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="Any other exception travels on unchanged, such as the OverflowError of `float(10**400)`"
def read_number(mapping, key, default):
    # a number too large for a float is taken for a hole as well
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError, OverflowError):
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`"
def write_protocols():
    # one word too many: what Keras's models have, too, `evaluate`, is asked for
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def fit(self, X, y): ...

        def predict(self, X): ...

        def evaluate(self, X, y): ...

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="- (n, 1) or (n,), every number of the answer whole (2 or 2.0): these are the classes"
def accuracy(predictor, X, y):
    # a column stays a column: (n, 1) against (n,) gives n x n comparisons
    answer = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    elif np.all(answer == np.floor(answer)):
        classes = answer
    else:
        classes = answer > 0.5
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="can be walked through only once"
def apply_all(steps, x):
    # walks twice: a generator is used up by the look, and nothing is left to run
    for step in steps:
        if not callable(step):
            raise TypeError("a step cannot be called")
    for step in steps:
        x = step(x)
    return x
