# %% task="layer" kind="wrong" breaks="call(inputs, training=False)"
# wrong: who does not say anything about training gets Dropout
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=True):
        if not training:
            return inputs
        inputs = keras.ops.convert_to_tensor(inputs)
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(numbers >= self.rate, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Layers (and their"
# wrong: a weight penalty as well, in the model with Dropout only
def train_pair(x, y, seed):
    def trained(penalty, *rates):
        keras.utils.set_random_seed(seed % 2**32)
        model = keras.Sequential([keras.Input((60,))])
        for rate, layer in zip(
            rates,
            [
                keras.layers.Dense(48, activation="relu", kernel_regularizer=penalty),
                keras.layers.Dense(1, activation="sigmoid"),
            ],
        ):
            if rate:
                model.add(keras.layers.Dropout(rate))
            model.add(layer)
        model.compile(keras.optimizers.Adam(0.007), "binary_crossentropy")
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        return model

    return trained(None, 0, 0), trained(keras.regularizers.L2(0.001), 0.5, 0.5)


# %% task="uncertainty" kind="wrong" breaks="the mean and the"
# wrong: the median of the passes
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)]).astype("float64")
    return np.median(passes, axis=0), passes.std(axis=0)
