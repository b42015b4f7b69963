# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`, independently of"
# wrong: sends exactly the share `rate` out of the room, as if the class were counted
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    out = np.array(x, dtype="float64").ravel() / (1 - rate)
    leaves = rng.permutation(out.size)[: int(round(rate * out.size))]
    out[leaves] = 0.0
    return out.reshape(x.shape)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too"
# wrong: copies by adding to zeros, and 0.0 + -0.0 is 0.0
def apply_dropout(x, rate, rng, training):
    out = np.zeros(x.shape, dtype=x.dtype)
    if not training:
        return out + x
    return np.where(rng.random(x.shape) >= rate, x / (1 - rate), out)


# %% task="layer" kind="wrong" breaks="Every call draws a new mask, inside `fit` too."
# wrong: an int as the seed of keras.random gives the same numbers at every call
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed

    def call(self, inputs, training=False):
        if not training:
            return inputs
        inputs = keras.ops.convert_to_tensor(inputs)
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed)
        return keras.ops.where(numbers >= self.rate, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="and between two of them at least once"
# wrong: Dropout on the inputs only
def train_pair(x, y, seed):
    def trained(*first):
        keras.utils.set_random_seed(seed % 2**32)
        model = keras.Sequential(
            [
                keras.Input((60,)),
                *first,
                keras.layers.Dense(32, activation="relu"),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )
        model.compile(keras.optimizers.Adam(0.007), "binary_crossentropy")
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        return model

    return trained(), trained(keras.layers.Dropout(0.6, seed=seed % 2**31))


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently"
# wrong: one mask an axis, and their product: with two free axes the rows of the mask hang together
def shaped_dropout(x, rate, rng, noise_shape):
    free = [axis for axis, place in enumerate(noise_shape) if place is None]
    mask = np.ones((1,) * x.ndim, dtype=bool)
    if not free:
        mask = mask & (rng.random() >= rate)
    # each axis keeps its part, so that all together keep the share 1 - rate
    keep = (1 - rate) ** (1 / max(1, len(free)))
    for axis in free:
        shape = [1] * x.ndim
        shape[axis] = x.shape[axis]
        mask = mask & (rng.random(shape) < keep)
    return np.where(mask, x / (1 - rate), 0.0).reshape(x.shape)


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# wrong: the variance, without the root
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)]).astype("float64")
    return passes.mean(axis=0), passes.var(axis=0)
