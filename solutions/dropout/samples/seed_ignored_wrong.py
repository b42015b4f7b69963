# /// sample
# task = "layer"
# diagnosis = "The seed does not decide the masks: two layers of one seed draw different masks, and a global random state decides. Draw with a SeedGenerator that was made from the seed."
# ///

# %% task="layer"
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator()

    def call(self, inputs, training=False):
        if not training:
            return inputs
        keep = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        return keras.ops.where(keep, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}
