# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# np.array keeps the memory order, so for a transposed x reshape(-1) is a copy, and nothing is dropped
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    result = np.array(x, dtype=float) / (1 - rate)
    result = np.array(result)
    gone = rng.random(x.size) < rate
    result.reshape(-1)[gone] = 0.0
    return result

# %% task="inference" kind="wrong" breaks="NaN, infinities and -0.0, too"
# tames infinities to the largest float when predicting
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, x / (1 - rate), 0.0)
    limits = np.finfo(x.dtype)
    return np.clip(x, limits.min, limits.max)

# %% task="layer" kind="wrong" breaks="as they were given"
# a seed of None is replaced by a drawn number, which the config then shows
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        if seed is None:
            seed = int(np.random.default_rng().integers(2**31 - 1))
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(u >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}

# %% task="co-adaptation" kind="right"
# style: functional models, two hidden layers of elu, rate 0 for the plain one
def train_pair(x, y, seed):
    def build(first, later):
        inputs = keras.Input(shape=(60,))
        h = keras.layers.Dropout(first)(inputs)
        for units in (96, 48):
            h = keras.layers.Dense(units, activation="elu")(h)
            h = keras.layers.Dropout(later)(h)
        h = keras.layers.Dense(16, activation="relu")(h)
        return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))

    pair = []
    for first, later in [(0.0, 0.0), (0.5, 0.5)]:
        keras.utils.set_random_seed(int(seed) % 2**32)
        model = build(first, later)
        model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.002), loss="binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=25, verbose=0)
        pair.append(model)
    return tuple(pair)

# %% task="spatial" kind="wrong" breaks="At 1, it has length 1: all units along that axis live or die together"
# looks axes up by their length: of two axes of one length the second gets the first one's entry
def shaped_dropout(x, rate, rng, noise_shape):
    shape = []
    for length in x.shape:
        entry = noise_shape[x.shape.index(length)]
        shape.append(length if entry is None else 1)
    stays = rng.random(shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)

# %% task="uncertainty" kind="wrong" breaks="Each pass draws new masks, in a later call"
# puts back every variable of the model, the states of its seed generators too: a later call repeats the masks
def mc_predict(model, x, n):
    before = [np.array(keras.ops.convert_to_numpy(v)) for v in model.variables]
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)])
    for variable, value in zip(model.variables, before):
        variable.assign(value)
    return passes.mean(axis=0), passes.std(axis=0)
