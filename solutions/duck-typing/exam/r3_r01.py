# %% task="playground" kind="right"
class Playground:
    # the shortest way
    def play(self, item):
        return item.bounce()


# %% task="eafp" kind="right"
def bounce_all(items):
    # plain loop, try and except around the asking only
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


# %% task="narrow" kind="right"
def read_number(mapping, key, default):
    # one try, three fish
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="right"
def write_protocols():
    # as in the example of the notebook
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def fit(self, X, y): ...

        def predict(self, X): ...

    return Bouncy, Learner


# %% task="scorer" kind="right"
def accuracy(predictor, X, y):
    # vectorised NumPy
    answer = np.asarray(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if (classes != np.floor(classes)).any():
            classes = classes > 0.5
    return float((classes == np.asarray(y)).mean())


# %% task="callable-layer" kind="right"
def apply_all(steps, x):
    # two plain loops over a list
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(f"a {type(step).__name__} cannot be called")
    for step in steps:
        x = step(x)
    return x
