# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`, independently of"
# believed: a rate of a half means that exactly half of the entries go
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    gone = rng.permutation(x.size)[: round(rate * x.size)]
    flat = np.array(x, dtype=float).reshape(-1) / (1 - rate)
    flat[gone] = 0.0
    return flat.reshape(x.shape)


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# believed: in training it only drops; there is nothing to scale once the exam is left alone
def apply_dropout(x, rate, rng, training):
    if training:
        return x * (rng.random(x.shape) >= rate)
    return x.copy()


# %% task="layer" kind="wrong" breaks="Other arguments are those of every layer: name, dtype and trainable among them."
# believed: the name is the only argument of a layer that matters, so it alone is handed on
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, name=None, **kwargs):
        super().__init__(name=name)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        u = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return inputs * keras.ops.cast(u >= self.rate, inputs.dtype) / (1 - self.rate)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Returns the pair (plain, dropped)"
# believed: the improved model comes first in the pair
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)
    models = {}
    for name, rate in (("dropped", 0.5), ("plain", 0.0)):
        model = keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=20, verbose=0)
        models[name] = model
    return tuple(models.values())


# %% task="spatial" kind="wrong" breaks="At None, the mask is as long as"
# believed: a channel is dropped for the whole batch at once: the batch axis never has coins of its own
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [size if n is None else 1 for n, size in zip(noise_shape, x.shape)]
    if shape:
        shape[0] = 1
    mask = rng.random(shape) >= rate
    return np.where(mask, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="It is not changed: its weights, what is frozen in it"
# believed: training=True would train the model, so it has to be frozen first
def mc_predict(model, x, n):
    model.trainable = False
    passes = np.stack([np.asarray(model(x, training=True), "float64") for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
