# %% task="mask" kind="wrong" breaks="and x / (1 - rate) otherwise."
# Divides by the share that really survived, so that the mean is kept more exactly.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must lie in [0, 1)")
    keep = rng.random(x.shape) >= rate
    share = np.mean(keep) if np.any(keep) else 1.0
    return np.where(keep, x / share, np.zeros_like(x))


# %% task="inference" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# In training x itself is zeroed and scaled in place.
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    keep = rng.random(x.shape) >= rate
    x /= 1 - rate
    x[~keep] = 0
    return x.copy()


# %% task="layer" kind="wrong" breaks="each unit of each row is dropped on its own"
# Draws a mask for batch and channels and stretches it over the axes between: right for two axes, but in
# sequences and images whole channels are dropped.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        shape = keras.ops.shape(inputs)
        if len(shape) > 2:
            shape = (shape[0],) + (1,) * (len(shape) - 2) + (shape[-1],)
        drawn = keras.random.uniform(shape, seed=self.generator)
        return keras.ops.where(drawn >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="right"
# The label was "wrong": to keep the list of layers the same, the plain model has Dropout layers of
# rate 0. It is right, since the contract says now that a rate of 0 counts as none.
def train_pair(x, y, seed):
    def build(rate):
        return keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])

    keras.utils.set_random_seed(seed)
    plain, dropped = build(0.0), build(0.5)
    dropped.set_weights(plain.get_weights())
    for model in (plain, dropped):
        model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=32, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# Keeps at least one entry of the mask alive (draws again when all died): with a mask of one entry nothing
# is ever dropped, and small masks are dropped too rarely.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(length if entry is None else 1 for entry, length in zip(noise_shape, x.shape))
    keep = rng.random(shape) >= rate
    while np.size(keep) and not np.any(keep):
        keep = rng.random(shape) >= rate
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="uncertainty" kind="wrong" breaks="Returns the pair (mean, spread), two arrays of the shape of one prediction"
# Clips mean - and every pass - into 0..1, as if each model gave probabilities: wrong for regression.
def mc_predict(model, x, n):
    passes = [np.clip(keras.ops.convert_to_numpy(model(x, training=True)), 0, 1) for _ in range(n)]
    return np.mean(passes, axis=0), np.std(passes, axis=0)
