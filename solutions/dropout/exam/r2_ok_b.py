# %% task="mask" kind="right"
# Plain loops: one number of the generator an entry.
def dropout(x, rate, rng):
    if not (rate >= 0 and rate < 1):
        raise ValueError("rate")
    result = np.empty(np.shape(x), dtype=x.dtype)
    for index in np.ndindex(*np.shape(x)):
        if rng.random() < rate:
            result[index] = 0
        else:
            result[index] = x[index] / (1 - rate)
    return result


# %% task="inference" kind="right"
# Plain loops; a copy when predicting.
def apply_dropout(x, rate, rng, training):
    result = x.copy()
    if training:
        for index in np.ndindex(*x.shape):
            result[index] = 0 if rng.random() < rate else x[index] / (1 - rate)
    return result


# %% task="layer" kind="right"
# The shortest way: keras.random.dropout with a generator.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate, self.seed = rate, seed
        self.state = keras.random.SeedGenerator(seed=seed)

    def call(self, inputs, training=False):
        return keras.random.dropout(inputs, self.rate, seed=self.state) if training else inputs

    def get_config(self):
        return super().get_config() | {"rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="right"
# Functional models with the student's own Dropout, three Dense layers, tanh, RMSprop, other rates.
def train_pair(x, y, seed):
    def build(drop):
        out = inputs = keras.Input((60,), name="pupils")
        for place, (units, activation) in enumerate([(96, "tanh"), (32, "tanh"), (1, "sigmoid")]):
            if drop:
                out = MyDropout(0.5 if place else 0.4, seed=seed + place)(out)
            out = keras.layers.Dense(units, activation=activation)(out)
        return keras.Model(inputs, out)

    keras.utils.set_random_seed(seed)
    plain = build(False)
    dropped = build(True)
    dropped.set_weights(plain.get_weights())
    for model in (plain, dropped):
        model.compile(optimizer=keras.optimizers.RMSprop(0.003), loss="binary_crossentropy", metrics=["accuracy"])
        model.fit(x, y, epochs=60, batch_size=20, verbose=0)
    return plain, dropped


# %% task="spatial" kind="right"
# Loops over the cells of the mask; each cell is a block of x.
def shaped_dropout(x, rate, rng, noise_shape):
    result = np.zeros(x.shape, x.dtype)
    cells = [range(size) if entry is None else [slice(None)] for size, entry in zip(x.shape, noise_shape)]

    def visit(axis, chosen):
        if axis == len(cells):
            if rng.random() >= rate:
                result[tuple(chosen)] = x[tuple(chosen)] / (1 - rate)
            return
        for cell in cells[axis]:
            visit(axis + 1, chosen + [cell])

    visit(0, [])
    return result


# %% task="uncertainty" kind="right"
# Welford's running mean and squares in float64, divided by n - 1; a named tuple.
def mc_predict(model, x, n):
    from collections import namedtuple

    mean, squares = 0.0, 0.0
    for count in range(1, n + 1):
        out = keras.ops.convert_to_numpy(model(x, training=True)).astype("float64")
        step = out - mean
        mean = mean + step / count
        squares = squares + step * (out - mean)
    return namedtuple("Answer", "mean spread")(mean, np.sqrt(squares / (n - 1)))
