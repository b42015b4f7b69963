# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# draws lots with a hundred tickets: a rate is rounded to whole per cents (0.004 never drops, 0.996 always)
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    tickets = rng.integers(0, 100, x.shape)
    return np.where(tickets >= round(100 * rate), x / (1 - rate), 0.0)

# %% task="inference" kind="wrong" breaks="of any shape: (), (0, 3) and (1, 1) too"
# np.vectorize raises for an array without entries
def apply_dropout(x, rate, rng, training):
    def one(value):
        return float(value) / (1 - rate) if rng.random() >= rate else 0.0

    if not training:
        return x
    return np.vectorize(one)(x)

# %% task="layer" kind="wrong" breaks="In training each unit of each row is dropped on its own"
# from rank 3 on whole channels are dropped: the mask has length 1 along the axes in between
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        shape = keras.ops.shape(inputs)
        if len(shape) > 2:
            shape = (shape[0],) + (1,) * (len(shape) - 2) + (shape[-1],)
        u = keras.random.uniform(shape, seed=self.generator)
        lives = keras.ops.cast(u >= self.rate, inputs.dtype)
        return inputs * lives / (1 - self.rate)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}

# %% task="co-adaptation" kind="wrong" breaks="be built again from their config and weights"
# the activation is a function of its own inside train_pair, which no config can bring back
def train_pair(x, y, seed):
    def lifted_slope(values):
        return keras.ops.maximum(values, 0.1 * values)

    def fitted(rate):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(128, activation=lifted_slope),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
        model.fit(x, y, batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(0.0), fitted(0.5)

# %% task="spatial" kind="right"
# style: keras.ops, a float32 tensor returned, the mask multiplied
def shaped_dropout(x, rate, rng, noise_shape):
    values = keras.ops.convert_to_tensor(np.asarray(x, dtype="float32"))
    shape = tuple(map(lambda n, entry: n if entry is None else entry, x.shape, noise_shape))
    lives = keras.ops.convert_to_tensor(np.asarray(rng.random(shape) >= rate, dtype="float32"))
    return keras.ops.multiply(keras.ops.divide(values, 1 - rate), lives)

# %% task="uncertainty" kind="wrong" breaks="in a later call and where a Dropout"
# works on a copy, to leave the model in peace: a Dropout with a seed begins anew in every call
def mc_predict(model, x, n):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    passes = np.stack([np.asarray(copy(x, training=True)) for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
