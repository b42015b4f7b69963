# %% task="mask" kind="wrong" breaks="independently of"
# believed: a rate of 0.5 means that exactly half of the units go, as in df.sample(frac=...)
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate has to be in [0, 1)")
    n_drop = int(round(rate * x.size))
    gone = rng.choice(x.size, size=n_drop, replace=False)
    keep = np.ones(x.size)
    keep[gone] = 0
    return x * keep.reshape(x.shape) / (1 - rate)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too"
# believed: missing values are filled with 0 before one predicts, as with fillna(0)
def apply_dropout(x, rate, rng, training):
    if training:
        return np.where(rng.random(x.shape) < rate, 0.0, x / (1 - rate))
    clean = x.copy()
    clean[np.isnan(clean)] = 0
    return clean


# %% task="layer" kind="wrong" breaks="Two layers of one seed draw the same sequence of masks"
# believed: it is enough to store the seed (keras.random draws with it by itself)
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed

    def call(self, inputs, training=False):
        if not training:
            return inputs
        keep = keras.random.uniform(keras.ops.shape(inputs)) >= self.rate
        return keras.ops.where(keep, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        config = super().get_config()
        config.update({"rate": self.rate, "seed": self.seed})
        return config


# %% task="co-adaptation" kind="wrong" breaks="trained on x and y, all"
# believed: data are always standardised first, and the model need not know of it
def train_pair(x, y, seed):
    x = (x - x.mean(axis=0)) / x.std(axis=0)

    def make(rate):
        keras.utils.set_random_seed(seed)
        layers = [keras.Input((60,))]
        if rate:
            layers.append(keras.layers.Dropout(rate))
        layers.append(keras.layers.Dense(32, activation="relu"))
        if rate:
            layers.append(keras.layers.Dropout(rate))
        layers.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(layers)
        model.compile(loss="binary_crossentropy", optimizer=keras.optimizers.Adam(0.01))
        model.fit(x, y, epochs=60, batch_size=32, verbose=0)
        return model

    return make(None), make(0.5)


# %% task="spatial" kind="wrong" breaks="tuple as long as x.shape, which may have any length"
# believed: x is always a batch of images and noise_shape is always (None, 1, 1, None)
def shaped_dropout(x, rate, rng, noise_shape):
    batch, height, width, channels = x.shape
    keep = rng.random((batch, channels)) >= rate
    return x * keep[:, None, None, :] / (1 - rate)


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# believed: the spread is the variance (1 is its own root, so the example agrees)
def mc_predict(model, x, n):
    runs = np.stack([np.asarray(model(x, training=True)) for _ in range(n)])
    return runs.mean(axis=0), runs.var(axis=0)
