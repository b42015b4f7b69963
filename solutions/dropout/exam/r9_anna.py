# %% task="mask" kind="right"
def dropout(x, rate, rng):
    # `not (...)` catches NaN as well, because every comparison with NaN is False
    if not (rate >= 0 and rate < 1):
        raise ValueError("rate must be at least 0 and less than 1")
    result = np.zeros(x.shape, dtype=x.dtype)
    for index in np.ndindex(x.shape):
        coin = rng.random()
        if coin >= rate:
            result[index] = x[index] / (1 - rate)
    return result


# %% task="inference" kind="wrong" breaks="gives back the numbers of x in x's"
# believed: going through x entry by entry and collecting into a list always gives x back (forgets shapes () and (0, 3))
def apply_dropout(x, rate, rng, training):
    if training:
        return dropout(x, rate, rng)
    result = []
    for value in x:
        result.append(value)
    return np.array(result)


# %% task="layer" kind="wrong" breaks="In training each unit of each row is dropped on its own"
# believed: one mask of the units is enough for the whole batch (inputs.shape[0] was None in fit, so it was left away)
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if training:
            numbers = keras.random.uniform(inputs.shape[1:], seed=self.generator)
            stays = numbers >= self.rate
            mask = keras.ops.cast(stays, inputs.dtype)
            return inputs * mask / (1 - self.rate)
        return inputs

    def get_config(self):
        config = super().get_config()
        config["rate"] = self.rate
        config["seed"] = self.seed
        return config


# %% task="co-adaptation" kind="wrong" breaks="Dropout before its first layer of units"
# believed: Dropout is for hidden units only; the inputs are data, and data are not dropped
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)
    plain = keras.Sequential()
    plain.add(keras.Input((60,)))
    plain.add(keras.layers.Dense(32, activation="relu"))
    plain.add(keras.layers.Dense(32, activation="relu"))
    plain.add(keras.layers.Dense(1, activation="sigmoid"))
    plain.compile(optimizer=keras.optimizers.Adam(0.003), loss="binary_crossentropy")
    plain.fit(x, y, epochs=50, batch_size=32, verbose=0)

    keras.utils.set_random_seed(seed)
    dropped = keras.Sequential()
    dropped.add(keras.Input((60,)))
    dropped.add(keras.layers.Dense(32, activation="relu"))
    dropped.add(keras.layers.Dropout(0.7))
    dropped.add(keras.layers.Dense(32, activation="relu"))
    dropped.add(keras.layers.Dropout(0.7))
    dropped.add(keras.layers.Dense(1, activation="sigmoid"))
    dropped.compile(optimizer=keras.optimizers.Adam(0.003), loss="binary_crossentropy")
    dropped.fit(x, y, epochs=50, batch_size=32, verbose=0)
    return plain, dropped


# %% task="spatial" kind="right"
def shaped_dropout(x, rate, rng, noise_shape):
    mask_shape = []
    for axis in range(len(x.shape)):
        if noise_shape[axis] is None:
            mask_shape.append(x.shape[axis])
        else:
            mask_shape.append(1)
    coins = rng.random(tuple(mask_shape))

    result = np.zeros(x.shape, dtype=x.dtype)
    for index in np.ndindex(x.shape):
        # where in the small mask do I have to look?
        place = []
        for axis in range(len(index)):
            if mask_shape[axis] == 1:
                place.append(0)
            else:
                place.append(index[axis])
        if coins[tuple(place)] >= rate:
            result[index] = x[index] / (1 - rate)
    return result


# %% task="uncertainty" kind="right"
def mc_predict(model, x, n):
    passes = []
    for i in range(n):
        answer = model(x, training=True)
        passes.append(keras.ops.convert_to_numpy(answer))
    passes = np.array(passes, dtype="float64")
    mean = passes.mean(axis=0)
    spread = passes.std(axis=0)
    return mean, spread
