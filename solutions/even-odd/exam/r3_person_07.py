# %% task="rule" kind="wrong" breaks="Returns 0 if x is even and 1 if it is odd"
# the remainder keeps the sign of x, as in C: -3 gives -1
def parity(x):
    if not isinstance(x, (int, np.integer)):
        raise TypeError("an integer, please")
    x = int(x)
    rest = abs(x) % 2
    return rest if x >= 0 else -rest

# %% task="samples" kind="wrong" breaks="Returns the pair (X, y) of new arrays"
# remembers what it has drawn, and hands out the very same arrays again
import functools

@functools.lru_cache(maxsize=None)
def make_samples(n, low, high, seed):
    X = np.random.default_rng(seed).integers(low, high, size=n, dtype=np.int64)
    return X, X % 2

# %% task="features" kind="wrong" breaks="of shape (n, width), float32"
# squeezes the axes of length one away
def to_bits(x, width):
    x = np.asarray(x).reshape(-1, 1, 1)
    bits = (x >> np.arange(width).reshape(1, width, 1)) & 1
    return np.squeeze(bits).astype("float32")

# %% task="learn" kind="wrong" breaks="Of new numbers, at least 99 in 100 are right"
# one weight for each number: learns the lesson by heart and knows nothing about new numbers
def learn_parity(X, y):
    network = keras.Sequential([
        keras.Input((1,), dtype="int64"),
        keras.layers.Embedding(1000, 1),
        keras.layers.Flatten(),
        keras.layers.Activation("sigmoid"),
    ])
    network.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    network.fit(np.asarray(X)[:, None], np.asarray(y), epochs=15, verbose=0)
    return network


def predict_parity(model, x):
    asked = np.asarray(x)[:, None] % 1000
    return (model.predict(asked, verbose=0)[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="sees the number itself, scaled as you like, as its only feature"
# raw gets a wave of the number beside it, so it can tell even from odd
def compare_features(X, y, seed):
    def line(columns):  # least squares: weights, and a constant
        inputs = np.hstack([columns, np.ones((len(X), 1))])
        return np.linalg.lstsq(inputs, 2.0 * y - 1.0, rcond=None)[0]

    def threshold():  # the best place to cut the number line, and which side is 1
        order = np.argsort(X)
        numbers, steps = X[order], np.cumsum(1 - 2 * y[order])
        steps = np.concatenate([[0], steps])
        up, down = int(np.argmax(steps)), int(np.argmin(steps))
        rising = steps[up] - steps[-1] / 2 >= steps[-1] / 2 - steps[down]
        place = up if rising else down
        cut = numbers[place] if place < len(numbers) else 4096
        return int(cut), int(rising)

    places = np.arange(12)
    signs = lambda x: ((np.asarray(x)[:, None] >> places) & 1) * 2.0 - 1.0
    cut, rising = threshold()
    weights = line(signs(X))

    waves = lambda x: np.stack([np.asarray(x) / 2048.0 - 1, np.cos(np.pi * np.asarray(x))], axis=1)
    wave_weights = line(waves(X))

    def raw(x):
        return (waves(x) @ wave_weights[:-1] + wave_weights[-1] > 0).astype("int64")

    def bits(x):
        return (signs(x) @ weights[:-1] + weights[-1] > 0).astype("int64")

    return raw, bits

# %% task="noise" kind="wrong" breaks="The same arguments give the same flips"
# "if seed" leaves out seed 0: fresh noise at each call
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed) if seed else np.random.default_rng()
    flips = rng.random(len(y)) < rate
    return np.where(flips, 1 - np.asarray(y), y).astype("int64")


def ceiling(rate):
    return 1 - rate

# %% task="through-noise" kind="wrong" breaks="array of answers, 0 or 1"
# hands back probabilities
def learn_through_noise(X, y):
    agree = np.array([np.mean(((X >> k) & 1) == y) for k in range(12)])
    best = int(np.argmax(np.abs(agree - 0.5)))
    share = [float(np.mean(y[((X >> best) & 1) == side])) for side in (0, 1)]
    return lambda x: np.where((np.asarray(x) >> best) & 1, share[1], share[0])
