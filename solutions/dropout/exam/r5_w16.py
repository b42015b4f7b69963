# %% task="layer" kind="wrong" breaks="Two layers of one seed draw the same sequence of masks"
# Honest: seeds the whole of Keras at birth and draws from the common generator: two layers share one sequence.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed is not None:
            keras.utils.set_random_seed(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs))
        return keras.ops.where(noise >= self.rate, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Sequential or functional models of Keras's own layers"
# A subclassed model: it cannot be built again from its config alone.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    class Pupils(keras.Model):
        def __init__(self, rate):
            super().__init__()
            self.drops = [keras.layers.Dropout(rate) for _ in range(2)] if rate else []
            self.hidden = [keras.layers.Dense(64, activation="relu") for _ in range(2)]
            self.last = keras.layers.Dense(1, activation="sigmoid")

        def call(self, inputs, training=False):
            for place, layer in enumerate(self.hidden):
                if self.drops:
                    inputs = self.drops[place](inputs, training=training)
                inputs = layer(inputs)
            return self.last(inputs)

    pair = Pupils(0), Pupils(0.5)
    for model in pair:
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y.reshape(-1, 1), epochs=50, batch_size=20, verbose=0)
    return pair
