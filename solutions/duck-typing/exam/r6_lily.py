# %% task="playground" kind="wrong" breaks="It is asked for its `bounce` once, and for nothing else."
# Writes down the family of each guest by item.__class__, which asks the item for one more thing.
class Playground:
    def __init__(self):
        self.visitors = []

    def play(self, item):
        self.visitors.append(item.__class__)
        return item.bounce()

# %% task="eafp" kind="wrong" breaks="of a dict, its keys."
# Of a dict it bounces the values.
def bounce_all(items):
    if isinstance(items, dict):
        items = items.values()
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="It is asked for `mapping[key]` once, and for nothing else."
# Tries mapping[key] for its KeyError, and then takes the value by a second mapping[key].
def read_number(mapping, key, default):
    try:
        mapping[key]
    except KeyError:
        return default
    try:
        return float(mapping[key])
    except (ValueError, TypeError):
        return default

# %% task="protocol" kind="right"
# Protocols that name the words by annotations only, without any method in them.
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        bounce: object

    @runtime_checkable
    class Learner(Protocol):
        fit: object
        predict: object

    pair = (Bouncy, Learner)
    return pair

# %% task="scorer" kind="wrong" breaks="`predictor.predict(X)` is asked of it once, and nothing else."
# Predicts once to see the shape, and once more for the answer.
def accuracy(predictor, X, y):
    many = np.ndim(predictor.predict(X)) == 2
    answer = np.asarray(predictor.predict(X))
    if many and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if not np.all(classes == np.floor(classes)):
            classes = classes > 0.5
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="A step is called once for each time that it stands there"
# A step that stands there twice runs only once.
def apply_all(steps, x):
    chain = []
    for step in steps:
        if not callable(step):
            raise TypeError("every step must be callable")
        if not any(step is other for other in chain):
            chain.append(step)
    for step in chain:
        x = step(x)
    return x

