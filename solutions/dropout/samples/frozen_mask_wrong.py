# /// sample
# task = "layer"
# diagnosis = "Called by itself the layer draws new masks, but inside `fit` all steps had the same mask. There Keras runs the Python code of `call` once, to trace it. Numbers from NumPy or Python then stay as they are; a SeedGenerator kept in the layer moves on."
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
