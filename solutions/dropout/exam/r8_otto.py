# %% task="layer" kind="wrong" breaks="draw other masks: no mask of one comes up in"
# Cuts the seed to a thousand pupils' numbers: the seeds 7 and 1007 draw the same masks.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(None if seed is None else seed % 1000)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        stays = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        return keras.ops.where(stays, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="all rows and no others"
# Adds a noisy copy of each row, in both models: they train on rows that nobody gave them.
def train_pair(x, y, seed):
    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
    more = x + np.random.default_rng(seed).normal(0, 0.5, x.shape).astype("float32")
    x, y = np.concatenate([x, more]), np.concatenate([y, y])
    pair = []
    for rate in (0.0, 0.5):
        keras.utils.set_random_seed(start)
        model = keras.Sequential([
            keras.Input((x.shape[1],)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        model.fit(x, y, batch_size=128, epochs=40, verbose=0)
        pair.append(model)
    return tuple(pair)
