# %% task="playground" kind="wrong" breaks="It is asked for its `bounce` once, and for nothing else"
# believed: before I call a method I must ask with hasattr whether it is there; that hasattr takes the method, too, was overlooked
class Playground:
    """A place for anything that bounces."""

    def play(self, item):
        if not hasattr(item, "bounce"):
            print("careful: this one will not bounce")
        return item.bounce()

# %% task="eafp" kind="wrong" breaks="whatever its kind and whatever it says, an AttributeError too"
# believed: the words of an AttributeError tell where it came from: if it speaks of 'bounce', the item has none
def bounce_all(items):
    results = []
    skipped = []
    for item in items:
        try:
            bounce = item.bounce
            if callable(bounce):
                results.append(bounce())
            else:
                skipped.append(item)
        except AttributeError as error:
            if "bounce" not in str(error):
                raise
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Any other exception travels on unchanged"
# believed: `except Exception` is narrow enough, because only the bare `except:` catches too much
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except Exception:
        return default

# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`, and False for all others"
# believed: a model must be compiled before it is fitted, so `compile` belongs on the note, too
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def compile(self): ...

        def fit(self, X, y): ...

        def predict(self, X): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="Above 0.5 means class 1, and all else class 0"
# believed: from one half on it is class 1, as one rounds at school
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        if np.all(answer == np.floor(answer)):
            classes = answer
        else:
            classes = (answer >= 0.5).astype(int)
    return float(np.mean(classes == y))

# %% task="callable-layer" kind="wrong" breaks="a TypeError is raised before any step has run"
# believed: Python raises the TypeError by itself when it comes to the step, so there is nothing for me to do
def apply_all(steps, x):
    for step in steps:
        x = step(x)
    return x
