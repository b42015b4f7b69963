# %% task="playground" kind="wrong" breaks="It is asked for its `bounce` once, and for nothing"
# believed: looking first with hasattr does not count as asking, as long as I raise the same error
class Playground:
    def play(self, item):
        if not hasattr(item, "bounce"):
            raise AttributeError(f"'{type(item).__name__}' object has no attribute 'bounce'")
        return item.bounce()

# %% task="eafp" kind="wrong" breaks="Each item is asked for its `bounce` once."
# believed: hasattr is only a look, the asking comes afterwards
def bounce_all(items):
    results = []
    skipped = []
    for item in items:
        if not hasattr(item, "bounce"):
            skipped.append(item)
            continue
        bounce = item.bounce
        if not callable(bounce):
            skipped.append(item)
            continue
        results.append(bounce())
    return results, skipped

# %% task="narrow" kind="wrong" breaks="mapping: anything that answers to square brackets. It is asked for `mapping[key]` once, and for"
# believed: reading mapping[key] again is free, so I look at it first and read it again
def read_number(mapping, key, default):
    try:
        if mapping[key] is None:
            return default
        return float(mapping[key])
    except KeyError:
        return default
    except ValueError:
        return default
    except TypeError:
        return default

# %% task="protocol" kind="wrong" breaks="`isinstance(thing, Bouncy)` is True for whatever has something called `bounce`, and False for all"
# believed: only a trial jump shows whether a thing really bounces
def write_protocols():
    class TrialJump(type):
        def __instancecheck__(cls, thing):
            try:
                thing.bounce()
            except Exception:
                return False
            return True

    class Bouncy(metaclass=TrialJump):
        pass

    @runtime_checkable
    class Learner(Protocol):
        def fit(self, X, y): ...

        def predict(self, X): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="A class that the predictor does not know, such as 7 with three columns, makes a wrong row."
# believed: rows whose class the predictor cannot know are not its fault, and are left out of the share
def accuracy(predictor, X, y):
    y = np.array(y)
    p = np.array(predictor.predict(X))
    if p.ndim == 2 and p.shape[1] >= 2:
        known = y < p.shape[1]
        if not known.any():
            return 0.0
        return float(np.mean(p.argmax(axis=1)[known] == y[known]))
    p = p.reshape(-1)
    if np.all(p == np.floor(p)):
        classes = p
    else:
        classes = (p > 0.5).astype(int)
    return float(np.mean(classes == y))

# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run."
# believed: a bad argument is a ValueError
def apply_all(steps, x):
    steps = list(steps)
    for number, step in enumerate(steps, start=1):
        if not callable(step):
            raise ValueError(f"step {number} cannot be called: {step!r}")
    for step in steps:
        x = step(x)
    return x
