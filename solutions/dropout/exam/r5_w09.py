# %% task="mask" kind="wrong" breaks="x / (1 - rate) otherwise."
# Flattens in the order of memory and folds up in reading order: a transposed array comes back scrambled.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    flat = x.ravel(order="K").astype("float64")
    keep = rng.random(flat.size) >= rate
    return np.where(keep, flat / (1 - rate), 0.0).reshape(x.shape)


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# Honest: one mask for the units, the same in all rows.
def apply_dropout(x, rate, rng, training):
    if not training:
        return x
    keep = rng.random(x.shape[1:] if x.ndim > 1 else x.shape) >= rate
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="all that Keras needs to build the same layer again: what every layer stores"
# Stores the name by hand in place of what every layer stores: dtype and trainable are lost.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {"name": self.name, "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="settings), loss, optimizer (and its settings), batch size and number of epochs are the same for"
# Only the second model's loss smooths the labels.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    def build(rate, smoothing):
        parts = [keras.Input((60,))]
        for _ in range(2):
            if rate:
                parts.append(keras.layers.Dropout(rate))
            parts.append(keras.layers.Dense(64, activation="relu"))
        parts.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(parts)
        model.compile("adam", keras.losses.BinaryCrossentropy(label_smoothing=smoothing))
        model.fit(x, y.reshape(-1, 1), epochs=50, batch_size=20, verbose=0)
        return model

    return build(0, 0.0), build(0.5, 0.1)


# %% task="spatial" kind="wrong" breaks="dies with probability `rate`"
# Honest: draws again where everything has died, since an empty answer is of no use: a mask of one entry never dies.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(size if n is None else 1 for n, size in zip(noise_shape, x.shape))
    keep = np.asarray(rng.random(shape) >= rate)
    while keep.size and not keep.any():
        keep = np.asarray(rng.random(shape) >= rate)
    return np.where(keep, np.asarray(x, dtype="float64") / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="of any shape and values"
# Honest: takes the outputs for probabilities, and clips the mean to 0 and 1.
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True), dtype="float64") for _ in range(n)])
    return np.clip(passes.mean(axis=0), 0, 1), passes.std(axis=0)
