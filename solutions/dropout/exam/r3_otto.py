# %% task="mask" kind="wrong" breaks="Any other number raises a ValueError, NaN too."
# wrong: an assert raises an AssertionError
def dropout(x, rate, rng):
    assert 0 <= rate < 1, "rate must be in [0, 1)"
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="Every call draws a new mask"
# wrong: after eight masks the sequence begins anew
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)
        self.begin = np.array(self.generator.state)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        inputs = keras.ops.convert_to_tensor(inputs)
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        state = self.generator.state
        now = keras.ops.convert_to_tensor(state)
        begin = keras.ops.cast(self.begin, now.dtype)
        gone = keras.ops.cast(now, "int64") - keras.ops.cast(begin, "int64")
        state.assign(keras.ops.where(keras.ops.max(gone) >= 8, begin, now))
        return keras.ops.where(numbers >= self.rate, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="loss, optimizer (and its settings)"
# wrong: a larger learning rate for the model with Dropout, which is said to need one
def train_pair(x, y, seed):
    def trained(learning_rate, *rates):
        keras.utils.set_random_seed(seed % 2**32)
        model = keras.Sequential([keras.Input((60,))])
        for rate, layer in zip(
            rates, [keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
        ):
            if rate:
                model.add(keras.layers.Dropout(rate))
            model.add(layer)
        model.compile(keras.optimizers.Adam(learning_rate), "binary_crossentropy")
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        return model

    return trained(0.007, 0, 0), trained(0.009, 0.5, 0.5)


# %% task="spatial" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# wrong: draws from NumPy's global generator, not from rng
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [n if m is None else 1 for n, m in zip(x.shape, noise_shape)]
    return np.where(np.random.random(shape) >= rate, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="for each row and each output by itself."
# wrong: one large batch, each row repeated n times in a line, but taken apart as if the rows were tiled
def mc_predict(model, x, n):
    x = np.asarray(x)
    answers = np.asarray(model(np.repeat(x, n, axis=0), training=True)).astype("float64")
    answers = answers.reshape((n, len(x)) + answers.shape[1:])
    return answers.mean(axis=0), answers.std(axis=0)
