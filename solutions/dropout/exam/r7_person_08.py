# %% task="mask" kind="wrong" breaks="It is not changed"
# writes the zeros into the caller's array before it scales
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be at least 0 and below 1")
    gone = rng.random(x.shape) < rate
    x[gone] = 0
    return x / (1 - rate)

# %% task="inference" kind="wrong" breaks="x is not changed"
# takes another name for a copy: the zeros land in the caller's x
def apply_dropout(x, rate, rng, training):
    result = x
    if training:
        result[rng.random(x.shape) < rate] = 0.0
        result = result / (1 - rate)
    return result

# %% task="layer" kind="wrong" breaks="Layers of other seeds, or without a seed, draw other masks"
# without a seed every layer takes the same favourite number
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(1337 if seed is None else seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(u >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}

# %% task="co-adaptation" kind="wrong" breaks="another call with the same arguments gives the same pair"
# `if seed` leaves everything unseeded for the seed 0
def train_pair(x, y, seed):
    def fitted(rate):
        if seed:
            keras.utils.set_random_seed(seed)
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
        model.fit(x, y, batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(0.0), fitted(0.5)

# %% task="spatial" kind="right"
# style: plain loops over the entries of the mask, whole slices of x at a time
def shaped_dropout(x, rate, rng, noise_shape):
    result = np.zeros(x.shape)
    lengths = [n if entry is None else 1 for n, entry in zip(x.shape, noise_shape)]
    for place in np.ndindex(*lengths):
        if rng.random() < rate:
            continue
        part = tuple(k if entry is None else slice(None) for k, entry in zip(place, noise_shape))
        result[part] = x[part] / (1 - rate)
    return result

# %% task="uncertainty" kind="wrong" breaks="be among its layers"
# goes through a Sequential layer by layer, and turns on its own Dropout layers only, not those of a model inside
def mc_predict(model, x, n):
    def one_pass():
        if not isinstance(model, keras.Sequential):
            return np.asarray(model(x, training=True))
        h = keras.ops.convert_to_tensor(x)
        for part in model.layers:
            h = part(h, training="Dropout" in type(part).__name__)
        return np.asarray(h)

    passes = np.stack([one_pass() for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
