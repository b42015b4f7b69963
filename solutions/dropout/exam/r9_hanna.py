# %% task="mask" kind="wrong" breaks="NaN too"
# believed: two comparisons catch every bad rate (NaN is neither below 0 nor at least 1)
def dropout(x, rate, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be in [0, 1)")
    mask = rng.random(x.shape) >= rate
    return x * mask / (1 - rate)


# %% task="inference" kind="wrong" breaks="True drops and scales as `dropout` does, in a new array"
# believed: x *= ... makes a new x inside the function
def apply_dropout(x, rate, rng, training):
    if training:
        x *= (rng.random(x.shape) >= rate) / (1 - rate)
    return x


# %% task="layer" kind="wrong" breaks="what every layer stores, such as"
# believed: get_config returns only what one's own __init__ names; Keras adds the rest
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        keep = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator) >= self.rate
        return keras.ops.where(keep, inputs / (1 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        return {"rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="Fit two models that differ in nothing but Dropout"
# believed: the half that is dropped has to be made up for with twice the units
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)
    units = 32
    rate = 0.5
    plain = keras.Sequential([
        keras.Input((60,)),
        keras.layers.Dense(units, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    dropped = keras.Sequential([
        keras.Input((60,)),
        keras.layers.Dropout(rate),
        keras.layers.Dense(int(units / (1 - rate)), activation="relu"),
        keras.layers.Dropout(rate),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    for model in (plain, dropped):
        model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=32, verbose=0)
    return plain, dropped


# %% task="spatial" kind="wrong" breaks="At None, the mask is as long as"
# believed: the first axis is the batch, and one mask serves all of its rows
def shaped_dropout(x, rate, rng, noise_shape):
    shape = list(noise_shape)
    for i in range(len(shape)):
        if shape[i] is None:
            shape[i] = x.shape[i]
    mask = rng.random(shape[1:]) >= rate
    return x * mask / (1 - rate)


# %% task="uncertainty" kind="wrong" breaks="Each pass draws new masks, in a later call and where a Dropout"
# believed: to leave the model as it is, one works on a clone (whose seeds begin again at each call)
def mc_predict(model, x, n):
    twin = keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    passes = [keras.ops.convert_to_numpy(twin(x, training=True)) for _ in range(n)]
    return np.mean(passes, axis=0), np.std(passes, axis=0)
