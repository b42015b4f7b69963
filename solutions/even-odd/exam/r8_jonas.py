# %% task="rule" kind="right"
from numbers import Integral


class NotAnInteger(TypeError):
    """Raised for what is neither even nor odd."""


class ParityRule:
    EVEN = 0
    ODD = 1

    def accepts(self, candidate):
        if isinstance(candidate, (float, complex, str, bytes, list, tuple, dict, set)):
            return False
        if isinstance(candidate, np.ndarray):
            return False
        return isinstance(candidate, Integral) or isinstance(candidate, np.integer)

    def apply(self, candidate):
        if not self.accepts(candidate):
            raise NotAnInteger(f"an integer was expected, not {type(candidate).__name__}")
        remainder = int(candidate) % 2
        assert remainder in (self.EVEN, self.ODD)
        return self.ODD if remainder else self.EVEN


def parity(x):
    return ParityRule().apply(x)


# %% task="samples" kind="wrong" breaks="Returns the pair (X, y) of new arrays"
# believed: the same arguments give the same samples, so they may be remembered and handed out again
import functools


@functools.lru_cache(maxsize=128)
def drawn_once(n, low, high, seed):
    X = np.random.default_rng(seed).integers(low, high, n, dtype=np.int64)
    return X, X % 2


def make_samples(n, low, high, seed):
    return drawn_once(n, low, high, seed)


# %% task="features" kind="wrong" breaks="x:     (n,) int64 array, n >= 0"
# believed: every array has a smallest and a largest number
def to_bits(x, width):
    if not 1 <= width <= 62:
        raise ValueError("width must be 1 to 62")
    if x.min() < 0 or x.max() >= 2**width:
        raise ValueError("a number does not fit into the width")
    return ((x[:, None] >> np.arange(width)) & 1).astype(np.float32)


# %% task="learn" kind="wrong" breaks="may refill x afterwards, and write into the answers: that changes no later answer."
# believed: an answer that was computed once can be kept and handed out again as it is
def learn_parity(X, y):
    bits = (X[:, None] >> np.arange(10) & 1).astype("float32")
    model = small_network(10)
    model.fit(bits, y, epochs=40, verbose=0)
    return model


answered = {}


def predict_parity(model, x):
    question = (model, x.tobytes())
    if question not in answered:
        bits = (x[:, None] >> np.arange(10) & 1).astype("float32")
        probability = model.predict(bits, verbose=0)[:, 0]
        answered[question] = (probability > 0.5).astype("int64")
    return answered[question]


# %% task="raw-number" kind="right"
class ScaledNumber:
    width = 1

    def __call__(self, x):
        return (np.asarray(x, dtype="float32") / 2048.0 - 1.0).reshape(-1, 1)


class BinaryDigits:
    width = 12

    def __call__(self, x):
        return np.stack([(np.asarray(x) >> i) & 1 for i in range(12)], axis=1).astype("float32")


class Predictor:
    def __init__(self, encoder):
        self.encoder = encoder
        self.network = small_network(encoder.width)

    def fit(self, X, y):
        self.network.fit(self.encoder(X), np.array(y, dtype="float32"), epochs=30, verbose=0)
        return self

    def answer(self, x):
        probability = self.network.predict(self.encoder(x), verbose=0).reshape(-1)
        return np.array([1 if p > 0.5 else 0 for p in probability], dtype="int64")


def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    raw = Predictor(ScaledNumber()).fit(X, y)
    bits = Predictor(BinaryDigits()).fit(X, y)
    return raw.answer, bits.answer


# %% task="noise" kind="wrong" breaks="seed: int, 0 <= seed < 2**32. The same arguments give the same flips, in another process too."
# believed: `hash` of a text is the same number in every Python process
def add_label_noise(y, rate, seed):
    key = abs(hash(f"label noise {seed}"))
    rng = np.random.default_rng(key)
    flips = rng.random(len(y)) < rate
    return np.where(flips, 1 - y, y)


def ceiling(rate):
    return 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="may refill X, y and x afterwards, and write into the answers: that changes no later answer."
# believed: the same array object is the same question
def learn_through_noise(X, y):
    def as_bits(x):
        return (x[:, None] >> np.arange(12) & 1).astype("float32")

    network = small_network(12)
    network.fit(as_bits(X), np.array(y), epochs=200, batch_size=len(X), verbose=0)
    last = {"question": None, "answers": None}

    def predict(x):
        if x is not last["question"]:
            probability = network.predict(as_bits(x), verbose=0)[:, 0]
            last["question"], last["answers"] = x, (probability > 0.5).tolist()
        return list(last["answers"])

    return predict
