# /// sample
# task = "layer"
# diagnosis = "Inside `fit` each step teaches all units alike, as if no unit had been dropped. Either the layer drops nothing there, or the gradient goes past the mask. A unit that is out of the room learns nothing from that test."
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
        keep = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        dropped = keras.ops.where(keep, inputs / (1 - self.rate), 0.0)
        return inputs + keras.ops.stop_gradient(dropped - inputs)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}
