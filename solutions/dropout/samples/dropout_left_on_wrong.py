# /// sample
# task = "layer"
# diagnosis = "At rate 0.5 `predict` gives back units as 0 or doubled: the layer drops outside training. There inputs are to come back unchanged. Look whether `call` asks `training`, and the right way round."
# ///

# %% task="layer"
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        keep = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        return keras.ops.where(keep, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}
