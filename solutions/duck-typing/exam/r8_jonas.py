# %% task="playground" kind="wrong" breaks="calls `item.bounce()` once, and returns what that returns, as it is"
# believed: "once" means once in its life, so a toy that comes back gets the answer that I noted
class Playground:
    def __init__(self):
        self._heard = {}

    def play(self, item):
        if id(item) not in self._heard:
            self._heard[id(item)] = item, item.bounce()
        return self._heard[id(item)][1]

# %% task="eafp" kind="wrong" breaks="The second holds the items themselves that have no `bounce`, or one that cannot be called"
# believed: whether a thing bounces is a matter of its class, so when one did not, the others of its class need not be asked
def bounce_all(items):
    results, skipped = [], []
    lazy = set()
    for item in items:
        if type(item) in lazy:
            skipped.append(item)
            continue
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            results.append(bounce())
        else:
            lazy.add(type(item))
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="right"
def read_number(mapping, key, default):
    try: return float(mapping[key])
    except (KeyError, ValueError, TypeError): return default

# %% task="protocol" kind="right"
def write_protocols():
    def note(name, *words):
        class Gate(type):
            def __instancecheck__(cls, thing):
                return all(hasattr(thing, word) for word in words)

        return Gate(name, (), {})

    return note("Bouncy", "bounce"), note("Learner", "fit", "predict")

# %% task="scorer" kind="wrong" breaks="A class that the predictor does not know, such as 7 with three columns, makes a wrong row"
# believed: every true class has its column, so I can look up the number in that column and see whether it is the largest
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        own = answer[np.arange(len(y)), y]
        return float(np.mean(own == answer.max(axis=1)))
    answer = answer.ravel()
    classes = answer if not np.any(answer % 1) else answer > 0.5
    return float(np.mean(classes == y))

# %% task="callable-layer" kind="wrong" breaks="It can be walked through only once, and is otherwise left as it is"
# believed: a list may be used as it comes; that taking steps out of it empties the caller's list was overlooked
def apply_all(steps, x):
    if not isinstance(steps, list):
        steps = list(steps)
    if any(not callable(step) for step in steps):
        raise TypeError("all steps must be callable")
    while steps:
        step = steps.pop(0)
        x = step(x)
    return x
