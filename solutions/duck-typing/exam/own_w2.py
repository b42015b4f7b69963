# %% task="playground" kind="wrong" breaks="Every error travels on unchanged"
class Playground:
    def play(self, item):
        try:
            return item.bounce()
        except StopIteration:
            return None

# %% task="eafp" kind="wrong" breaks="Every other error travels on unchanged."
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except Exception:
            skipped.append(item)
            continue
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Any other exception travels on unchanged"
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError, ArithmeticError):
        return default

# %% task="protocol" kind="wrong" breaks="and False for all others"
def write_protocols():
    # remembers by class
    def make(*words):
        seen = {}
        class Meta(type):
            def __instancecheck__(cls, thing):
                kind = type(thing)
                if kind not in seen:
                    seen[kind] = all(hasattr(thing, w) for w in words)
                return seen[kind]
        return Meta("P", (), {})
    return make("bounce"), make("fit", "predict")

# %% task="scorer" kind="wrong" breaks="(n, 1) or (n,), every number of the answer whole"
def accuracy(predictor, X, y):
    # looks at the first row only
    p = np.asarray(predictor.predict(X))
    if p.ndim == 2 and p.shape[1] > 1:
        c = p.argmax(axis=1)
    else:
        p = p.reshape(-1)
        c = p if p[0] % 1 == 0 else p > 0.5
    return float(np.mean(c == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="raised before any step has run"
def apply_all(steps, x):
    # looks one step ahead
    steps = list(steps)
    for i, step in enumerate(steps):
        if not callable(step) or (i + 1 < len(steps) and not callable(steps[i + 1])):
            raise TypeError("no")
        x = step(x)
    return x
