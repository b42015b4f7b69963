# %% task="mask" kind="wrong" breaks="Each entry is 0 with probability `rate`"
# believed: a rate is a whole number of percent, so nextInt(100) will do
def dropout(x, rate, rng):
    if not (0 <= rate and rate < 1):
        raise ValueError("illegal rate: " + str(rate))
    percent = rng.integers(0, 100, size=x.shape)
    dropped = percent < rate * 100
    return np.where(dropped, 0.0, x / (1.0 - rate))


# %% task="inference" kind="right"
class DropoutMode:
    TRAINING = True
    PREDICTING = False


class Dropper:
    def __init__(self, rate, rng):
        self.rate = rate
        self.rng = rng

    def process(self, x, mode):
        if mode == DropoutMode.TRAINING:
            return self.train(x)
        else:
            return self.predict(x)

    def train(self, x):
        survives = self.rng.random(size=x.shape) >= self.rate
        return np.where(survives, x / (1.0 - self.rate), 0.0)

    def predict(self, x):
        return x.copy()


def apply_dropout(x, rate, rng, training):
    dropper = Dropper(rate, rng)
    return dropper.process(x, training)


# %% task="layer" kind="wrong" breaks="Every call draws a new mask, inside `fit` too"
# believed: a Python object's own state moves on at every replay of call, so a java.util.Random in a field will do
import random


class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed = seed
        self.random = random.Random(seed)

    def call(self, inputs, training=False):
        if not training:
            return inputs
        next_seed = self.random.randrange(2**31)
        numbers = keras.random.uniform(keras.ops.shape(inputs), seed=next_seed)
        survives = numbers >= self.rate
        return keras.ops.where(survives, inputs / (1.0 - self.rate), keras.ops.zeros_like(inputs))

    def get_config(self):
        config = super().get_config()
        config["rate"] = self.rate
        config["seed"] = self.seed
        return config


# %% task="co-adaptation" kind="wrong" breaks="optimizer (and its settings), batch size and number of epochs are the same for both"
# believed: a model with Dropout learns more slowly, so it is fair to give it twice the epochs
def train_pair(x, y, seed):
    plain = build_model(0.0, seed)
    plain.fit(x, y, epochs=30, batch_size=32, verbose=0)
    dropped = build_model(0.5, seed)
    dropped.fit(x, y, epochs=60, batch_size=32, verbose=0)
    return (plain, dropped)


def build_model(rate, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential()
    model.add(keras.Input(shape=(60,)))
    model.add(keras.layers.Dropout(rate))
    model.add(keras.layers.Dense(32, activation="relu"))
    model.add(keras.layers.Dropout(rate))
    model.add(keras.layers.Dense(1, activation="sigmoid"))
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.003), loss="binary_crossentropy")
    return model


# %% task="spatial" kind="wrong" breaks="Each entry of the mask is drawn independently, and dies with probability `rate`"
# believed: the share `rate` of the mask's entries has to die exactly: fill a list, then shuffle it
def shaped_dropout(x, rate, rng, noise_shape):
    mask_shape = []
    for i in range(x.ndim):
        mask_shape.append(x.shape[i] if noise_shape[i] is None else 1)
    size = 1
    for length in mask_shape:
        size = size * length
    dead = int(round(size * rate))
    entries = [0.0] * dead + [1.0] * (size - dead)
    entries = np.array(entries)
    rng.shuffle(entries)
    mask = entries.reshape(mask_shape)
    return x * mask / (1.0 - rate)


# %% task="uncertainty" kind="wrong" breaks="number of passes, at least 2. Each pass draws new masks"
# believed: the ordinary prediction counts as the first of the n passes
def mc_predict(model, x, n):
    results = []
    results.append(model.predict(x, verbose=0))
    for i in range(1, n):
        results.append(keras.ops.convert_to_numpy(model(x, training=True)))
    mean = np.mean(results, axis=0)
    spread = np.std(results, axis=0)
    return (mean, spread)
