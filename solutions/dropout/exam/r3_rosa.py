# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# wrong: takes the rate for the share that stays, with the scale of the share that goes
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    stays = rng.random(x.shape) < rate
    return np.where(stays, x / (1 - rate), 0.0) if rate else np.array(x, dtype="float64")


# %% task="layer" kind="wrong" breaks="as they were given."
# wrong: keeps the rate as a float32 number, so that 0.1 is stored as 0.10000000149
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = np.float32(rate)
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        inputs = keras.ops.convert_to_tensor(inputs)
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(numbers >= self.rate, inputs / (1 - float(self.rate)), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": float(self.rate), "seed": self.seed}


# %% task="co-adaptation" kind="right"
# Label corrected: wired with training=False, but in Keras 3 the `training` of the model's own call goes
# before that of its graph, so that these layers drop in `fit` and with training=True, as the contract asks.
def train_pair(x, y, seed):
    def trained(rate):
        keras.utils.set_random_seed(seed % 2**32)
        inputs = keras.Input((60,))
        h = keras.layers.Dropout(rate)(inputs, training=False) if rate else inputs
        h = keras.layers.Dense(48, activation="relu")(h)
        h = keras.layers.Dropout(rate)(h, training=False) if rate else h
        model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))
        model.compile(keras.optimizers.Adam(0.007), "binary_crossentropy")
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        return model

    return trained(0), trained(0.5)


# %% task="uncertainty" kind="wrong" breaks="Each pass draws new masks."
# wrong: sets the generators back before each pass, so that all n passes ask the same part of the class
def mc_predict(model, x, n):
    states = [v for v in model.non_trainable_variables + model.variables if "seed" in v.path]
    states += [
        layer.seed_generator.state
        for layer in model._flatten_layers()
        if getattr(layer, "seed_generator", None) is not None
    ]
    before = [np.array(v) for v in states]
    passes = []
    for _ in range(n):
        for variable, value in zip(states, before):
            variable.assign(value)
        passes.append(np.asarray(model(x, training=True)))
    passes = np.stack(passes).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
