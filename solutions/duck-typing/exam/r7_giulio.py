# %% task="playground" kind="wrong" breaks="else. Every error travels on unchanged: the AttributeError that Python raises where there is no"
# believed: what does not bounce just stays outside quietly: None
class Playground:
    def play(self, item):
        bounce = getattr(item, "bounce", None)
        if bounce is None:
            return None
        return bounce()

# %% task="eafp" kind="wrong" breaks="So does each error that is raised while an item bounces, whatever"
# believed: a TypeError at the call can only mean that this bounce cannot be called
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        try:
            results.append(bounce())
        except TypeError:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="mapping: anything that answers to square brackets."
# believed: what has square brackets has `.get` as well
def read_number(mapping, key, default):
    value = mapping.get(key)
    try:
        return float(value)
    except (ValueError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="`isinstance(thing, Learner)` is True for whatever has both `fit` and `predict`, and False for all"
# believed: `Fits | Predicts` asks for both (it asks for one of the two)
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

    return Bouncy, Fits | Predicts

# %% task="scorer" kind="wrong" breaks="Above 0.5 means class 1, and all else class 0."
# believed: from one half on it is class 1, the half itself too
def accuracy(predictor, X, y):
    p = np.array(predictor.predict(X))
    if p.ndim == 2 and p.shape[1] > 1:
        p = p.argmax(1)
    else:
        p = p.flatten()
        if not (p == p.round()).all():
            p = (p >= 0.5).astype(int)
    return float((p == np.array(y)).mean())

# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run."
# believed: what cannot be called is put aside, as in section 2
def apply_all(steps, x):
    for step in [step for step in steps if callable(step)]:
        x = step(x)
    return x
