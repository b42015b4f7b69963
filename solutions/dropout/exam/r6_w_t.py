# %% task="layer" kind="wrong" breaks="inputs come back unchanged."
# scales up and down again outside training: not quite the inputs
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        scaled = inputs / (1 - self.rate)
        if not training:
            return scaled * (1 - self.rate)
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        return keras.ops.where(noise >= self.rate, scaled, keras.ops.zeros_like(scaled))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="loss, optimizer (and its settings), batch size and number of epochs are the same for"
# the dropped model's loss has softened labels
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)

    def fitted(rate, smoothing):
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
        loss = keras.losses.BinaryCrossentropy(label_smoothing=smoothing)
        model.compile(keras.optimizers.Adam(0.002), loss)
        model.fit(x, y[:, None], batch_size=32, epochs=50, verbose=0)
        return model

    return fitted(0.0, 0.0), fitted(0.5, 0.2)
