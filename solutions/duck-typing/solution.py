# Our own answer, cell by cell; the notebook around it is `exercises/duck-typing/notebook.py`.

# %% task="playground"
class Playground:
    def play(self, item):
        # No question beforehand, so nobody who bounces is shut out; no `except`, so nothing is hidden.
        return item.bounce()

# %% task="eafp"
def bounce_all(items):
    # Only the look-up stands under `try`: an AttributeError from inside `bounce` is somebody's bug.
    # The method is kept, so it cannot vanish between asking and calling.
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            skipped.append(item)
            continue
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow"
def read_number(mapping, key, default):
    # One attempt, three names: what is not named here travels on.
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default

# %% task="protocol"
def write_protocols():
    # Each note holds what will be called and not a word more; each word too many shuts somebody out.
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def fit(self, *data): ...

        def predict(self, X): ...

    return Bouncy, Learner

# %% task="scorer"
def accuracy(predictor, X, y):
    # We look at the answer and never at who gives it; both sides have the shape (n,) when compared.
    answer = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)))
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    else:
        column = answer.reshape(-1)
        whole = np.all(column == np.round(column))
        classes = column if whole else column > 0.5
    return float(np.mean(classes == np.reshape(y, -1)))

# %% task="callable-layer"
def apply_all(steps, x):
    # A list first: a generator can be walked through only once, and we look before we leap.
    steps = list(steps)
    for place, step in enumerate(steps):
        if not callable(step):
            raise TypeError(f"Step {place} cannot be called. Received: {type(step).__name__}")
    for step in steps:
        x = step(x)
    return x
