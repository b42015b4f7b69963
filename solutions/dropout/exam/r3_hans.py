# %% task="mask" kind="wrong" breaks="all others, and x / (1 - rate) otherwise."
# wrong: divides by the share that has really survived, to keep the sum
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    stays = rng.random(x.shape) >= rate
    share = stays.mean() if stays.any() else 1.0
    return np.where(stays, x / share, 0.0)


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does, in a new array."
# wrong: at a rate of 0 there is nothing to do, so x itself is given back in training
def apply_dropout(x, rate, rng, training):
    if not training or rate == 0:
        return x
    return np.where(rng.random(x.shape) >= rate, x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="In training each unit of each row is dropped on its own"
# wrong: one mask a batch, the same units are missing in every row
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
        shape = (1,) + tuple(keras.ops.shape(inputs))[1:] if len(inputs.shape) > 1 else keras.ops.shape(inputs)
        numbers = keras.random.uniform(shape, seed=self.generator)
        return inputs * keras.ops.cast(numbers >= self.rate, inputs.dtype) / (1 - self.rate)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="another call with the same arguments gives the same pair."
# wrong: the initial weights are seeded, but the masks of the Dropout layers are not
def train_pair(x, y, seed):
    def trained(rate):
        seeds = np.random.SeedSequence(seed).generate_state(2).tolist()
        drops = [keras.layers.Dropout(rate) for _ in range(2)] if rate else []
        model = keras.Sequential([keras.Input((60,))])
        sizes = [(48, "relu"), (1, "sigmoid")]
        for number, (units, activation) in enumerate(sizes):
            if drops:
                model.add(drops[number])
            start = keras.initializers.GlorotUniform(seed=seeds[number] // 2)
            model.add(keras.layers.Dense(units, activation=activation, kernel_initializer=start))
        model.compile(keras.optimizers.Adam(0.007), "binary_crossentropy")
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        return model

    return trained(0), trained(0.5)


# %% task="spatial" kind="wrong" breaks="At 1, it has length 1: all units along that axis live or die together."
# wrong: np.resize fills up with repetitions of the flat mask, it does not stretch along the axis
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [n if m is None else 1 for n, m in zip(x.shape, noise_shape)]
    alive = rng.random(shape) >= rate
    return np.where(np.resize(alive, x.shape), x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="for each row and each output by itself."
# wrong: one spread a row, the mean over its outputs
def mc_predict(model, x, n):
    passes = np.stack([np.asarray(model(x, training=True)) for _ in range(n)]).astype("float64")
    mean, spread = passes.mean(axis=0), passes.std(axis=0)
    others = tuple(range(1, spread.ndim))
    return mean, np.broadcast_to(spread.mean(axis=others, keepdims=True), mean.shape).copy()
