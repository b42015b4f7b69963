# /// sample
# task = "layer"
# diagnosis = "Your mask changes from call to call, but not inside `fit`: a line of NumPy or Python runs there once, while tracing, and what it drew is replayed at every step; draw with keras.random and a SeedGenerator."
# ///

# %% task="layer"
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.rng = np.random.default_rng(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        mask = self.rng.random(inputs.shape) >= self.rate
        return inputs * mask.astype("float32") / (1 - self.rate)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}
