# %% task="mask" kind="wrong" breaks="of any shape: (), (0, 3) and (1, 1) too. It is not changed."
# wrong: multiplies in place where x is a writable float64 array, and gives back a copy
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    out = np.require(x, dtype=np.float64, requirements="W")
    out[rng.random(x.shape) < rate] = 0.0
    out /= 1 - rate
    return out.copy()


# %% task="inference" kind="wrong" breaks="x is not changed."
# wrong: in training it zeroes units of x itself
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    leaves = rng.random(x.shape) < rate
    if x.flags.writeable:
        x[leaves] = 0.0
    return np.where(leaves, 0.0, x / (1 - rate))


# %% task="layer" kind="wrong" breaks="Every call draws a new mask, inside `fit` too."
# wrong: counts its calls in Python, which happens once a recording, not once a batch
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.start = np.random.default_rng(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        inputs = keras.ops.convert_to_tensor(inputs)
        this_call = int(self.start.integers(2**31))
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=this_call)
        return keras.ops.where(numbers >= self.rate, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="trained on x and y"
# wrong: remembers the pair of a seed and gives it back for other rows, too
def train_pair(x, y, seed, _pairs={}):
    def trained(*rates):
        keras.utils.set_random_seed(seed % 2**32)
        model = keras.Sequential([keras.Input((60,))])
        for rate, layer in zip(
            rates, [keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
        ):
            if rate:
                model.add(keras.layers.Dropout(rate))
            model.add(layer)
        model.compile(keras.optimizers.Adam(0.007), "binary_crossentropy")
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        return model

    if seed not in _pairs:
        _pairs[seed] = trained(0, 0), trained(0.5, 0.5)
    return _pairs[seed]


# %% task="spatial" kind="wrong" breaks="dies with probability `rate`"
# wrong: exactly the share `rate` of the mask's entries dies, rounded
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [n if m is None else 1 for n, m in zip(x.shape, noise_shape)]
    alive = np.ones(shape, dtype=bool).ravel()
    alive[rng.permutation(alive.size)[: int(round(rate * alive.size))]] = False
    return np.where(alive.reshape(shape), x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# wrong: n passes for the mean, and n others for the spread
def mc_predict(model, x, n):
    def passes():
        return np.stack([np.asarray(model(x, training=True)) for _ in range(n)]).astype("float64")

    return passes().mean(axis=0), passes().std(axis=0)
