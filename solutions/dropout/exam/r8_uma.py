# %% task="mask" kind="right"
# Another algorithm: how many leave is drawn first (binomial), then who: each unit is on its own still.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be in [0, 1): {rate}")
    count = rng.binomial(x.size, float(rate))
    factor = np.full(x.size, 1.0)
    factor[rng.permutation(x.size)[:count]] = 0.0
    return x * factor.reshape(x.shape) / (1 - rate)


# %% task="inference" kind="right"
# Functional style: a table of two functions; a copy by bytes outside training.
def apply_dropout(x, rate, rng, training):
    def lesson(numbers):
        keep = 1 - float(rate)
        present = rng.choice(np.array([False, True]), size=numbers.shape, p=[1 - keep, keep])
        return np.where(present, numbers / keep, np.zeros_like(numbers))

    def exam(numbers):
        return np.frombuffer(numbers.tobytes(), dtype=numbers.dtype).reshape(numbers.shape).copy()

    return {True: lesson, False: exam}[bool(training)](x)


# %% task="layer" kind="right"
# Normal numbers against the quantile of the rate.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        from statistics import NormalDist

        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.line = NormalDist().inv_cdf(rate) if rate > 0 else None
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training or self.line is None:
            return inputs
        z = keras.random.normal(keras.ops.shape(inputs), seed=self.generator)
        factor = keras.ops.where(z >= self.line, 1.0, 0.0)
        return inputs * keras.ops.cast(factor, inputs.dtype) / (1.0 - self.rate)

    def get_config(self):
        return dict(super().get_config(), rate=self.rate, seed=self.seed)


# %% task="co-adaptation" kind="right"
# Functional models folded from a list of layers; Nadam, elu, no Dropout layer at all in the plain one.
def train_pair(x, y, seed):
    from functools import reduce

    def fitted(rate):
        keras.utils.set_random_seed(int(np.random.SeedSequence(seed).generate_state(1)[0]))
        layers = []
        for units in (40, 20):
            layers += [keras.layers.Dropout(rate)] if rate else []
            layers += [keras.layers.Dense(units, activation="elu")]
        layers += [keras.layers.Dropout(rate)] if rate else []
        layers += [keras.layers.Dense(1, activation="sigmoid")]
        inputs = keras.Input(x.shape[1:])
        model = keras.Model(inputs, reduce(lambda h, layer: layer(h), layers, inputs))
        model.compile(optimizer=keras.optimizers.Nadam(0.01), loss="binary_crossentropy")
        model.fit(x, y, batch_size=64, epochs=45, verbose=0)
        return model

    return tuple(map(fitted, (None, 0.5)))


# %% task="spatial" kind="right"
# Draws the flat mask entry by entry, folds it, and lets the product stretch it.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if s is None else 1 for n, s in zip(x.shape, noise_shape))
    size = 1
    for length in shape:
        size *= length
    mask = np.array([0.0 if rng.random() < rate else 1.0 for _ in range(size)]).reshape(shape)
    return np.array(x * mask / (1 - rate))


# %% task="uncertainty" kind="right"
# keras.ops to the end, in float64: chunks of at most 16 passes a call, then joined.
def mc_predict(model, x, n):
    ops = keras.ops

    def asked(times):
        many = np.concatenate([np.asarray(x)] * times)
        answers = ops.cast(model(many, training=True), "float64")
        return ops.reshape(answers, (times, len(x)) + tuple(answers.shape[1:]))

    passes = ops.concatenate([asked(min(16, n - done)) for done in range(0, n, 16)], axis=0)
    return tuple(ops.convert_to_numpy(part(passes, axis=0)) for part in (ops.mean, ops.std))
