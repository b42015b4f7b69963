# /// sample
# task = "layer"
# diagnosis = "For at least one layer `get_config` leaves out `rate` or `seed`. Keras builds a saved layer again from this dict: without them the call fails, or another layer comes back."
# ///

# %% task="layer"
class MyDropout(keras.layers.Layer):
    def __init__(self, rate=0.5, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        keep = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        return keras.ops.where(keep, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "seed": self.seed}
