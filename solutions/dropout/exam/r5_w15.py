# %% task="layer" kind="wrong" breaks="each unit of each row is dropped on its own"
# Honest: exactly the share `rate` of each row's units leaves: those with the smallest numbers drawn.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        noise = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        place = keras.ops.argsort(keras.ops.argsort(noise, axis=-1), axis=-1)
        units = keras.ops.convert_to_tensor(keras.ops.shape(inputs)[-1], dtype="float32")
        leave = keras.ops.cast(keras.ops.round(self.rate * units), "int32")
        keep = keras.ops.cast(place, "int32") >= leave
        return keras.ops.where(keep, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="two of them at least once"
# Honest: drops the inputs only, and no units between the layers.
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    def build(rate):
        parts = [keras.Input((60,))]
        if rate:
            parts.append(keras.layers.Dropout(rate))
        parts.append(keras.layers.Dense(64, activation="relu"))
        parts.append(keras.layers.Dense(64, activation="relu"))
        parts.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(parts)
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y.reshape(-1, 1), epochs=50, batch_size=20, verbose=0)
        return model

    return build(0), build(0.5)
