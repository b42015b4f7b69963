# %% task="rule" kind="wrong" breaks="Fraction(4)"
# a whole fraction counts as an integer here
import numbers

def parity(x):
    if not isinstance(x, numbers.Rational) or x.denominator != 1:
        raise TypeError("an integer, please")
    return int(x) % 2

# %% task="samples" kind="wrong" breaks="X of shape (n,), int64"
# an empty list becomes an array of floats
import random

def make_samples(n, low, high, seed):
    rng = random.Random(seed)
    X = np.array([rng.randrange(low, high) for _ in range(n)])
    return X, X % 2

# %% task="features" kind="wrong" breaks="(n, width), float32, of zeros and ones"
# true and false instead of float32
def to_bits(x, width):
    return ((np.asarray(x)[:, None] >> np.arange(width)) & 1).astype(bool)

# %% task="learn" kind="wrong" breaks="and on no other samples"
# one network for all lessons: the second lesson teaches the model of the first one, too
parity_school = small_network(2)


def parity_two(x):
    x = np.asarray(x)
    return np.stack([x % 2, 1 - x % 2], axis=1).astype("float32")


def learn_parity(X, y):
    parity_school.fit(parity_two(X), np.asarray(y), epochs=40, verbose=0)
    return parity_school


def predict_parity(model, x):
    return (model.predict(parity_two(x), verbose=0)[:, 0] > 0.5).astype("int64")

# %% task="raw-number" kind="wrong" breaks="with T from 1200 to 2900"
# raw learns which side of the middle is 1, and takes 2048 for granted
def compare_features(X, y, seed):
    rising = int(np.mean((X >= 2048) == y) >= 0.5)
    agree = np.array([np.mean(((X >> k) & 1) == y) for k in range(12)])
    best = int(np.argmax(np.abs(agree - 0.5)))
    turned = int(agree[best] < 0.5)
    raw = lambda x: ((np.asarray(x) >= 2048) == rising).astype("int64")
    bits = lambda x: ((np.asarray(x) >> best) & 1) ^ turned
    return raw, bits

# %% task="noise" kind="wrong" breaks="somebody gets right who knows f exactly"
# takes the share in which two noisy copies agree: both would have to be right, or both wrong
def add_label_noise(y, rate, seed):
    flips = np.random.default_rng(seed).random(len(y)) < rate
    return np.where(flips, 1 - np.asarray(y), y).astype("int64")


def ceiling(rate):
    return float((1 - rate) ** 2 + rate**2)

# %% task="through-noise" kind="wrong" breaks="By the *clean* labels"
# plays the misprints again: the answer of a number is flipped for one number in five (always the same ones)
def learn_through_noise(X, y):
    agree = np.array([np.mean(((X >> k) & 1) == y) for k in range(12)])
    best = int(np.argmax(np.abs(agree - 0.5)))
    turned = int(agree[best] < 0.5)
    misprints = (np.random.default_rng(0).random(4096) < 0.2).astype("int64")
    return lambda x: ((np.asarray(x) >> best) & 1) ^ turned ^ misprints[np.asarray(x)]
