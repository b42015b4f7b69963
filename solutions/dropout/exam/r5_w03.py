# %% task="mask" kind="wrong" breaks="0 <= rate < 1. Any other number raises a ValueError"
# Honest: rate 1 is let in and answered with zeros, since all units leave.
def dropout(x, rate, rng):
    if not 0 <= rate <= 1:
        raise ValueError("rate must be between 0 and 1")
    if rate == 1:
        return np.zeros(x.shape)
    keep = rng.random(x.shape) >= rate
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="bit for bit the same"
# Honest: the old textbook way: no scaling in training, times 1 - rate when predicting.
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, np.asarray(x, dtype="float64"), 0.0)
    return x * (1 - rate)


# %% task="layer" kind="wrong" breaks="as they were given."
# Draws a seed of its own when none is given, and stores that one in the config.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        if seed is None:
            seed = int(np.random.default_rng().integers(2**31))
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="two Keras models that give the probability of class 1, between"
# Honest: the last layer gives logits, and the loss is told so; the models' answers are no probabilities.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    def build(rate):
        parts = [keras.Input((60,))]
        for _ in range(2):
            if rate:
                parts.append(keras.layers.Dropout(rate))
            parts.append(keras.layers.Dense(64, activation="relu"))
        parts.append(keras.layers.Dense(1))
        model = keras.Sequential(parts)
        model.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True))
        model.fit(x, y.reshape(-1, 1), epochs=50, batch_size=20, verbose=0)
        return model

    return build(0), build(0.5)


# %% task="spatial" kind="wrong" breaks="dies with probability `rate`"
# Honest: draws a mask of x's shape, and lets a group live if any of its units lives.
def shaped_dropout(x, rate, rng, noise_shape):
    keep = np.asarray(rng.random(x.shape) >= rate)
    axes = tuple(axis for axis, n in enumerate(noise_shape) if n == 1)
    if axes:
        keep = keep.any(axis=axes, keepdims=True)
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes, for each row and each output by itself."
# Honest: one large tiled batch, unfolded the wrong way round: rows are mixed as soon as there are two.
def mc_predict(model, x, n):
    x = np.asarray(x)
    many = np.tile(x, (n,) + (1,) * (x.ndim - 1))
    out = np.asarray(model(many, training=True), dtype="float64")
    out = out.reshape((len(x), n) + out.shape[1:])
    return out.mean(axis=1), out.std(axis=1)
