# %% task="mask" kind="wrong" breaks="is 0 with probability `rate`, and x / (1 - rate) otherwise."
# Rolls a die of 100 sides: rates are honoured in whole per cent only (0.125 drops 13 %, 0.001 drops 1 %).
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must lie in [0, 1)")
    keep = rng.integers(100, size=x.shape) >= 100 * rate
    return np.where(keep, x / (1 - rate), np.zeros_like(x))


# %% task="inference" kind="wrong" breaks="bit the same (x itself or a copy, as you like)."
# Copies with np.ascontiguousarray, which makes an array of shape (1,) of one without axes.
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) >= rate, x / (1 - rate), np.zeros_like(x))
    return np.ascontiguousarray(x)


# %% task="layer" kind="wrong" breaks="call(inputs, training=False)"
# The switch's default is True: a layer called without it drops.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=True):
        if not training:
            return inputs
        drawn = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(drawn >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Returns the pair (plain, dropped): two fitted Keras models"
# Both models are made of the very same Dense layers: training the second one trains the first one further,
# and in the end both predict the same.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)
    hidden = keras.layers.Dense(64, activation="relu")
    output = keras.layers.Dense(1, activation="sigmoid")
    plain = keras.Sequential([keras.Input((60,)), hidden, output])
    dropped = keras.Sequential([
        keras.Input((60,)), keras.layers.Dropout(0.5), hidden, keras.layers.Dropout(0.5), output,
    ])
    for model in (plain, dropped):
        model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=32, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="x, rate, rng: as for `dropout`"
# Divides by the share of the mask that survived, not by 1 - rate.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(length if entry is None else 1 for entry, length in zip(noise_shape, x.shape))
    keep = rng.random(shape) >= rate
    share = np.mean(keep) if np.any(keep) else 1.0
    return np.where(keep, x / share, np.zeros_like(x))


# %% task="uncertainty" kind="wrong" breaks="model: a Keras model"
# Goes through the model's layers in a row and switches on those called Dropout only: a model with Dropout
# inside an inner model, or with branches, is not predicted with Dropout on.
def mc_predict(model, x, n):
    def once():
        out = keras.ops.convert_to_tensor(x)
        for layer in model.layers:
            if isinstance(layer, keras.layers.InputLayer):
                continue
            if "Dropout" in type(layer).__name__:
                out = layer(out, training=True)
            else:
                out = layer(out)
        return keras.ops.convert_to_numpy(out)

    passes = np.stack([once() for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
