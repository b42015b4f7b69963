# %% task="rule" kind="right"
# the shortest way: whatever can serve as an index is an integer
import operator

def parity(x):
    return operator.index(x) & 1

# %% task="samples" kind="right"
# the shortest way
def make_samples(n, low, high, seed):
    X = np.random.default_rng(seed).integers(low, high, size=n)
    return X, X & 1

# %% task="features" kind="right"
# vectorised NumPy in one line
def to_bits(x, width):
    return ((np.asarray(x)[:, None] >> np.arange(width)) & 1).astype("float32")

# %% task="learn" kind="right"
# the last bit, shown as two columns, and the network of the notebook
def parity_features(x):
    x = np.asarray(x)
    return np.stack([x % 2, 1 - x % 2], axis=1).astype("float32")


def learn_parity(X, y):
    network = small_network(2)
    network.fit(parity_features(X), np.asarray(y), epochs=25, verbose=0)
    return network


def predict_parity(model, x):
    return (model.predict(parity_features(x), verbose=0)[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="The caller may refill X, y and x afterwards"
# (Right until the fifth round: `bits` reads the caller's y at each question, and the contract now lets it be refilled.)
# the shortest models: raw cuts the line once, bits lets each bit vote as strongly as it agrees with y; truth values as answers
def compare_features(X, y, seed):
    order = np.argsort(X)
    steps = np.concatenate([[0], np.cumsum(1 - 2 * y[order])])
    gains = np.stack([2 * steps - steps[-1], steps[-1] - 2 * steps])
    rising, place = np.unravel_index(np.argmax(gains), gains.shape)
    cut = np.append(X[order], 4096)[place]
    raw = lambda x: (np.asarray(x) >= cut) ^ bool(rising)

    signs = lambda x: 2.0 * ((np.asarray(x)[:, None] >> np.arange(12)) & 1) - 1
    pull = signs(X).T @ (2.0 * y - 1) / len(X)
    bits = lambda x: signs(x) @ pull > 1 - 2 * np.mean(y)
    return raw, bits

# %% task="noise" kind="right"
# the usual way
def add_label_noise(y, rate, seed):
    flips = np.random.default_rng(seed).random(len(y)) < rate
    return np.where(flips, 1 - y, y)


def ceiling(rate):
    return 1 - rate

# %% task="through-noise" kind="right"
# the shortest model: the one bit that says most, and which way round
def learn_through_noise(X, y):
    columns = [(X >> k) & 1 for k in range(12)]
    agree = [np.mean(column == y) for column in columns]
    best = int(np.argmax([abs(share - 0.5) for share in agree]))
    turned = int(agree[best] < 0.5)
    return lambda x: ((np.asarray(x) >> best) & 1) ^ turned
