# %% task="mask" kind="wrong" breaks="rate: share of units to drop, 0 <= rate < 1."
# Takes a rate of 0 for an error ("then one need not call it"): a legal rate raises.
def dropout(x, rate, rng):
    if not 0 < rate < 1:
        raise ValueError("rate must lie between 0 and 1")
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# Along the first axis one mask for all rows: the entries of a column live or die together.
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    stays = rng.random(x.shape[1:]) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="names. Layers of other seeds, or without a seed, draw other masks"
# No seed counts as seed 0: all layers without a seed draw the same masks, those of seed 0.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed or 0)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        stays = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        return keras.ops.where(stays, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Layers (and their settings), loss,"
# Only the model with Dropout pays for large weights: a second remedy in one of the two.
def train_pair(x, y, seed):
    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
    pair = []
    for rate in (0.0, 0.5):
        keras.utils.set_random_seed(start)
        model = keras.Sequential([
            keras.Input((x.shape[1],)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, "relu", kernel_regularizer=keras.regularizers.L2(1e-3 if rate else 0.0)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        model.fit(x, y, batch_size=64, epochs=40, verbose=0)
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently"
# One mask for the whole batch: a None at the first axis is drawn once and used for every row.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [n if s is None else s for n, s in zip(x.shape, noise_shape)]
    if len(shape) > 1:
        shape[0] = min(shape[0], 1)
    stays = rng.random(tuple(shape)) >= rate
    return np.where(stays, x / (1 - rate), 0.0) * np.ones(x.shape)


# %% task="uncertainty" kind="wrong" breaks="Each pass draws new masks, in a later call and where a Dropout"
# Puts every variable of the model back, the states of the seed generators too: each call draws the
# masks of the call before.
def mc_predict(model, x, n):
    before = [keras.ops.convert_to_numpy(variable) for variable in model.variables]
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    for variable, value in zip(model.variables, before):
        variable.assign(value)
    return passes.mean(axis=0), passes.std(axis=0)
