# %% task="mask" kind="wrong" breaks="(), (0, 3) and (1, 1) too"
# wrong: builds the result row by row, so no rows of three become shape (0,)
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    if x.ndim == 0:
        return np.where(rng.random() >= rate, x / (1 - rate), 0.0)
    rows = []
    for row in x:
        stays = rng.random(row.shape) >= rate
        rows.append(np.where(stays, row / (1 - rate), 0.0))
    return np.array(rows)


# %% task="inference" kind="wrong" breaks="When the model *predicts*, nothing is dropped"
# wrong: asks a thousand thinned classes and gives their mean, close to x, not x
def apply_dropout(x, rate, rng, training):
    def thinned():
        return np.where(rng.random(x.shape) >= rate, x / (1 - rate), 0.0)

    if training:
        return thinned()
    return sum(thinned() for _ in range(1000)) / 1000


# %% task="layer" kind="wrong" breaks="or without a seed, draw other masks."
# wrong: no seed counts as seed 0
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed or 0)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        inputs = keras.ops.convert_to_tensor(inputs)
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(numbers >= self.rate, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="0 and 1, of shape (n, 1)."
# wrong: two softmax outputs, one for each class
def train_pair(x, y, seed):
    def trained(*rates):
        keras.utils.set_random_seed(seed % 2**32)
        model = keras.Sequential([keras.Input((60,))])
        for rate, layer in zip(
            rates, [keras.layers.Dense(48, activation="relu"), keras.layers.Dense(2, activation="softmax")]
        ):
            if rate:
                model.add(keras.layers.Dropout(rate))
            model.add(layer)
        model.compile(keras.optimizers.Adam(0.007), "sparse_categorical_crossentropy")
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        return model

    return trained(0, 0), trained(0.5, 0.5)


# %% task="spatial" kind="wrong" breaks="x, rate, rng: as for `dropout` (you need not check the rate again). x is not changed."
# wrong: works in x itself wherever that is a writable array of float64
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [n if m is None else 1 for n, m in zip(x.shape, noise_shape)]
    alive = np.broadcast_to(rng.random(shape) >= rate, x.shape)
    out = x if x.dtype == np.float64 and x.flags.writeable else x.astype(np.float64)
    out /= 1 - rate
    out[~alive] = 0.0
    return out.copy()


# %% task="uncertainty" kind="wrong" breaks="It is not changed."
# wrong: gives every Dropout layer of the model a new generator, to have the same passes each time
def mc_predict(model, x, n):
    def reseed(layers):
        for number, layer in enumerate(layers):
            if isinstance(layer, keras.layers.Dropout):
                layer.rate = float(layer.rate)
                layer.seed = number
                if getattr(layer, "seed_generator", None) is not None:
                    state = layer.seed_generator.state
                    state.assign(keras.ops.cast(np.array([number, 0]), state.dtype))
            reseed(getattr(layer, "layers", []))

    reseed(model.layers)
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)]).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
