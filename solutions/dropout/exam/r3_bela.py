# %% task="mask" kind="right"
# style: float32 tensor from keras.ops, mask by rng.binomial
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError(f"no such rate: {rate}")
    survives = rng.binomial(1, 1 - rate, size=x.shape)
    scaled = keras.ops.convert_to_tensor(np.asarray(x, dtype="float32")) / (1 - rate)
    return keras.ops.where(survives == 1, scaled, keras.ops.zeros_like(scaled))


# %% task="inference" kind="right"
# style: x itself, a conditional in one expression
def apply_dropout(x, rate, rng, training):
    return np.where(rng.uniform(size=x.shape) < rate, 0.0, x / (1 - rate)) if training else x


# %% task="layer" kind="right"
# style: Bernoulli by floor, multiplication, a helper method, attributes with other names
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.share = rate
        self.given_seed = seed
        self.draws = keras.random.SeedGenerator(seed=seed)
        self.supports_masking = True

    def present(self, like):
        numbers = keras.random.uniform(keras.ops.shape(like), dtype="float32", seed=self.draws)
        return keras.ops.cast(keras.ops.logical_not(numbers < self.share), like.dtype)

    def call(self, inputs, training=None):
        if training:
            inputs = keras.ops.convert_to_tensor(inputs)
            return inputs * self.present(inputs) / (1 - self.share)
        return inputs

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        config = super().get_config()
        config.update(rate=self.share, seed=self.given_seed)
        return config


# %% task="co-adaptation" kind="right"
# style: functional models, every layer seeded by itself, own batches with train_on_batch
def train_pair(x, y, seed):
    def build(with_dropout):
        def drop(tensor, rate, number):
            if not with_dropout:
                return tensor
            return keras.layers.Dropout(rate, seed=1000 * (seed + 1) % 2**31 + number)(tensor)

        def dense(units, activation, number):
            start = keras.initializers.GlorotUniform(seed=(seed + number) % 2**31)
            return keras.layers.Dense(units, activation=activation, kernel_initializer=start)

        inputs = keras.Input((x.shape[1],))
        hidden = dense(48, "tanh", 1)(drop(inputs, 0.5, 1))
        outputs = dense(1, "sigmoid", 2)(drop(hidden, 0.5, 2))
        model = keras.Model(inputs, outputs)
        model.compile(optimizer=keras.optimizers.Adam(0.01), loss=keras.losses.BinaryCrossentropy())
        return model

    pair = build(False), build(True)
    rng = np.random.default_rng(seed)
    for _ in range(50):
        order = rng.permutation(len(x))
        for start in range(0, len(x), 40):
            rows = order[start : start + 40]
            for model in pair:
                model.train_on_batch(x[rows], y[rows, None])
    return pair


# %% task="spatial" kind="right"
# style: loops over the mask's entries, slices cut out
def shaped_dropout(x, rate, rng, noise_shape):
    result = np.array(x, dtype="float64") / (1 - rate)
    result = np.array(result)
    small = tuple(length if place is None else 1 for length, place in zip(x.shape, noise_shape))
    for index in np.ndindex(*small):
        if rng.random() < rate:
            box = tuple(i if place is None else slice(None) for i, place in zip(index, noise_shape))
            result[box] = 0.0
    return result


# %% task="uncertainty" kind="right"
# style: one large batch, rows tiled, n - 1 in the divisor
def mc_predict(model, x, n):
    x = np.asarray(x)
    many = np.concatenate([x] * n, axis=0)
    answers = np.asarray(model(many, training=True)).astype("float64")
    answers = answers.reshape((n, len(x)) + answers.shape[1:])
    return answers.mean(0), answers.std(0, ddof=1)
