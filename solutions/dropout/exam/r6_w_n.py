# %% task="mask" kind="wrong" breaks="Any other number raises a ValueError"
# assert: an AssertionError in place of a ValueError
def dropout(x, rate, rng):
    assert 0 <= rate < 1, "rate must be at least 0 and below 1"
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# in training all rows share the mask of one row
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    stays = np.broadcast_to(rng.random(x.shape[1:]) >= rate, x.shape)
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="Every call draws a new mask, inside `fit` too."
# hands the seed itself, not a SeedGenerator, to keras.random: each call draws the same mask
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.source = keras.random.SeedGenerator() if seed is None else seed

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.source)
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Both are compiled"
# hands back clean copies of the trained models, which nobody has compiled
def train_pair(x, y, seed):
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
        copy = keras.models.clone_model(model)
        copy.set_weights(model.get_weights())
        return copy

    return fitted(0.0), fitted(0.5)


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently"
# mirrored numbers: half of the mask decides on the other half
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if s is None else 1 for n, s in zip(x.shape, noise_shape))
    size = int(np.prod(shape))
    half = rng.random((size + 1) // 2)
    lives = np.concatenate([half, 1 - half])[:size].reshape(shape) >= rate
    return np.where(lives, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="of any shape and values"
# only outputs of shape (rows, outputs) fit into the array for the passes
def mc_predict(model, x, n):
    passes = np.empty((n, len(x), model.output_shape[-1]))
    for k in range(n):
        passes[k, :, :] = keras.ops.convert_to_numpy(model(x, training=True))
    return passes.mean(axis=0), passes.std(axis=0)
