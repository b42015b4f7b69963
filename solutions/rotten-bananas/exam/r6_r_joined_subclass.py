# %% task="two-funnels" kind="right"
# Style: the autoencoder is a subclass that owns two Sequential models and writes its own config.
class Joined(keras.Model):
    def __init__(self, encoder, decoder, name=None):
        super().__init__(name=name)
        self.encoder = encoder
        self.decoder = decoder

    def call(self, pictures):
        return self.decoder(self.encoder(pictures))

    def get_config(self):
        return {
            "name": self.name,
            "encoder": keras.saving.serialize_keras_object(self.encoder),
            "decoder": keras.saving.serialize_keras_object(self.decoder),
        }

    @classmethod
    def from_config(cls, config, custom_objects=None):
        return cls(
            keras.saving.deserialize_keras_object(config["encoder"]),
            keras.saving.deserialize_keras_object(config["decoder"]),
            name=config["name"],
        )


def build_autoencoder(shape, code_size):
    layers = keras.layers
    encoder = keras.Sequential(name="encoder")
    encoder.add(keras.Input(shape))
    encoder.add(layers.Rescaling(2.0, offset=-1.0))
    encoder.add(layers.Flatten())
    encoder.add(layers.Dense(80, activation="elu"))
    encoder.add(layers.Dense(code_size))
    decoder = keras.Sequential(name="decoder")
    decoder.add(keras.Input((code_size,)))
    decoder.add(layers.Dense(80, activation="elu"))
    decoder.add(layers.Dense(shape[0] * shape[1] * shape[2], name="flat_picture"))
    decoder.add(layers.Reshape(shape))
    autoencoder = Joined(encoder, decoder)
    autoencoder(np.zeros((1, *shape), "float32"))  # now it is built
    return autoencoder, encoder, decoder


# %% task="train" kind="right"
# Style: functional models with gelu, a rate that falls from epoch to epoch by a callback.
def train_on_good(images, code_size, seed):
    import math

    def fall(epoch):
        return 0.004 * (1 + math.cos(math.pi * epoch / 22)) / 2

    keras.utils.set_random_seed(seed)
    x = np.divide(images, 255, dtype="float32")
    shape = tuple(int(length) for length in x.shape[1:])
    pictures, numbers = keras.Input(shape), keras.Input((code_size,))
    hidden = keras.layers.Flatten()(2 * pictures - 1)
    hidden = keras.layers.Dense(64, activation="gelu")(hidden)
    encoder = keras.Model(pictures, keras.layers.Dense(code_size)(hidden))
    last = keras.layers.Dense(math.prod(shape))
    drawn = last(keras.layers.Dense(64, activation="gelu")(numbers))
    decoder = keras.Model(numbers, keras.layers.Reshape(shape)(drawn))
    last.bias.assign(x.mean(axis=0).ravel())
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(0.004), loss="mse")
    callback = keras.callbacks.LearningRateScheduler(fall)
    autoencoder.fit(x, x, epochs=22, batch_size=32, callbacks=[callback], verbose=0)
    autoencoder.compile(optimizer="adam", loss="mse")
    return autoencoder, encoder, decoder


# %% task="score" kind="right"
# Style: keras.ops in chunks; NumPy only at the end.
def reconstruction_error(autoencoder, images):
    parts = []
    for start in range(0, len(images), 200):
        pictures = keras.ops.cast(np.ascontiguousarray(images[start : start + 200]), "float32") / 255
        drawn = keras.ops.cast(autoencoder(pictures, training=False), "float32")
        parts.append(keras.ops.mean(keras.ops.square(drawn - pictures), axis=(1, 2, 3)))
    return keras.ops.convert_to_numpy(keras.ops.concatenate(parts))


# %% task="threshold" kind="right"
# Style: a heap of the largest errors.
def choose_threshold(errors_on_good, false_alarm_rate):
    import heapq
    import math

    if not (0 < false_alarm_rate < 1):
        raise ValueError("0 < rate < 1")
    n = len(errors_on_good)
    above = min(math.ceil(n * false_alarm_rate), n - 1)
    return heapq.nlargest(above + 1, errors_on_good.tolist())[above]


# %% task="detect" kind="right"
# Style: two autoencoders, their errors averaged; the logarithm of that is the error.
def _learn_pair():
    good, other_good = bananas(2000, seed=7001), bananas(1000, seed=7002)
    pair = [train_on_good(good, 16, seed=seed)[0] for seed in (21, 22)]
    return pair, choose_threshold(_log_error(pair, other_good), 0.05)


def _log_error(pair, images):
    return np.log(sum(reconstruction_error(model, images) for model in pair) / len(pair))


_pair, _pair_line = _learn_pair()


def is_rotten(images):
    errors = _log_error(_pair, images)
    return errors, errors > _pair_line


# %% task="not-a-jpeg" kind="right"
# Style: list all attempts, sort them, take the first that is good enough.
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        return float(sum(reconstruction_error(autoencoder, images).tolist())) / len(images)

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    attempts = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        attempts.append((size, float(np.mean((back.astype("int64") - images) ** 2) / 65025)))
    for size, loss in sorted(attempts):
        if loss <= error:
            return size
    return None
