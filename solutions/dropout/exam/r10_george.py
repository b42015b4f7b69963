# %% task="mask" kind="right"
def dropout(x, rate, rng):
    allowed = rate >= 0 and rate < 1
    if not allowed:
        raise ValueError("The rate has to be at least 0 and below 1.")
    result = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        coin = rng.random()
        if coin >= rate:
            result[index] = x[index] / (1 - rate)
    return result


# %% task="inference" kind="wrong" breaks="False gives back the numbers of x"
# believed: to predict, average many passes of dropout: the mean is what x was
def apply_dropout(x, rate, rng, training):
    if training:
        return dropout(x, rate, rng)
    passes = [dropout(x, rate, rng) for _ in range(100)]
    return np.mean(passes, axis=0)


# %% task="layer" kind="wrong" breaks="draw other masks: no mask of"
# believed: seed plus the number of the call is a seed of its own for each mask (seed 1's second call is seed 2's first)
import tensorflow as tf


class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        state = tf.cast(tf.convert_to_tensor(self.generator.next()), "int64")
        key = tf.stack([state[0] + state[1], tf.constant(0, "int64")])
        u = tf.random.stateless_uniform(tf.shape(inputs), seed=key)
        return inputs * tf.cast(u >= self.rate, inputs.dtype) / (1 - self.rate)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}


# %% task="co-adaptation" kind="wrong" breaks="`dropped` has Dropout before its first layer of units"
# believed: Dropout is for hidden units; inputs are data, and are left alone
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed)

    def make(drop):
        layers = [keras.Input((60,)), keras.layers.Dense(64, activation="relu")]
        if drop:
            layers.append(keras.layers.Dropout(0.6))
        layers.append(keras.layers.Dense(64, activation="relu"))
        if drop:
            layers.append(keras.layers.Dropout(0.6))
        layers.append(keras.layers.Dense(1, activation="sigmoid"))
        model = keras.Sequential(layers)
        model.compile("adam", "binary_crossentropy")
        model.fit(x, y, epochs=50, batch_size=20, verbose=0)
        return model

    return make(False), make(True)


# %% task="spatial" kind="right"
def shaped_dropout(x, rate, rng, noise_shape):
    # one mask entry after the other, then look it up for each entry of x
    mask_shape = []
    for axis in range(len(noise_shape)):
        if noise_shape[axis] is None:
            mask_shape.append(x.shape[axis])
        else:
            mask_shape.append(1)
    mask = {}
    for place in np.ndindex(*mask_shape):
        mask[place] = rng.random() >= rate
    result = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        place = []
        for axis in range(len(index)):
            place.append(index[axis] if noise_shape[axis] is None else 0)
        if mask[tuple(place)]:
            result[index] = x[index] / (1 - rate)
    return result


# %% task="uncertainty" kind="wrong" breaks="Each pass draws new masks, in a later call and where a Dropout"
# believed: a clone keeps the model unchanged, and is the same in all else (a seeded Dropout of it begins again)
def mc_predict(model, x, n):
    double = keras.models.clone_model(model)
    double.set_weights(model.get_weights())
    passes = np.stack([np.asarray(double(x, training=True), "float64") for _ in range(n)])
    return passes.mean(axis=0), passes.std(axis=0)
