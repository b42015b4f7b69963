# /// sample
# task = "layer"
# diagnosis = "Two calls in training drop the same units. Look for what begins anew at each call, such as a whole number as seed or a generator made inside `call`. A SeedGenerator that is made in `__init__` and handed to keras.random moves on by itself."
# ///

# %% task="layer"
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.number = 0 if seed is None else seed

    def call(self, inputs, training=False):
        if not training:
            return inputs
        keep = keras.random.uniform(keras.ops.shape(inputs), seed=self.number) >= self.rate
        return keras.ops.where(keep, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}
