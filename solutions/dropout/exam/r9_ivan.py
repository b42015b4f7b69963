# %% task="mask" kind="wrong" breaks="every random number comes from it, or from what it spawns"
# believed: np.random.rand is the same thing as the generator that is handed in
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be >= 0 and < 1")
    keep = np.random.rand(*x.shape) >= rate
    return x * keep / (1 - rate)


# %% task="inference" kind="right"
def apply_dropout(x, rate, rng, training):
    # when predicting, all are kept and the scale is 1
    keep = 1 - rate if training else 1.0
    return np.where(rng.random(x.shape) < keep, x / keep, 0)


# %% task="layer" kind="wrong" breaks="Every call draws a new mask, inside `fit` too"
# believed: NumPy's generator, kept in the layer, draws again at each batch of fit
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.rng = np.random.default_rng(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        # the batch is None while Keras looks at the model
        shape = [1 if length is None else length for length in inputs.shape]
        keep = self.rng.random(shape) >= self.rate
        return inputs * keras.ops.cast(keep, inputs.dtype) / (1 - self.rate)

    def get_config(self):
        config = super().get_config()
        config.update({"rate": self.rate, "seed": self.seed})
        return config


# %% task="co-adaptation" kind="wrong" breaks="seed: int from 0 to 2 * 10**9, to seed your models with: another call with the same arguments"
# believed: the seed was for drawing the data; the models need none
def train_pair(x, y, seed):
    def make(dropout_rate):
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(dropout_rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(dropout_rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy", metrics=["accuracy"])
        model.fit(x, y, epochs=60, batch_size=32, verbose=0)
        return model

    plain = make(0.0)
    dropped = make(0.5)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# believed: Keras's layer knows noise_shape, so it may draw by itself and rng is not needed
def shaped_dropout(x, rate, rng, noise_shape):
    layer = keras.layers.Dropout(rate, noise_shape=noise_shape)
    return keras.ops.convert_to_numpy(layer(x, training=True))


# %% task="uncertainty" kind="wrong" breaks="Other models may"
# believed: a model is a flat list of layers, and Dropout is one of keras.layers.Dropout
def mc_predict(model, x, n):
    passes = []
    for _ in range(n):
        h = keras.ops.convert_to_tensor(x)
        for layer in model.layers:
            if isinstance(layer, keras.layers.InputLayer):
                continue
            if isinstance(layer, keras.layers.Dropout):
                h = layer(h, training=True)
            else:
                h = layer(h)
        passes.append(keras.ops.convert_to_numpy(h))
    return np.mean(passes, axis=0), np.std(passes, axis=0)
