# /// sample
# ///

# %% task="rule"
def parity(x):
    if not hasattr(x, "__index__") or isinstance(x, np.ndarray):
        raise TypeError(f"not an integer: {x!r}")
    return abs(int(x)) % 2

# %% task="samples"
def make_samples(n, low, high, seed):
    """Draw even and odd numbers from one list, as a lottery would."""
    rng = np.random.Generator(np.random.PCG64(seed))
    X = np.array([low + int(step) for step in rng.integers(0, high - low, n)], dtype="int64")
    return X, X & 1

# %% task="features"
def to_bits(x, width):
    rest = x.copy()
    out = np.zeros((len(x), width), "float32")
    for k in range(width):
        rest, out[:, k] = np.divmod(rest, 2)
    return out

# %% task="learn"
def lowest_bits(x):
    """Turn whole numbers into their lowest bits, inside the model."""
    digits = keras.ops.cast(x, "int32") // keras.ops.cast(2 ** np.arange(9), "int32") % 2
    return keras.ops.cast(digits, "float32")


def learn_parity(X, y):
    numbers = keras.Input((1,), dtype="int32")
    shown = keras.layers.Lambda(lowest_bits, dtype="float32", output_shape=(9,))(numbers)
    bits = keras.layers.BatchNormalization(momentum=0.8)(shown)
    model = keras.Model(numbers, keras.layers.Dense(1, "sigmoid")(bits))
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(X.reshape(-1, 1).astype("int32"), y, epochs=15, verbose=0)
    return model


def predict_parity(model, x):
    chance = model.predict_on_batch(x.reshape(-1, 1).astype("int32"))
    return np.rint(chance[:, 0]).astype("int32")

# %% task="raw-number"
class Predictor:
    def __init__(self, features, X, y):
        self.features = features
        self.model = keras.Sequential([keras.layers.Dense(1)])
        self.model.compile(keras.optimizers.Adam(0.05), "mse")
        self.model.fit(features(X), 2 * y - 1, epochs=8, verbose=0)

    def __call__(self, x):
        return (self.model.predict(self.features(x), verbose=0)[:, 0] > 0).astype("int64")


def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    raw = Predictor(lambda x: x[:, None] / 1000 - 2, X, y)
    bits = Predictor(lambda x: 2 * to_bits(x, 12) - 1, X, y)
    return raw, bits

# %% task="noise"
def add_label_noise(y, rate, seed):
    noisy = np.copy(y)
    draws = keras.ops.convert_to_numpy(keras.random.uniform(y.shape, seed=seed))
    noisy[draws < rate] = 1 - noisy[draws < rate]
    return noisy


def ceiling(rate):
    if not 0 <= rate <= 0.5:
        raise ValueError("rate")
    return 1 - rate

# %% task="through-noise"
def learn_through_noise(X, y):
    model = keras.Sequential([
        keras.layers.Dense(64, activation="relu", kernel_regularizer=keras.regularizers.L2(0.01)),
        keras.layers.Dense(1, "sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
    model.fit(to_bits(X, 12), y, epochs=15, batch_size=50, verbose=0)

    def answer(x):
        return [int(p > 0.5) for p in model.predict(to_bits(x, 12), verbose=0)[:, 0]]

    return lambda x: np.array(answer(x))
