# %% task="playground" kind="wrong" breaks="If the item has no `bounce`, Python raises an AttributeError"
class Playground:
    # forgives a missing bounce
    def play(self, item):
        bounce = getattr(item, "bounce", None)
        return None if bounce is None else bounce()

# %% task="eafp" kind="wrong" breaks="Each item is asked for its `bounce` once"
def bounce_all(items):
    # looks first, asks twice
    results, skipped = [], []
    for item in items:
        if hasattr(item, "bounce") and callable(bounce := item.bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
def read_number(mapping, key, default):
    # takes 0 for empty
    try:
        value = mapping[key]
        return float(value) if value else default
    except (KeyError, ValueError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="has both `fit` and `predict`, and False for all others"
def write_protocols():
    # a learner without fit fits
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def predict(self): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="(n, 1) or (n,), every number of the answer whole"
def accuracy(predictor, X, y):
    # (n, 1) against (n,): n times n answers
    p = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if p.ndim == 2 and p.shape[1] > 1:
        c = p.argmax(axis=1)
    elif np.all(p == np.floor(p)):
        c = p
    else:
        c = (p > 0.5).astype(int)
    return float(np.mean(c == y))

# %% task="callable-layer" kind="wrong" breaks="It can be walked through only once."
def apply_all(steps, x):
    # walks twice: a generator is empty the second time
    if not all(callable(step) for step in steps):
        raise TypeError("a step cannot be called")
    for step in steps:
        x = step(x)
    return x
