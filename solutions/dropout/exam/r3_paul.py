# %% task="mask" kind="wrong" breaks="independently of"
# wrong: one draw for a whole row, or column of units: the mask has the shape of the last axis only
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    stays = rng.random(x.shape[-1:]) >= rate
    return np.where(stays, x / (1 - rate), 0.0).reshape(x.shape)


# %% task="layer" kind="wrong" breaks="call(inputs, training=False): inputs are finite floats, of any rank from 1 on"
# wrong: draws the mask as a table (batch, units), so inputs of rank 1 have no units
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
        shape = keras.ops.shape(inputs)
        units = inputs.shape[1]
        for length in inputs.shape[2:]:
            units = units * length
        numbers = keras.ops.reshape(keras.random.uniform((shape[0], units), seed=self.generator), shape)
        return keras.ops.where(numbers >= self.rate, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="`dropped` has Dropout before its first layer of units"
# wrong: GaussianNoise on the inputs, which drops nobody
def train_pair(x, y, seed):
    def trained(on):
        keras.utils.set_random_seed(seed % 2**32)
        layers = [keras.Input((60,))]
        if on:
            layers.append(keras.layers.GaussianNoise(4.0))
        layers.append(keras.layers.Dense(48, activation="relu"))
        if on:
            layers.append(keras.layers.Dropout(0.5))
        layers.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(layers)
        model.compile(keras.optimizers.Adam(0.007), "binary_crossentropy")
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        return model

    return trained(False), trained(True)


# %% task="uncertainty" kind="wrong" breaks="standard deviation of exactly these n passes"
# wrong: one of the n is the prediction without Dropout
def mc_predict(model, x, n):
    passes = [np.asarray(model(x, training=False))]
    passes += [np.asarray(model(x, training=True)) for _ in range(n - 1)]
    passes = np.stack(passes).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
