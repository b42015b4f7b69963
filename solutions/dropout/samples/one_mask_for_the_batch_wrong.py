# /// sample
# task = "layer"
# diagnosis = "All rows of the batch have the same units dropped. Each row needs a mask of its own: draw as many numbers as the inputs have entries."
# ///

# %% task="layer"
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        shape = (1,) + tuple(inputs.shape[1:])
        keep = keras.random.uniform(shape, seed=self.generator) >= self.rate
        return keras.ops.where(keep, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}
