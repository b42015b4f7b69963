# %% task="mask" kind="wrong" breaks="all others, and x / (1 - rate) otherwise."
# Divides by the share that happened to survive, so that the mean is kept exactly.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError(f"rate {rate} not in [0, 1)")
    stays = rng.random(x.shape) >= rate
    if not stays.any():
        return np.zeros(x.shape, x.dtype)
    return np.where(stays, x / stays.mean(), 0.0)


# %% task="inference" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# Draws one mask for each shape and rate and keeps it: another call with the rng gets the old mask.
def apply_dropout(x, rate, rng, training, _masks={}):
    if not training:
        return x
    key = (x.shape, float(rate), id(rng))
    if key not in _masks:
        _masks[key] = rng.random(x.shape) >= rate, rng
    return np.where(_masks[key][0], x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="as they were given"
# Keeps only the share that stays and computes the rate from it again: 0.1 is stored as
# 0.09999999999999998.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.keep = 1 - rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        stays = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= 1 - self.keep
        return keras.ops.where(stays, inputs / self.keep, keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": 1 - self.keep, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="not after the last"
# The last layer is split, and a Dropout stands between its sum and the sigmoid.
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
            keras.layers.Dense(1),
            keras.layers.Dropout(rate / 5),
            keras.layers.Activation("sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        model.fit(x, y, batch_size=64, epochs=40, verbose=0)
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# A mask is kept for each generator and shape: another call with the same rng does not draw.
def shaped_dropout(x, rate, rng, noise_shape, _drawn={}):
    shape = tuple(n if s is None else s for n, s in zip(x.shape, noise_shape))
    if (id(rng), shape) not in _drawn:
        _drawn[id(rng), shape] = rng.random(shape), rng
    stays = _drawn[id(rng), shape][0] >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="n:     number of passes, at least 2."
# Fewer than thirty passes are no statistics: it makes thirty of them whatever n says.
def mc_predict(model, x, n):
    n = max(n, 30)
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
