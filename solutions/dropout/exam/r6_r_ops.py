# %% task="mask" kind="right"
# keras.ops: gives back a float32 tensor
def dropout(x, rate, rng):
    if not (0 <= rate < 1):
        raise ValueError("rate")
    stays = np.asarray(rng.random(x.shape) >= rate)
    scaled = keras.ops.convert_to_tensor(np.asarray(x / (1 - rate)), dtype="float32")
    return keras.ops.where(
        keras.ops.convert_to_tensor(stays), scaled, keras.ops.zeros_like(scaled)
    )


# %% task="inference" kind="right"
# a tensor in training, a NumPy copy outside
def apply_dropout(x, rate, rng, training):
    if not training:
        return np.array(x, copy=True)
    leaves = keras.ops.convert_to_tensor(np.asarray(rng.random(x.shape) < rate))
    tensor = keras.ops.convert_to_tensor(np.asarray(x / (1 - rate)), dtype="float32")
    return keras.ops.where(leaves, keras.ops.zeros_like(tensor), tensor)


# %% task="layer" kind="right"
# the shortest way: keras.random.dropout
class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate, self.seed = rate, seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        return keras.random.dropout(inputs, self.rate, seed=self.generator) if training else inputs

    def get_config(self):
        return super().get_config() | {"rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="right"
# functional models; one hidden layer, so Dropout before it and between it and the last
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)
    settings = {"batch_size": 32, "epochs": 50, "shuffle": False, "verbose": 0}

    def wire(drop):
        entry = keras.Input((60,))
        h = keras.layers.Dropout(0.6)(entry) if drop else entry
        h = keras.layers.Dense(80, activation="relu")(h)
        h = keras.layers.Dropout(0.5)(h) if drop else h
        return keras.Model(entry, keras.layers.Dense(1, activation="sigmoid")(h))

    pair = wire(False), wire(True)
    for model in pair:
        model.compile(loss=keras.losses.BinaryCrossentropy(), optimizer=keras.optimizers.Adam(0.002))
        model.fit(x, y.reshape(-1, 1), **settings)
    return pair


# %% task="spatial" kind="right"
# keras.ops broadcasting, a tensor comes back
def shaped_dropout(x, rate, rng, noise_shape):
    shape = [x.shape[axis] if entry is None else 1 for axis, entry in enumerate(noise_shape)]
    lives = np.asarray(rng.random(tuple(shape)) >= rate)
    scaled = keras.ops.convert_to_tensor(np.asarray(x / (1 - rate)), dtype="float32")
    lives = keras.ops.broadcast_to(keras.ops.convert_to_tensor(lives), x.shape)
    return keras.ops.where(lives, scaled, keras.ops.zeros_like(scaled))


# %% task="uncertainty" kind="right"
# one large batch: the whole of x n times, one after the other
def mc_predict(model, x, n):
    x = np.asarray(x)
    many = np.concatenate([x] * n, axis=0)
    answers = keras.ops.convert_to_numpy(model(many, training=True)).astype("float64")
    answers = answers.reshape((n, len(x)) + answers.shape[1:])
    return answers.mean(axis=0), answers.std(axis=0, ddof=1)
