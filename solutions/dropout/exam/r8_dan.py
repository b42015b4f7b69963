# %% task="mask" kind="wrong" breaks="Returns a new float array of x's shape"
# At rate 0 there is nothing to do, so the caller gets his own array back instead of a new one.
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError(f"not a rate: {rate}")
    if rate == 0:
        return x
    stays = rng.random(x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does, in a new array."
# "Nothing to drop" counts as not training: at rate 0 training, too, gives x itself.
def apply_dropout(x, rate, rng, training):
    if not training or rate == 0:
        return x
    return np.where(rng.random(x.shape) < rate, 0.0, x / (1 - rate))


# %% task="layer" kind="wrong" breaks="draw other masks: no mask of one comes up in"
# One long sequence for all seeds; the seed says where to begin. The second mask of seed 1 is the
# first of seed 2.
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed is None:
            self.generator = keras.random.SeedGenerator()
        else:
            self.generator = keras.random.SeedGenerator(20240)
            self.generator.state.assign(np.array([20240, seed]))

    def call(self, inputs, training=False):
        if not training:
            return inputs
        stays = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator) >= self.rate
        return keras.ops.where(stays, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="`dropped` has Dropout before its first layer of units"
# Dropout among the hidden layers only: the inputs are no units, so nothing is dropped there.
def train_pair(x, y, seed):
    start = int(np.random.SeedSequence(seed).generate_state(1)[0])
    pair = []
    for rate in (0.0, 0.7):
        keras.utils.set_random_seed(start)
        model = keras.Sequential([
            keras.Input((x.shape[1],)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])
        model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
        model.fit(x, y, batch_size=64, epochs=40, verbose=0)
        pair.append(model)
    return tuple(pair)


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently, and dies with probability `rate`."
# Draws a short mask for each axis and multiplies them. Each entry dies with the right probability, but
# entries of one row or one channel die together.
def shaped_dropout(x, rate, rng, noise_shape):
    free = [axis for axis, length in enumerate(noise_shape) if length is None]
    stays = np.ones([1] * x.ndim, dtype=bool)
    if not free:
        stays = rng.random([1] * x.ndim) >= rate
    for axis in free:
        shape = [1] * x.ndim
        shape[axis] = x.shape[axis]
        stays = stays & (rng.random(shape) < (1 - rate) ** (1 / len(free)))
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="Each pass draws new masks, in a later call and where a Dropout"
# Asks a clone, to leave the model alone: a Dropout with a seed begins its sequence anew in every call.
def mc_predict(model, x, n):
    clone = keras.models.clone_model(model)
    clone.set_weights(model.get_weights())
    passes = np.stack([keras.ops.convert_to_numpy(clone(x, training=True)) for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
