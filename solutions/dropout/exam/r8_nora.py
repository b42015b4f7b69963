# %% task="layer" kind="wrong" breaks="Two layers of one seed draw the same sequence of masks, whatever their"
# One generator for each seed, shared by all layers of that seed: what one draws, the other misses.
class MyDropout(keras.layers.Layer):
    generators = {}

    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed is None:
            self.generator = keras.random.SeedGenerator()
        else:
            if seed not in MyDropout.generators:
                MyDropout.generators[seed] = keras.random.SeedGenerator(seed)
            self.generator = MyDropout.generators[seed]

    def call(self, inputs, training=False):
        if not training:
            return inputs
        stays = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        return keras.ops.where(stays, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="optimizer (and its settings)"
# A gentler learning rate for the model with Dropout.
def train_pair(x, y, seed):
    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
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
        model.compile(keras.optimizers.Adam(0.006 if rate else 0.01), "binary_crossentropy")
        model.fit(x, y, batch_size=64, epochs=40, verbose=0)
        pair.append(model)
    return tuple(pair)
