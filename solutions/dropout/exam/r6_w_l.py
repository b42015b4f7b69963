# %% task="mask" kind="wrong" breaks="every random number comes from it"
# a private generator with a fixed seed: the same mask at every call, whatever was passed
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    rng = np.random.default_rng(0)
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# remembers the mask of the first call of each shape, and uses it again
_inference_masks = {}


def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    key = (x.shape, float(rate))
    if key not in _inference_masks:
        _inference_masks[key] = rng.random(x.shape) >= rate
    return np.where(_inference_masks[key], x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="Every call draws a new mask"
# a call outside training sets the sequence back to its beginning: old masks come again
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            state = self.seed_generator.state
            begin = keras.ops.convert_to_tensor([1, 0], dtype=state.dtype)
            state.assign(keras.ops.multiply(state, begin))
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Both are compiled, and trained on x and y"
# trains on rows that it draws itself: the same ones as the example's, but not those that were passed
def train_pair(x, y, seed):
    x, y = classroom(len(x), seed)
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

    return fitted(0.0), fitted(0.5)


# %% task="spatial" kind="wrong" breaks="of any shape: (), (0, 3) and (1, 1) too"
# row by row with np.stack where the first axis has its own masks: no rows fail
def shaped_dropout(x, rate, rng, noise_shape):
    def stretched(part, entries):
        shape = tuple(n if s is None else 1 for n, s in zip(part.shape, entries))
        lives = rng.random(shape) >= rate
        return np.where(lives, part / (1 - rate), 0.0)

    if noise_shape and noise_shape[0] is None:
        return np.stack([stretched(row, noise_shape[1:]) for row in x])
    return stretched(x, noise_shape)


# %% task="uncertainty" kind="wrong" breaks="the standard deviation of exactly these n passes"
# the mean absolute deviation as the spread
def mc_predict(model, x, n):
    passes = np.stack(
        [keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)]
    ).astype("float64")
    mean = passes.mean(axis=0)
    return mean, np.abs(passes - mean).mean(axis=0)
