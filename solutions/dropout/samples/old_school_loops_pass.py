# /// sample
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if rate >= 1:
        raise ValueError("nobody would be left")
    if rate < 0 or rate != rate:
        raise ValueError("a share cannot be negative, nor be no number")
    flat = [0.0 if r < rate else v / (1 - rate) for v, r in zip(x.ravel(), rng.random(x.size))]
    return np.array(flat).reshape(x.shape)

# %% task="inference"
def apply_dropout(x, rate, rng, training):
    result = x.copy()
    if training:
        result = dropout(result, rate, rng)
    return result

# %% task="layer"
class MyDropout(keras.Layer):
    def __init__(self, rate, seed=None, name=None, **kwargs):
        super().__init__(name=name, **kwargs)
        self.rate = float(rate)
        self.seed = seed
        self.draw = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), 0.0, 1.0, dtype="float32", seed=self.draw)
        return keras.ops.where(noise < self.rate, keras.ops.zeros_like(inputs), inputs / (1.0 - self.rate))

    def get_config(self):
        base = super().get_config()
        base["rate"] = self.rate
        base["seed"] = self.seed
        return base

# %% task="co-adaptation"
def train_pair(x, y, seed):
    def network(drop):
        keras.utils.set_random_seed(seed)
        parts = [keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
        if drop:
            parts = [keras.layers.Dropout(0.4), parts[0], keras.layers.Dropout(0.5), parts[1]]
        net = keras.Sequential(parts)
        net.compile(optimizer=keras.optimizers.Adam(5e-3), loss="binary_crossentropy", metrics=["accuracy"])
        net.fit(x, y, epochs=30, batch_size=32, verbose=0)
        return net

    return network(False), network(True)

# %% task="spatial"
def shaped_dropout(x, rate, rng, noise_shape):
    factor = dropout(np.ones([n if e is None else 1 for n, e in zip(x.shape, noise_shape)]), rate, rng)
    return x * factor

# %% task="uncertainty"
def mc_predict(model, x, n):
    answers = []
    for i in range(n):
        answers.append(keras.ops.convert_to_numpy(model(x, training=True)))
    return np.mean(answers, axis=0), np.std(answers, axis=0, ddof=1)
