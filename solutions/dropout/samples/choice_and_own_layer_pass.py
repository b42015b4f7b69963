# /// sample
# ///

# %% task="mask"
def dropout(x, rate, rng):
    """Choose the survivors one by one, in a copy."""
    if not (0.0 <= rate < 1.0):
        raise ValueError("rate")
    out = np.array(x, dtype=float)
    gone = rng.choice([True, False], size=out.shape, p=[rate, 1 - rate])
    out[gone] = 0.0
    out[~gone] /= 1.0 - rate
    return out

# %% task="inference"
def apply_dropout(x, rate, rng, training):
    return dropout(x, rate if training else 0.0, rng)

# %% task="layer"
class MyDropout(keras.layers.Layer):
    """Multiplies by a mask that holds 0 and 1 / (1 - rate)."""

    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate, self.seed = rate, seed
        self.generator = keras.random.SeedGenerator(seed)

    def mask(self, inputs):
        shape = keras.ops.shape(inputs)
        ones = keras.random.binomial(shape, 1, 1 - self.rate, seed=self.generator)
        return keras.ops.cast(ones, inputs.dtype) / (1 - self.rate)

    def call(self, inputs, training=False):
        return inputs * self.mask(inputs) if training else inputs

    def get_config(self):
        return dict(super().get_config(), rate=self.rate, seed=self.seed)

# %% task="co-adaptation"
def train_pair(x, y, seed):
    def network(rate):
        inputs = keras.Input((60,))
        h = MyDropout(rate, seed=seed)(inputs)
        h = MyDropout(rate, seed=seed)(keras.layers.Dense(100, activation="relu")(h))
        chance = keras.layers.Activation("sigmoid")(keras.layers.Dense(1)(h))
        return keras.Model(inputs, chance)

    result = []
    for rate in (0.0, 0.5):
        keras.utils.set_random_seed(seed)
        net = network(rate)
        net.compile(keras.optimizers.RMSprop(0.01), "binary_crossentropy")
        net.fit(x, y[:, None], epochs=20, verbose=0)
        result.append(net)
    return result[0], result[1]

# %% task="spatial"
def shaped_dropout(x, rate, rng, noise_shape):
    size = list(x.shape)
    for axis, entry in enumerate(noise_shape):
        if entry == 1:
            size[axis] = 1
    survivors = rng.random(size) > rate
    return np.where(survivors, x, 0) / (1 - rate)

# %% task="uncertainty"
def mc_predict(model, x, n):
    total, squares = 0.0, 0.0
    for _ in range(n):
        answer = keras.ops.convert_to_numpy(model(x, training=True)).astype("float64")
        total, squares = total + answer, squares + answer**2
    mean = total / n
    return mean, np.sqrt(np.maximum(squares / n - mean**2, 0))
