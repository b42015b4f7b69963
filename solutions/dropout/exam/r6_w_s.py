# %% task="layer" kind="wrong" breaks="call(inputs, training=False)"
# the switch is on by default: a plain call of the layer drops
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=True):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(
            noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs)
        )

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="loss, optimizer (and its settings)"
# the dropped model learns with a larger step of the optimizer
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)

    def fitted(rate, step):
        model = keras.Sequential(
            [
                keras.Input((60,)),
                keras.layers.Dropout(rate),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dropout(rate),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )
        model.compile(keras.optimizers.Adam(step), "binary_crossentropy")
        model.fit(x, y[:, None], batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(0.0, 0.002), fitted(0.5, 0.003)


# %% task="uncertainty" kind="wrong" breaks="Predict n times with Dropout on."
# predict(): Dropout is off, all passes agree
def mc_predict(model, x, n):
    passes = np.stack([model.predict(x, verbose=0) for _ in range(n)]).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
