# %% task="mask" kind="wrong" breaks="every random number comes from it"
# wrong: remembers the mask of a shape and a rate, and uses it again whatever rng is given next
def dropout(x, rate, rng, _masks={}):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    key = (x.shape, float(rate))
    if key not in _masks:
        _masks[key] = rng.random(x.shape) >= rate
    return np.where(_masks[key], x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does"
# wrong: one mask for all rows of an array
def apply_dropout(x, rate, rng, training):
    if not training:
        return np.array(x)
    stays = rng.random(x.shape[1:] if x.ndim > 1 else x.shape) >= rate
    return np.where(stays, x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="a unit that is out of the room learns nothing from that test."
# wrong: the mask is added as a constant difference, so the gradient goes through every unit as if it had been there
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
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        dropped = keras.ops.where(numbers >= self.rate, inputs / (1 - self.rate), 0.0)
        still = keras.ops.stop_gradient(dropped)
        return still + (inputs - keras.ops.stop_gradient(inputs))

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Both are compiled"
# wrong: hands out clones with the trained weights, and these were never compiled
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
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        fresh = keras.models.clone_model(model)
        fresh.set_weights(model.get_weights())
        return fresh

    return trained(0, 0), trained(0.5, 0.5)


# %% task="spatial" kind="wrong" breaks="which may have any length."
# wrong: images and rows only: two axes or four
def shaped_dropout(x, rate, rng, noise_shape):
    if x.ndim == 2:
        n, m = x.shape
        shape = (n if noise_shape[0] is None else 1, m if noise_shape[1] is None else 1)
    else:
        batch, height, width, channels = x.shape
        sizes = (batch, height, width, channels)
        shape = tuple(size if place is None else 1 for size, place in zip(sizes, noise_shape))
    return np.where(rng.random(shape) >= rate, x / (1 - rate), 0.0)


# %% task="uncertainty" kind="wrong" breaks="two arrays of the shape of one prediction"
# wrong: squeezes away the axes of length one
def mc_predict(model, x, n):
    passes = np.stack([np.squeeze(np.asarray(model(x, training=True))) for _ in range(n)]).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
