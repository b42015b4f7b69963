# %% task="playground" kind="right"
class Playground:
    # takes the bounce first, then calls it; counts the games on the side
    def __init__(self):
        self.games = 0

    def play(self, item):
        bounce = getattr(item, "bounce")
        self.games += 1
        return bounce()


# %% task="eafp" kind="right"
def bounce_all(items):
    # a helper class that holds what it caught, and a sentinel of its own
    class Box:
        nothing = object()

        def __init__(self):
            self.toys, self.rest = [], []

        def sort(self, item):
            bounce = getattr(item, "bounce", self.nothing)
            place, thing = (self.toys, bounce) if callable(bounce) else (self.rest, item)
            place.append(thing)

    box = Box()
    walk = iter(items)
    end = object()
    while (item := next(walk, end)) is not end:
        box.sort(item)
    return [toy() for toy in box.toys], box.rest


# %% task="narrow" kind="right"
def read_number(mapping, key, default):
    # two steps, each with its own net
    try:
        value = mapping[key]
    except KeyError:
        return default
    try:
        number = float(value)
    except (ValueError, TypeError):
        return default
    else:
        return number


# %% task="protocol" kind="right"
def write_protocols():
    # the learner is put together from two small protocols
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self, *words, **more): ...

    class Fits(Protocol):
        def fit(self): ...

    class Predicts(Protocol):
        def predict(self): ...

    @runtime_checkable
    class Learner(Fits, Predicts, Protocol):
        """Fits and predicts."""

    return Bouncy, Learner


# %% task="scorer" kind="right"
def accuracy(predictor, X, y):
    # keras.ops reads the answer; the largest is found by comparing with the row's maximum
    answer = keras.ops.convert_to_numpy(predictor.predict(X))
    columns = answer.reshape(len(answer), -1)
    if columns.shape[1] > 1:
        classes = (columns == columns.max(axis=1, keepdims=True)) @ np.arange(columns.shape[1])
    elif np.array_equal(columns, np.rint(columns)):
        classes = columns[:, 0]
    else:
        classes = np.where(columns[:, 0] > 0.5, 1, 0)
    return np.count_nonzero(classes == np.asarray(y)) / len(columns)


# %% task="callable-layer" kind="right"
def apply_all(steps, x):
    # a queue from which the steps are taken one by one
    from collections import deque

    queue = deque()
    for step in steps:
        if not callable(step):
            raise TypeError("this step cannot be called")
        queue.append(step)
    result = x
    while queue:
        result = queue.popleft()(result)
    return result
