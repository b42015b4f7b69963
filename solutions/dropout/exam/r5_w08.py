# %% task="mask" kind="wrong" breaks="It is not changed."
# Honest: np.asarray copies nothing when x is float64 already, so zeros and scale land in x.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    out = np.asarray(x, dtype="float64")
    out[rng.random(x.shape) < rate] = 0.0
    out /= 1 - rate
    return out.copy()


# %% task="inference" kind="wrong" breaks="bit for bit the same"
# Scales up and down again when predicting: the same in algebra, not in the last bit.
def apply_dropout(x, rate, rng, training):
    scaled = x / (1 - rate)
    if training:
        return np.where(rng.random(x.shape) >= rate, scaled, 0.0)
    return scaled * (1 - rate)


# %% task="layer" kind="wrong" breaks="Layers of other seeds, or without a seed, draw other masks."
# Honest: no seed means the favourite number, so all layers without a seed draw alike.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(1337 if seed is None else seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Its gap between training and new rows is smaller by at least 0.05"
# Honest: both models are made of the same Dense objects; the second training overwrites the first model.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)
    first = keras.layers.Dense(64, activation="relu")
    second = keras.layers.Dense(64, activation="relu")
    last = keras.layers.Dense(1, activation="sigmoid")
    plain = keras.Sequential([keras.Input((60,)), first, second, last])
    dropped = keras.Sequential(
        [keras.Input((60,)), keras.layers.Dropout(0.5), first, keras.layers.Dropout(0.5), second, last]
    )
    for model in (plain, dropped):
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y.reshape(-1, 1), epochs=50, batch_size=20, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="dies with probability `rate`"
# Honest: rate taken for the probability to live; nobody sees it at 0.5.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if n is None else 1 for n, size in zip(noise_shape, x.shape))
    mask = rng.random(shape) < rate
    return np.where(mask, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="of any shape and values"
# Honest: mean of squares minus square of the mean, in float32: nothing is left of a small spread around 10000.
def mc_predict(model, x, n):
    total, squares = 0.0, 0.0
    for _ in range(n):
        answer = np.asarray(model(x, training=True), dtype="float32")
        total = total + answer
        squares = squares + answer**2
    mean = total / np.float32(n)
    return mean, np.sqrt(np.maximum(squares / np.float32(n) - mean**2, 0))
