# %% task="mask" kind="wrong" breaks="independently of"
# wrong: saves half the random numbers: the second half of the class uses 1 - u of the first half
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    first = rng.random((x.size + 1) // 2)
    numbers = np.concatenate([first, 1 - first])[: x.size].reshape(x.shape)
    return np.where(numbers >= rate, x / (1 - rate), 0.0)


# %% task="inference" kind="wrong" breaks="False gives back the numbers of x in x's"
# wrong: makes at least one axis, so a 0-d array comes back with shape (1,)
def apply_dropout(x, rate, rng, training):
    if not training:
        return np.atleast_1d(x).copy()
    return np.where(rng.random(x.shape) >= rate, x / (1 - rate), 0.0)


# %% task="layer" kind="wrong" breaks="Two layers of one seed draw the same sequence of masks, whatever their"
# wrong: the seed is mixed with the layer's name
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        if seed is None:
            self.generator = keras.random.SeedGenerator()
        else:
            mixed = np.random.SeedSequence([seed, *self.name.encode()]).generate_state(1)[0]
            self.generator = keras.random.SeedGenerator(int(mixed) // 2)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        inputs = keras.ops.convert_to_tensor(inputs)
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=self.generator)
        return keras.ops.where(numbers >= self.rate, inputs / (1 - self.rate), 0.0)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="two Keras models that give the probability of class 1, between"
# wrong: the last layer gives logits, and the loss is told so
def train_pair(x, y, seed):
    def trained(*rates):
        keras.utils.set_random_seed(seed % 2**32)
        model = keras.Sequential([keras.Input((60,))])
        for rate, layer in zip(rates, [keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1)]):
            if rate:
                model.add(keras.layers.Dropout(rate))
            model.add(layer)
        model.compile(keras.optimizers.Adam(0.007), keras.losses.BinaryCrossentropy(from_logits=True))
        model.fit(x, y, batch_size=40, epochs=40, verbose=0)
        return model

    return trained(0, 0), trained(0.5, 0.5)


# %% task="spatial" kind="wrong" breaks="and x / (1 - rate) where it lives"
# wrong: divides by the share of the mask that has really survived
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [n if m is None else 1 for n, m in zip(x.shape, noise_shape)]
    alive = rng.random(shape) >= rate
    share = np.mean(alive) if np.any(alive) else 1.0
    return np.where(alive, x / share, 0.0)


# %% task="uncertainty" kind="wrong" breaks="Other models may be"
# wrong: walks through a Sequential and switches on what is a Dropout layer; Dropout in an inner model stays off
def mc_predict(model, x, n):
    def once():
        if not isinstance(model, keras.Sequential):
            return model(x, training=True)
        h = keras.ops.convert_to_tensor(np.asarray(x, dtype="float32"))
        for layer in model.layers:
            h = layer(h, training=True) if "Dropout" in type(layer).__name__ else layer(h)
        return h

    passes = np.stack([np.asarray(once()) for _ in range(n)]).astype("float64")
    return passes.mean(axis=0), passes.std(axis=0)
