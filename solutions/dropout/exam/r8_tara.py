# %% task="mask" kind="right"
# A tensor comes back; the numbers come from a generator that rng spawns.
def dropout(x, rate, rng):
    if not (rate >= 0 and rate < 1):
        raise ValueError(f"no such rate: {rate!r}")
    (child,) = rng.spawn(1)
    present = keras.ops.convert_to_tensor(child.random(x.shape) >= rate)
    numbers = keras.ops.convert_to_tensor(x)
    return keras.ops.where(present, numbers / (1 - float(rate)), keras.ops.zeros_like(numbers))


# %% task="inference" kind="right"
# A class with helpers; divides only where a unit stays, and makes a copy outside training.
class Door:
    def __init__(self, rate, rng):
        self.rate = rate
        self.rng = rng

    def who_stays(self, shape):
        return self.rng.uniform(size=shape) >= self.rate

    def training(self, x):
        result = np.zeros(x.shape, "float64")
        np.divide(x, 1 - self.rate, out=result, where=self.who_stays(x.shape))
        return result

    def exam(self, x):
        return np.array(x, copy=True)


def apply_dropout(x, rate, rng, training):
    door = Door(rate, rng)
    return door.training(x) if training else door.exam(x)


# %% task="layer" kind="right"
# A layer with a helper, keras.ops by name, and private attributes.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self._rate = rate
        self._seed = seed
        self._generator = keras.random.SeedGenerator(seed)

    def _present(self, inputs):
        u = keras.random.uniform(keras.ops.shape(inputs), 0.0, 1.0, seed=self._generator)
        return keras.ops.greater_equal(u, self._rate)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        scaled = keras.ops.divide(inputs, 1 - self._rate)
        return keras.ops.where(self._present(inputs), scaled, keras.ops.zeros_like(scaled))

    def get_config(self):
        config = {"rate": self._rate, "seed": self._seed}
        config.update(super().get_config())
        return config


# %% task="co-adaptation" kind="right"
# Own MyDropout, one wide layer and a narrow one, SGD with momentum, batches of 52.
def train_pair(x, y, seed):
    def build(rate):
        layers = [keras.Input((x.shape[1],))]
        for place, units in enumerate((64, 32)):
            if rate > 0:
                layers.append(MyDropout(rate, seed=start % 1000003 + place))
            layers.append(keras.layers.Dense(units, "relu", kernel_initializer="he_normal"))
        if rate > 0:
            layers.append(MyDropout(rate, seed=start % 1000003 + 2))
        layers.append(keras.layers.Dense(1))
        layers.append(keras.layers.Activation("sigmoid"))
        return keras.Sequential(layers)

    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
    pair = {}
    for name, rate in {"plain": 0, "dropped": 0.5}.items():
        keras.utils.set_random_seed(start)
        pair[name] = build(rate)
        pair[name].compile(
            optimizer=keras.optimizers.SGD(0.01, momentum=0.9), loss="bce", metrics=["accuracy"]
        )
        pair[name].fit(x, y, batch_size=52, epochs=50, verbose=0, shuffle=True)
    return pair["plain"], pair["dropped"]


# %% task="spatial" kind="right"
# keras.ops: the mask is repeated along its axes of length 1; a tensor comes back.
def shaped_dropout(x, rate, rng, noise_shape):
    shape = tuple(n if s is None else 1 for n, s in zip(x.shape, noise_shape))
    present = np.asarray(rng.random(shape) >= rate)
    for axis, length in enumerate(shape):
        if length != x.shape[axis]:
            present = np.repeat(present, x.shape[axis], axis=axis)
    numbers = keras.ops.convert_to_tensor(x)
    return keras.ops.where(present, numbers / (1 - float(rate)), keras.ops.zeros_like(numbers))


# %% task="uncertainty" kind="right"
# One large batch: all rows n times over, folded to (n, rows, ...).
def mc_predict(model, x, n):
    x = np.asarray(x)
    many = np.tile(x, (n,) + (1,) * (x.ndim - 1))
    answers = np.asarray(keras.ops.convert_to_numpy(model(many, training=True)), "float64")
    passes = answers.reshape((n, len(x)) + answers.shape[1:])
    mean = passes.sum(axis=0) / n
    return mean, np.sqrt(((passes - mean) ** 2).sum(axis=0) / (n - 1))
