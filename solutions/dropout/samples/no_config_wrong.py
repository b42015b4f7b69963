# /// sample
# task = "layer"
# diagnosis = "`get_config` has neither `rate` nor `seed` among its keys. Keras builds a saved layer again by calling the class with these keys and their values, so it needs both."
# ///

# %% task="layer"
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        keep = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        return keras.ops.where(keep, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return super().get_config()
