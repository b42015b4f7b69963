# %% task="mask" kind="wrong" breaks="is not changed"
# believed: the result is new because of the division, so zeros may be written into x first
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    x[rng.random(x.shape) < rate] = 0
    return x / (1 - rate)


# %% task="inference" kind="wrong" breaks="bit for bit the same: NaN, infinities and -0.0, too"
# believed: zeros plus x is a copy of x (0.0 + -0.0 is 0.0)
def apply_dropout(x, rate, rng, training):
    out = np.zeros_like(x)
    if training:
        alive = rng.random(x.shape) >= rate
        out[alive] += x[alive] / (1 - rate)
    else:
        out += x
    return out


# %% task="layer" kind="wrong" breaks="of any rank from 1 on"
# believed: inputs are always a table of rows and units
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seeds = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        rows, units = keras.ops.shape(inputs)
        alive = keras.random.uniform((rows, units), seed=self.seeds) >= self.rate
        return keras.ops.where(alive, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="that give the probability of class 1, between"
# believed: the sigmoid belongs into the loss (from_logits), and the model may give the logit
def train_pair(x, y, seed):
    def make(rate):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1),
        ])
        loss = keras.losses.BinaryCrossentropy(from_logits=True)
        model.compile(keras.optimizers.Adam(0.003), loss)
        model.fit(x, y, epochs=60, batch_size=32, verbose=0)
        return model

    return make(0.0), make(0.5)


# %% task="spatial" kind="wrong" breaks="x is not changed"
# believed: an array that comes in may be worked on in place to save memory
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [a if b is None else 1 for a, b in zip(x.shape, noise_shape)]
    mask = rng.random(shape) >= rate
    x *= mask
    return x / (1 - rate)


# %% task="uncertainty" kind="wrong" breaks="two arrays of the shape of one prediction"
# believed: a prediction always has two axes, rows and outputs
def mc_predict(model, x, n):
    out = [keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)]
    out = np.array(out).reshape(n, len(x), -1)
    return out.mean(axis=0), out.std(axis=0)
