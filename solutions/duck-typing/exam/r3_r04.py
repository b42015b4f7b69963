# %% task="playground" kind="right"
class Playground:
    # the longest way: a try that lets all pass, a helper, slots
    __slots__ = ()

    @staticmethod
    def _take(item):
        try:
            return item.bounce
        except AttributeError:
            raise

    def play(self, item):
        bounce = self._take(item)
        answer = bounce()
        return answer


# %% task="eafp" kind="right"
def bounce_all(items):
    # tagged in one list first, then sorted; the bounce happens at once
    def kind_of(item):
        try:
            bounce = item.bounce
        except AttributeError:
            return None
        return bounce if callable(bounce) else None

    tagged = []
    for item in items:
        bounce = kind_of(item)
        tagged.append((False, item) if bounce is None else (True, bounce()))
    heard = [thing for bounced, thing in tagged if bounced]
    rest = [thing for bounced, thing in tagged if not bounced]
    return heard, rest


# %% task="narrow" kind="right"
def read_number(mapping, key, default):
    # a context manager of its own, and the operator module
    import operator

    class Net:
        fish = (KeyError, ValueError, TypeError)

        def __enter__(self):
            return self

        def __exit__(self, kind, error, trace):
            return kind is not None and issubclass(kind, self.fish)

    result = default
    with Net():
        result = float(operator.getitem(mapping, key))
    return result


# %% task="protocol" kind="right"
def write_protocols():
    # without Protocol: a class of classes answers isinstance
    class Words(type):
        def __instancecheck__(cls, thing):
            return all(hasattr(thing, word) for word in cls.words)

    Bouncy = Words("Bouncy", (), {"words": ("bounce",)})
    Learner = Words("Learner", (), {"words": ("fit", "predict")})
    return Bouncy, Learner


# %% task="scorer" kind="right"
def accuracy(predictor, X, y):
    # a reader for each kind of answer, sorting instead of argmax, a Fraction for the share
    from fractions import Fraction

    def columns(answer):
        return np.argsort(answer, axis=1)[:, -1]

    def as_classes(answer):
        return answer.ravel()

    def as_chances(answer):
        return (answer.ravel() > 0.5).astype(np.int64)

    answer = np.asarray(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] >= 2:
        reader = columns
    else:
        reader = as_classes if np.equal(np.trunc(answer), answer).all() else as_chances
    hits = [bool(guess == true) for guess, true in zip(reader(answer).tolist(), list(y))]
    return float(Fraction(sum(hits), len(hits)))


# %% task="callable-layer" kind="right"
def apply_all(steps, x):
    # an object that checks when it is made and runs when it is called
    class Chain:
        def __init__(self, links):
            self.links = [*links]
            broken = [place for place, link in enumerate(self.links) if not callable(link)]
            if broken:
                raise TypeError(f"steps that cannot be called stand at {broken}")

        def __call__(self, thing):
            for link in self.links:
                thing = link(thing)
            return thing

    return Chain(steps)(x)
