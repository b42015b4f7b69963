# %% task="layer" kind="wrong" breaks="In training each unit of each row is dropped on its own"
# wrong: from rank 3 on the whole map lives or dies: one number for each row and last axis
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        inputs = keras.ops.convert_to_tensor(inputs)
        shape = list(keras.ops.shape(inputs))
        shape[1:-1] = [1] * len(shape[1:-1])
        numbers = keras.random.uniform(tuple(shape), seed=self.generator)
        return keras.ops.where(numbers >= self.rate, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="It gets at least 95 % of the rows of x right."
# wrong: a quarter of the rows is put aside for validation, in both models, and the plain one never learns them
def train_pair(x, y, seed):
    def trained(*rates):
        keras.utils.set_random_seed(seed % 2**32)
        model = keras.Sequential([keras.Input((60,))])
        for rate, layer in zip(
            rates, [keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
        ):
            if rate:
                model.add(keras.layers.Dropout(rate))
            model.add(layer)
        model.compile(keras.optimizers.Adam(0.007), "binary_crossentropy")
        model.fit(x, y, batch_size=40, epochs=40, validation_split=0.25, verbose=0)
        return model

    return trained(0, 0), trained(0.5, 0.5)
