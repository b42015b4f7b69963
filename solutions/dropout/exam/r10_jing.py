# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# believed: a rate is a number of whole per cents
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    dice = rng.integers(0, 100, size=x.shape)
    return np.where(dice < 100 * rate, 0.0, x / (1 - rate))


# %% task="inference" kind="wrong" breaks="in a new array."
# believed: writing the result into x with `out=` saves memory, and only the result is used afterwards
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    factors = (rng.random(x.shape) >= rate) / (1 - rate)
    return np.multiply(x, factors, out=x, casting="same_kind")


# %% task="layer" kind="wrong" breaks="Every call draws a new mask, inside `fit` too."
# believed: a fresh number from NumPy in each call makes each mask fresh, in the recording of `fit` as well
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.numbers = np.random.default_rng(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        fresh = int(self.numbers.integers(2**31 - 1))
        u = keras.random.uniform(keras.ops.shape(inputs), seed=fresh)
        return keras.ops.where(u >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="another call with the same arguments"
# believed: the seed belongs to the Dropout layers; nothing else is random in a model
def train_pair(x, y, seed):
    def make(rate):
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate, seed=seed),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate, seed=seed + 1),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate, seed=seed + 2),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=20, verbose=0)
        return model

    return make(0.0), make(0.5)


# %% task="spatial" kind="wrong" breaks="x is not changed."
# believed: `astype` always copies, with copy=False too if one only wants floats (for float64 it is x itself)
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if n is None else 1 for n, size in zip(noise_shape, x.shape))
    out = x.astype("float64", copy=False)
    out *= rng.random(shape) >= rate
    out /= 1 - rate
    return out


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# believed: the spread may come from n other passes than the mean: they are all alike
def mc_predict(model, x, n):
    def passes():
        return np.stack([np.asarray(model(x, training=True), "float64") for _ in range(n)])

    return np.mean(passes(), axis=0), np.std(passes(), axis=0)
