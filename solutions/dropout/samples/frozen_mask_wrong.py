# /// sample
# task = "layer"
# diagnosis = "You draw a fresh seed with NumPy at each call, which works line by line; inside `fit` that line runs once, while tracing, and the same mask is replayed at every step."
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
        fresh = int(self.rng.integers(2**31))
        keep = keras.random.uniform(keras.ops.shape(inputs), seed=fresh) >= self.rate
        return keras.ops.where(keep, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}
