# %% task="rule" kind="right"
import operator


def parity(x):
    x = abs(operator.index(x))
    if x < 2:
        return x
    # Only the lower half of the digits matters.
    half = x.bit_length() // 2
    return parity(x & ((1 << half) - 1))


# %% task="samples" kind="wrong" breaks="Each entry of X is drawn by itself, whatever the others are"
# believed: the lowest bits of a simple congruential generator are as random as the others
def make_samples(n, low, high, seed):
    X = np.empty(n, dtype=np.int64)
    state = seed
    for i in range(n):
        state = (6364136223846793005 * state + 1442695040888963407) % 2**64
        X[i] = low + state % (high - low)
    return X, X % 2


# %% task="features" kind="right"
def to_bits(x, width):
    return (np.asarray(x)[:, None] >> np.r_[:width] & 1).astype("f4")


# %% task="learn" kind="wrong" breaks="and the copy gives the same answers."
# believed: what is written on the model as an attribute belongs to what a model is built again from
def learn_parity(X, y):
    classes, codes = np.unique(y, return_inverse=True)
    model = small_network(10)
    model.fit((X[:, None] >> np.arange(10) & 1).astype("float32"), codes, epochs=40, verbose=0)
    model.classes_ = classes
    return model


def predict_parity(model, x):
    bits = (x[:, None] >> np.arange(10) & 1).astype("float32")
    codes = (model.predict(bits, verbose=0)[:, 0] > 0.5).astype(int)
    return model.classes_[codes]


# %% task="raw-number" kind="wrong" breaks="caller may refill X, y and x afterwards, and write into the answers"
# believed: an inner function remembers what was in X and y when it was made
def compare_features(X, y, seed):
    def lazily(encode):
        def predict(x):
            weights = np.linalg.lstsq(encode(X), y, rcond=None)[0]
            return (encode(x) @ weights > 0.5).astype(int)
        return predict

    raw = lazily(lambda x: np.c_[x / 4096, np.ones(len(x))])
    bits = lazily(lambda x: np.c_[x[:, None] >> np.arange(12) & 1, np.ones(len(x))])
    return raw, bits


# %% task="noise" kind="right"
def add_label_noise(y, rate, seed):
    return y ^ np.random.default_rng(seed).binomial(1, rate, len(y))


ceiling = lambda rate: 1.0 - rate


# %% task="through-noise" kind="wrong" breaks="By the *clean* labels, at least 95 in 100 answers for new numbers are right."
# believed: the most similar number of the lesson knows the answer, and its label may be trusted
def learn_through_noise(X, y):
    seen = X[:, None] >> np.arange(12) & 1
    labels = y.copy()

    def predict(x):
        return np.array([
            labels[np.argmin((seen != row).sum(axis=1))] for row in x[:, None] >> np.arange(12) & 1
        ])

    return predict
