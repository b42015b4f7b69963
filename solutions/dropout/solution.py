# Our own answer, cell by cell; the notebook around it is `exercises/dropout/notebook.py`.

# %% task="mask"
def dropout(x, rate, rng):
    # One draw per unit keeps them independent; dividing the survivors keeps the expected sum.
    if not 0 <= rate < 1:
        raise ValueError(f"`rate` must be at least 0 and below 1. Received: {rate}")
    survives = rng.random(x.shape) >= rate
    return np.where(survives, x / (1 - rate), 0.0)

# %% task="inference"
def apply_dropout(x, rate, rng, training):
    # Training has already scaled, so prediction has nothing to make up for.
    return dropout(x, rate, rng) if training else x.copy()

# %% task="layer"
@keras.saving.register_keras_serializable("course")
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        # Its state is a variable: it moves on at every replay of the traced code.
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training or self.rate == 0:
            return inputs
        draws = keras.random.uniform(keras.ops.shape(inputs), seed=self.seed_generator)
        survives = keras.ops.cast(draws >= self.rate, inputs.dtype)
        return inputs * survives / (1 - self.rate)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}

# %% task="co-adaptation"
def build_model(rate, seed):
    # The same function for both, so that the rate is the only difference.
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((60,)),
        keras.layers.Dropout(rate, seed=seed),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dropout(rate, seed=seed + 1),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
    return model


def train_pair(x, y, seed):
    # Inputs are dropped as well: the sixty pupils are the ones who copy.
    pair = build_model(0.0, seed), build_model(0.5, seed)
    for model in pair:
        model.fit(x, y, epochs=10, batch_size=40, verbose=0)
    return pair

# %% task="spatial"
def shaped_dropout(x, rate, rng, noise_shape):
    # One draw for each thing that lives or dies together; broadcasting does the rest.
    if not 0 <= rate < 1:
        raise ValueError(f"`rate` must be at least 0 and below 1. Received: {rate}")
    shape = [full if entry is None else entry for full, entry in zip(x.shape, noise_shape)]
    return np.where(rng.random(shape) >= rate, x / (1 - rate), 0.0)

# %% task="uncertainty"
def mc_predict(model, x, n):
    # `training=True` leaves Dropout on; each pass asks another part of the network.
    passes = np.stack([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
