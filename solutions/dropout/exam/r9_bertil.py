# %% task="mask" kind="wrong" breaks="of any shape: (), (0, 3) and (1, 1) too"
# believed: x / (1 - rate) is always an array that can be written into (for shape () it is a NumPy scalar)
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be in [0, 1), got {rate}")
    out = x / (1 - rate)
    out[rng.random(x.shape) < rate] = 0
    return out


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too"
# believed: 0 times anything is 0, so a switch can be a weighted sum of both branches
def apply_dropout(x, rate, rng, training):
    scale = (rng.random(x.shape) >= rate) / (1 - rate)
    return training * (x * scale) + (1 - training) * x


# %% task="layer" kind="wrong" breaks="name, dtype and trainable among them"
# believed: a Keras layer always computes in float32
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate, self.seed = rate, seed
        self.seeds = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        alive = keras.random.uniform(keras.ops.shape(inputs), seed=self.seeds) >= self.rate
        return inputs * keras.ops.cast(alive, "float32") / (1 - self.rate)

    def get_config(self):
        return super().get_config() | {"rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="right"
def train_pair(x, y, seed):
    def fitted(rate):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential(
            [
                keras.Input(x.shape[1:]),
                keras.layers.Dropout(rate),
                keras.layers.Dense(32, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )
        model.compile(keras.optimizers.Adam(3e-3), "binary_crossentropy")
        model.fit(x, y, batch_size=32, epochs=60, verbose=0)
        return model

    return fitted(0.0), fitted(0.5)


# %% task="spatial" kind="right"
def shaped_dropout(x, rate, rng, noise_shape):
    return np.where(rng.random([s or d for s, d in zip(noise_shape, x.shape)]) < rate, 0, x / (1 - rate))


# %% task="uncertainty" kind="wrong" breaks="for each row and each output by itself"
# believed: np.repeat puts the n copies of the batch one after the other (it puts the n copies of each row together)
def mc_predict(model, x, n):
    big = np.repeat(x, n, axis=0)
    out = keras.ops.convert_to_numpy(model(big, training=True))
    out = out.reshape(n, len(x), *out.shape[1:])
    return out.mean(axis=0), out.std(axis=0)
