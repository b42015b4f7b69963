# %% task="mask" kind="wrong" breaks="independently of"
# Honest: takes the share literally and drops exactly round(rate * size) units, chosen by a shuffle.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    drop = np.arange(x.size) < round(rate * x.size)
    drop = rng.permutation(drop).reshape(x.shape)
    return np.where(drop, 0.0, np.asarray(x, dtype="float64") / (1 - rate))


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too."
# A tidy-minded person turns NaN into 0 when predicting; all else stays.
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, np.asarray(x, dtype="float64") / (1 - rate), 0.0)
    clean = x.copy()
    clean[np.isnan(clean)] = 0.0
    return clean


# %% task="layer" kind="wrong" breaks="what every layer stores, such as"
# Honest: stores rate and seed, but forgets what every layer stores, so a rebuilt layer has another name.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {"rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="has Dropout before its first layer of units"
# Honest: Dropout behind each hidden layer, as in most tutorials, but none in front of the first.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    def build(rate):
        model = keras.Sequential()
        model.add(keras.Input((60,)))
        for _ in range(2):
            model.add(keras.layers.Dense(64, activation="relu"))
            if rate:
                model.add(keras.layers.Dropout(rate))
        model.add(keras.layers.Dense(1, activation="sigmoid"))
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y.reshape(-1, 1), epochs=50, batch_size=20, verbose=0)
        return model

    return build(0), build(0.7)


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently, and dies with probability `rate`."
# Honest: exactly the share `rate` of the mask's entries dies, chosen by a shuffle.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if n is None else 1 for n, size in zip(noise_shape, x.shape))
    count = int(np.prod(shape, dtype=int))
    keep = np.ones(count, dtype=bool)
    keep[: round(rate * count)] = False
    rng.shuffle(keep)
    return np.where(keep.reshape(shape), np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="for each row and each output by itself."
# Honest: one warning a row: the spreads of a row's outputs are averaged, then stretched over them.
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True), dtype="float64") for _ in range(n)])
    mean, spread = passes.mean(axis=0), passes.std(axis=0)
    per_row = spread.mean(axis=tuple(range(1, spread.ndim)), keepdims=True)
    return mean, np.broadcast_to(per_row, spread.shape).copy()
