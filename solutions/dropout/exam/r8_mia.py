# %% task="mask" kind="wrong" breaks="Returns a new float array of x's shape"
# Keeps one result array for each shape and fills it again: a later call overwrites an earlier result.
def dropout(x, rate, rng, _results={}):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    result = _results.setdefault(x.shape, np.empty(x.shape))
    result[...] = np.where(rng.random(x.shape) < rate, 0.0, x / (1 - rate))
    return result


# %% task="layer" kind="wrong" breaks="Every call draws a new mask, inside `fit` too."
# Winds the sequence back after 16 masks: from the 17th call on the old masks come up again.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        stays = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        state = self.generator.state
        turn = keras.ops.convert_to_tensor(np.array([2**31 - 2, 16]), dtype=state.dtype)
        state.assign(keras.ops.mod(state.value, turn))
        return keras.ops.where(stays, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="and another seed another pair."
# Cuts the seed to two digits: the seeds 3 and 103 give one and the same pair.
def train_pair(x, y, seed):
    start = seed % 100
    pair = []
    for rate in (0.0, 0.5):
        keras.utils.set_random_seed(start)
        model = keras.Sequential([
            keras.Input((x.shape[1],)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        model.fit(x, y, batch_size=64, epochs=40, verbose=0)
        pair.append(model)
    return tuple(pair)


# %% task="uncertainty" kind="wrong" breaks="for each row and each output by itself"
# One spread for a whole row: the deviations of its outputs are averaged and the mean is given to all.
def mc_predict(model, x, n):
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    spread = passes.std(axis=0)
    axes = tuple(range(1, spread.ndim))
    return passes.mean(axis=0), np.broadcast_to(spread.mean(axis=axes, keepdims=True), spread.shape)
