# %% task="playground" kind="wrong" breaks="Unchanged means: the very error, with its words and its cause."
# Raises a new AttributeError with the same words in place of the very one.
class Playground:
    def play(self, item):
        try:
            return item.bounce()
        except AttributeError as error:
            raise AttributeError(*error.args) from error

# %% task="eafp" kind="right"
# Two phases: all items are asked first, and what can be called is called afterwards, in comprehensions.
def bounce_all(items):
    nothing = object()
    asked = [(item, getattr(item, "bounce", nothing)) for item in items]
    skipped = [item for item, bounce in asked if not callable(bounce)]
    results = [bounce() for _, bounce in asked if callable(bounce)]
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
# Takes every value that is not true for a hole: 0 gives the default.
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        return default
    try:
        return float(value) if value else default
    except (ValueError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="`isinstance(thing, Learner)` is True for whatever has both `fit` and `predict`"
# Learner inherits from two protocols but not from Protocol: it is an ordinary class, which nobody fits.
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Fits(Protocol):
        def fit(self, X, y): ...

    @runtime_checkable
    class Predicts(Protocol):
        def predict(self, X): ...

    class Learner(Fits, Predicts):
        pass

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="every number of the answer whole (2 or 2.0): these are the classes."
# Goes by the dtype: classes that come as floats (2.0) are taken for probabilities.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if np.issubdtype(answer.dtype, np.floating):
            classes = (classes > 0.5).astype(int)
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="right"
# Recursion: at most a hundred steps, so at most a hundred levels.
def apply_all(steps, x):
    def look(walk):
        held = [*walk]
        if [step for step in held if not callable(step)]:
            raise TypeError("not every step can be called")
        return held

    def run(chain, value):
        if len(chain) == 0:
            return value
        return run(chain[1:], chain[0](value))

    return run(look(steps), x)

