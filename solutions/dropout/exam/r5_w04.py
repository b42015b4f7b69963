# %% task="mask" kind="wrong" breaks="Returns a new float array of x's shape."
# A short cut: with rate 0 nothing happens, so x itself goes back.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    if rate == 0:
        return x
    keep = rng.random(x.shape) >= rate
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="bit for bit the same"
# Honest: Keras computes in float32, so everything is cast to float32, when predicting too.
def apply_dropout(x, rate, rng, training):
    x = np.array(x, dtype="float32")
    if training:
        return np.where(rng.random(x.shape) >= rate, x / np.float32(1 - rate), np.float32(0))
    return x


# %% task="layer" kind="wrong" breaks="Every call draws a new mask, inside `fit` too."
# Honest: the seed of each call comes from a NumPy generator: fresh by hand, frozen in the recording.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.numbers = np.random.default_rng(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        number = int(self.numbers.integers(2**31 - 1))
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=number)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="It gets at least 95 % of the rows of x right."
# Honest: fixed batches of 50 in the order of the rows; what does not fill a batch is never learnt (n = 190).
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)
    target = y.reshape(-1, 1)

    def build(rate):
        parts = [keras.Input((60,))]
        for _ in range(2):
            if rate:
                parts.append(keras.layers.Dropout(rate))
            parts.append(keras.layers.Dense(64, activation="relu"))
        parts.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(parts)
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
        for _ in range(60):
            for batch in range(len(x) // 50):
                rows = slice(50 * batch, 50 * batch + 50)
                model.train_on_batch(x[rows], target[rows])
        return model

    return build(0), build(0.5)


# %% task="spatial" kind="wrong" breaks="x is not changed."
# Works in x's own memory whenever x is float64 already.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if n is None else 1 for n, size in zip(noise_shape, x.shape))
    drop = np.broadcast_to(rng.random(shape) < rate, x.shape)
    out = np.asarray(x, dtype="float64")
    out /= 1 - rate
    out[drop] = 0.0
    return out.copy()


# %% task="uncertainty" kind="wrong" breaks="exactly these n passes"
# The mean comes from n passes, the spread from n other ones: the two need not fit together.
def mc_predict(model, x, n):
    def passes():
        return np.stack([np.asarray(model(x, training=True), dtype="float64") for _ in range(n)])

    return passes().mean(axis=0), passes().std(axis=0)
