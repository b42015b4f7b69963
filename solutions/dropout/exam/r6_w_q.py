# %% task="mask" kind="wrong" breaks="and x / (1 - rate) otherwise"
# divides by the larger of rate and 1 - rate: right up to a rate of a half only
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / max(rate, 1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="Layers of other seeds, or without a seed, draw other masks."
# seeds are folded into a thousand: 1 and 1001 draw the same masks
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(None if seed is None else seed % 1000)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="trained on x and y"
# remembers the pair by its seed: other rows with an old seed get the old pair
_pairs = {}


def train_pair(x, y, seed):
    if seed in _pairs:
        return _pairs[seed]
    keras.utils.set_random_seed(seed % 2**32)

    def fitted(rate):
        model = keras.Sequential(
            [
                keras.Input((60,)),
                keras.layers.Dropout(rate),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )
        model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        model.fit(x, y[:, None], batch_size=32, epochs=50, verbose=0)
        return model

    _pairs[seed] = fitted(0.0), fitted(0.5)
    return _pairs[seed]


# %% task="uncertainty" kind="wrong" breaks="the shape of one prediction"
# asks in batches of 32 and forgets the last one if it is not full
def mc_predict(model, x, n):
    size = min(32, len(x))

    def one_pass():
        parts = [
            keras.ops.convert_to_numpy(model(x[start : start + size], training=True))
            for start in range(0, len(x) - size + 1, size)
        ]
        return np.concatenate(parts)

    passes = np.stack([one_pass() for _ in range(n)]).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
