# %% task="mask" kind="wrong" breaks="Any other number raises a ValueError, NaN too."
# wrong: asks for the two forbidden sides, and NaN is on neither
def dropout(x, rate, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be in [0, 1)")
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="False gives back the numbers of x in x's"
# wrong: the old textbook: no scaling in training, 1 - rate at the exam
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, x, 0.0)
    return x * (1 - rate)


# %% task="layer" kind="wrong" breaks="Every call draws a new mask, inside `fit` too."
# wrong: a mask of NumPy, recorded as a constant when the call is traced
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.rng = np.random.default_rng(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        inputs = keras.ops.convert_to_tensor(inputs)
        shape = [1 if length is None else length for length in inputs.shape]
        mask = (self.rng.random(shape) >= self.rate).astype("float32")
        return inputs * keras.ops.cast(mask, inputs.dtype) / (1 - self.rate)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="`dropped` has Dropout before its first layer of units"
# wrong: drops hidden units only, never the inputs
def train_pair(x, y, seed):
    def trained(rate):
        keras.utils.set_random_seed(seed % 2**32)
        model = keras.Sequential([keras.Input((60,)), keras.layers.Dense(64, activation="relu")])
        if rate:
            model.add(keras.layers.Dropout(rate))
        model.add(keras.layers.Dense(32, activation="relu"))
        if rate:
            model.add(keras.layers.Dropout(rate))
        model.add(keras.layers.Dense(1, activation="sigmoid"))
        model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        return model

    return trained(0), trained(0.6)


# %% task="spatial" kind="wrong" breaks="tuple as long as x.shape, which may have any length."
# wrong: thinks that an empty noise shape is "no noise wanted", so a 0-d array never dies
def shaped_dropout(x, rate, rng, noise_shape):
    if not noise_shape:
        return np.array(x, dtype="float64")
    shape = [n if m is None else m for n, m in zip(x.shape, noise_shape)]
    return np.where(rng.random(shape) >= rate, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# wrong: the mean is the usual prediction without Dropout, not the mean of the passes
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)]).astype("float64")
    return np.asarray(model(x, training=False)), passes.std(axis=0)
