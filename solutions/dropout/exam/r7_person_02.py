# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# mistakes rate for the share that is kept (the values 0 and x / (1 - rate) are right)
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    keep = rng.random(x.shape) < rate
    return np.where(keep, x / (1 - rate), 0.0)

# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# the old textbook's way: no scaling in training, times 1 - rate when predicting
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, x, 0.0)
    return x * (1 - rate)

# %% task="layer" kind="wrong" breaks="Every call draws a new mask, inside `fit` too"
# the next seed is drawn with NumPy: new masks in plain calls, but `fit` records one seed as a constant
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.dice = np.random.default_rng(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        now = int(self.dice.integers(2**31 - 1))
        u = keras.random.uniform(keras.ops.shape(inputs), seed=now)
        return keras.ops.where(u >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}

# %% task="co-adaptation" kind="wrong" breaks="`dropped` has Dropout before its first layer of units"
# Dropout between the layers only: the inputs are never dropped
def train_pair(x, y, seed):
    def fitted(rate):
        keras.utils.set_random_seed(seed)
        layers = [keras.Input((60,)), keras.layers.Dense(64, activation="relu")]
        if rate:
            layers.append(keras.layers.Dropout(rate))
        layers.append(keras.layers.Dense(64, activation="relu"))
        if rate:
            layers.append(keras.layers.Dropout(rate))
        layers.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(layers)
        model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        model.fit(x, y, batch_size=32, epochs=40, verbose=0)
        return model

    return fitted(0), fitted(0.7)

# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently"
# one mask an axis, multiplied (with the rate shared out over the axes): whole rows and columns die together
def shaped_dropout(x, rate, rng, noise_shape):
    free = [axis for axis, entry in enumerate(noise_shape) if entry is None]
    if not free:
        stays = rng.random((1,) * x.ndim) >= rate
        return np.where(stays, x / (1 - rate), 0.0)
    alive = (1 - rate) ** (1 / len(free))
    stays = np.ones((1,) * x.ndim, dtype=bool)
    for axis in free:
        shape = [1] * x.ndim
        shape[axis] = x.shape[axis]
        stays = stays & (rng.random(shape) < alive)
    return np.where(stays, x / (1 - rate), 0.0)

# %% task="uncertainty" kind="right"
# style: the shortest, n calls stacked
def mc_predict(model, x, n):
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)]).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
