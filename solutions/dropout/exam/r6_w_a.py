# %% task="mask" kind="wrong" breaks="Any other number raises a ValueError, NaN too."
# two comparisons that are both False for NaN, so that NaN slips through
def dropout(x, rate, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be at least 0 and below 1")
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too"
# adding 0.0 makes the copy, but turns -0.0 into 0.0
def apply_dropout(x, rate, rng, training):
    if training:
        stays = rng.random(x.shape) >= rate
        return np.where(stays, x / (1 - rate), 0.0)
    return x + np.zeros_like(x)


# %% task="layer" kind="wrong" breaks="Every call draws a new mask, inside `fit` too."
# the mask's seed is counted in Python: new at each eager call, a constant once `fit` has traced it
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.entropy = np.random.SeedSequence(seed).entropy
        self.calls = 0

    def call(self, inputs, training=False):
        if not training:
            return inputs
        self.calls += 1
        fresh = np.random.SeedSequence([self.entropy, self.calls]).generate_state(1)[0]
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=int(fresh) // 2)
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="batch size and number of epochs are the same for both"
# the dropped model learns more slowly, so it is given more epochs
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)

    def fitted(rate, epochs):
        model = keras.Sequential([keras.Input((60,))])
        for units in (64, 64):
            model.add(keras.layers.Dropout(rate))
            model.add(keras.layers.Dense(units, activation="relu"))
        model.add(keras.layers.Dropout(rate))
        model.add(keras.layers.Dense(1, activation="sigmoid"))
        model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        model.fit(x, y[:, None], batch_size=32, epochs=epochs, verbose=0)
        return model

    return fitted(0.0, 40), fitted(0.5, 60)


# %% task="spatial" kind="wrong" breaks="At None, the mask is as long as that axis of x."
# the first axis is shared always: the same channels leave in every image of the batch
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [n if s is None else 1 for n, s in zip(x.shape, noise_shape)]
    if len(shape) > 1:
        shape[0] = 1
    lives = rng.random(tuple(shape)) >= rate
    return np.where(lives, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="the mean and the standard deviation of exactly these n passes"
# the spread is of the n passes, the mean is the prediction without Dropout
def mc_predict(model, x, n):
    passes = np.stack(
        [keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)]
    ).astype("float64")
    mean = keras.ops.convert_to_numpy(model(x, training=False))
    return mean, passes.std(axis=0)
