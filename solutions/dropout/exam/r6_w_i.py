# %% task="mask" kind="wrong" breaks="independently of all others"
# draws half of the numbers and mirrors them (u and 1 - u): the share is right, pairs depend on each other
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    half = rng.random((x.size + 1) // 2)
    numbers = np.concatenate([half, 1 - half])[: x.size].reshape(x.shape)
    return np.where(numbers >= rate, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="x is not changed."
# multiplies x itself by the mask in training
def apply_dropout(x, rate, rng, training):
    if training:
        x *= rng.random(x.shape) >= rate
        return x / (1 - rate)
    return x


# %% task="layer" kind="wrong" breaks="of any rank from 1 on"
# demands a batch of rows: inputs of rank 1 are refused
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)
        self.input_spec = keras.layers.InputSpec(min_ndim=2)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Fit two models that differ in nothing but Dropout."
# the dropped model gets weight decay on top, as another remedy
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)

    def fitted(rate, regularizer):
        model = keras.Sequential([keras.Input((60,))])
        for units in (64, 64):
            model.add(keras.layers.Dropout(rate))
            model.add(
                keras.layers.Dense(units, activation="relu", kernel_regularizer=regularizer)
            )
        model.add(keras.layers.Dropout(rate))
        model.add(keras.layers.Dense(1, activation="sigmoid"))
        model.compile(keras.optimizers.Adam(0.002), "binary_crossentropy")
        model.fit(x, y[:, None], batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(0.0, None), fitted(0.5, keras.regularizers.L2(1e-3))


# %% task="spatial" kind="wrong" breaks="x is not changed."
# zeroes x itself before the scaling
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if s is None else 1 for n, s in zip(x.shape, noise_shape))
    x *= rng.random(shape) >= rate
    return x / (1 - rate)


# %% task="uncertainty" kind="wrong" breaks="exactly these n passes"
# too few passes are not reliable, so it makes thirty at least
def mc_predict(model, x, n):
    passes = np.stack(
        [keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(max(n, 30))]
    ).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
