# %% task="mask" kind="right"
# Plain loops over the indices; float64 throughout.
def dropout(x, rate, rng):
    if 0 <= rate < 1:
        pass
    else:
        raise ValueError("the rate must be at least 0 and below 1")
    result = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        if rng.random() >= rate:
            result[index] = x[index] / (1 - rate)
    return result


# %% task="inference" kind="right"
# A loop in training, on its own; a copy outside.
def apply_dropout(x, rate, rng, training):
    result = x.copy()
    if not training:
        return result
    for index in np.ndindex(x.shape):
        if rng.random() < rate:
            result[index] = 0
        else:
            result[index] = x[index] / (1 - rate)
    return result


# %% task="layer" kind="right"
# The old trick: floor(u + keep) is 1 with probability keep. Everything in the layer's own dtype but u.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.supports_masking = True
        if seed is None:
            self.seed_generator = keras.random.SeedGenerator()
        else:
            self.seed_generator = keras.random.SeedGenerator(seed=seed)

    def call(self, inputs, training=False):
        if training:
            u = keras.random.uniform(
                keras.ops.shape(inputs), dtype="float32", seed=self.seed_generator
            )
            present = keras.ops.floor(u + (1.0 - self.rate))
            present = keras.ops.cast(present, inputs.dtype)
            return inputs * present / (1.0 - self.rate)
        else:
            return inputs

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        config = super().get_config()
        config["rate"] = self.rate
        config["seed"] = self.seed
        return config


# %% task="co-adaptation" kind="right"
# Functional models, an own shuffle and train_on_batch; tanh units, RMSprop.
def train_pair(x, y, seed):
    def build(with_dropout):
        inputs = keras.Input((x.shape[1],))
        h = inputs
        if with_dropout:
            h = keras.layers.Dropout(0.5)(h)
        h = keras.layers.Dense(48, activation="tanh")(h)
        if with_dropout:
            h = keras.layers.Dropout(0.6)(h)
        h = keras.layers.Dense(24, activation="tanh")(h)
        outputs = keras.layers.Dense(1, activation="sigmoid")(h)
        model = keras.Model(inputs, outputs)
        model.compile(keras.optimizers.RMSprop(0.006), keras.losses.BinaryCrossentropy())
        return model

    models = []
    for with_dropout in (False, True):
        start = np.random.SeedSequence([seed, int(with_dropout)]).generate_state(1)[0]
        keras.utils.set_random_seed(int(start))
        order = np.random.default_rng([seed, 17])
        model = build(with_dropout)
        for epoch in range(45):
            rows = order.permutation(len(x))
            for first in range(0, len(x), 50):
                some = rows[first : first + 50]
                model.train_on_batch(x[some], y[some])
        models.append(model)
    plain, dropped = models
    return plain, dropped


# %% task="spatial" kind="right"
# A loop over the entries of the mask: each one decides about a slab of x.
def shaped_dropout(x, rate, rng, noise_shape):
    lengths = []
    for axis in range(x.ndim):
        lengths.append(1 if noise_shape[axis] == 1 else x.shape[axis])
    result = np.zeros(x.shape)
    for index in np.ndindex(*lengths):
        slab = tuple(slice(None) if noise_shape[a] == 1 else index[a] for a in range(x.ndim))
        if rng.random() >= rate:
            result[slab] = x[slab] / (1 - rate)
    return result


# %% task="uncertainty" kind="right"
# Welford's running mean and squares, one pass after the other; divides by n - 1.
def mc_predict(model, x, n):
    mean, squares = 0.0, 0.0
    for count in range(1, n + 1):
        answer = np.asarray(keras.ops.convert_to_numpy(model(x, training=True)), dtype="float64")
        step = answer - mean
        mean = mean + step / count
        squares = squares + step * (answer - mean)
    return mean, np.sqrt(squares / (n - 1))
