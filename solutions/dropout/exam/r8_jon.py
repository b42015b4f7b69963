# %% task="mask" kind="wrong" breaks="all others, and x / (1 - rate) otherwise."
# nditer walks in the order of memory: for a transposed array the values come back in other places.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError(f"rate {rate} not in [0, 1)")
    values = []
    for unit in np.nditer(x, flags=["zerosize_ok"]):
        values.append(0.0 if rng.random() < rate else float(unit) / (1 - rate))
    return np.array(values, dtype=x.dtype).reshape(x.shape)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too."
# Cleans the exam sheet: NaN becomes 0, infinities the largest finite numbers.
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) < rate, 0.0, x / (1 - rate))
    return np.nan_to_num(x)


# %% task="layer" kind="wrong" breaks="Two layers of one seed draw the same sequence of masks, whatever their"
# Seeds Keras as a whole when the layer is made and draws from the common generator: two layers of one
# seed take turns, and each gets other masks.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed is not None:
            keras.utils.set_random_seed(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        stays = keras.random.uniform(keras.ops.shape(inputs)) >= self.rate
        return keras.ops.where(stays, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Both are compiled, and trained on x and y"
# Hands out fresh copies with the trained weights, which nobody has compiled.
def train_pair(x, y, seed):
    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
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
        copy = keras.models.clone_model(model)
        copy.set_weights(model.get_weights())
        model = copy
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="wrong" breaks="x is not changed."
# reshape is taken for a copy: the channels are zeroed and scaled in the caller's own array.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if s is None else s for n, s in zip(x.shape, noise_shape))
    result = x.reshape(x.shape)
    result *= rng.random(shape) >= rate
    result /= 1 - rate
    return result


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# The mean is of n passes, the spread of n others.
def mc_predict(model, x, n):
    def passes():
        return np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])

    return passes().mean(axis=0), passes().std(axis=0)
