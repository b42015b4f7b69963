# %% task="two-funnels" kind="right"
# a subclass of keras.Model that holds both halves, with a config of its own
@keras.saving.register_keras_serializable(package="two_funnels")
class Joined(keras.Model):
    def __init__(self, encoder, decoder, **kwargs):
        super().__init__(**kwargs)
        self.encoder = encoder
        self.decoder = decoder

    def call(self, pictures, training=None):
        return self.decoder(self.encoder(pictures, training=training), training=training)

    def get_config(self):
        return {
            "name": self.name,
            "encoder": keras.saving.serialize_keras_object(self.encoder),
            "decoder": keras.saving.serialize_keras_object(self.decoder),
        }

    @classmethod
    def from_config(cls, config, custom_objects=None):
        config = dict(config)
        encoder = keras.saving.deserialize_keras_object(config.pop("encoder"))
        decoder = keras.saving.deserialize_keras_object(config.pop("decoder"))
        return cls(encoder, decoder, **config)


def build_autoencoder(shape, code_size):
    shape = tuple(shape)
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Flatten(),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Dense(48, activation="elu"),
            keras.layers.Dropout(0.05),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(48, activation="elu"),
            keras.layers.Dense(shape[0] * shape[1] * shape[2]),
            keras.layers.Reshape(shape),
        ]
    )
    autoencoder = Joined(encoder, decoder)
    autoencoder(np.zeros((1, *shape), "float32"))
    return autoencoder, encoder, decoder


# %% task="train" kind="right"
# as recommended, but the falling rate is set by a callback (a cosine, epoch by epoch)
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images / np.float32(255)
    shape = x.shape[1:]
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Flatten(),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Dense(80, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(80, activation="gelu"),
            keras.layers.Dense(x[0].size, name="end"),
            keras.layers.Reshape(shape),
        ]
    )
    decoder.get_layer("end").bias.assign(x.mean(axis=0).flatten())
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    epochs = 22
    autoencoder.compile(optimizer=keras.optimizers.Adam(0.004), loss="mse")
    slower = keras.callbacks.LearningRateScheduler(
        lambda epoch, rate: float(0.002 * (1 + np.cos(np.pi * epoch / epochs)))
    )
    autoencoder.fit(x, x, epochs=epochs, batch_size=32, callbacks=[slower], verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="right"
# keras.ops from end to end, in blocks; float32 array
def reconstruction_error(autoencoder, images):
    ops = keras.ops
    parts = []
    for start in range(0, len(images), 50):
        picture = ops.convert_to_tensor(images[start : start + 50].astype("float32") / 255)
        drawn = ops.cast(autoencoder(picture, training=False), "float32")
        parts.append(ops.convert_to_numpy(ops.mean(ops.square(drawn - picture), axis=(1, 2, 3))))
    return np.concatenate(parts)


# %% task="threshold" kind="right"
# another algorithm: a heap of the largest errors
import heapq
import math


def choose_threshold(errors_on_good, false_alarm_rate):
    rate = float(false_alarm_rate)
    if math.isnan(rate) or rate <= 0 or rate >= 1:
        raise ValueError("a rate above 0 and below 1, please")
    errors = [float(error) for error in errors_on_good]
    above = min(math.floor(len(errors) * rate), len(errors) - 1)
    return heapq.nlargest(above + 1, errors)[-1]


# %% task="not-a-jpeg" kind="right"
# all sizes and errors as arrays first, then one choice
def works_only_on_its_kind(autoencoder, own, other):
    means = []
    for images in (other, own):
        total = 0.0
        for image in images:
            picture = image[None].astype("float32") / 255
            drawn = keras.ops.convert_to_numpy(autoencoder(picture, training=False))
            total += float(((drawn.astype("float64") - picture) ** 2).mean())
        means.append(total / len(images))
    return means[0] / means[1]


def smallest_jpeg(images, error):
    sizes, apart = np.empty(95), np.empty(95)
    for index in range(95):
        sizes[index], back = jpeg(images, index + 1)
        apart[index] = np.mean((back / 255 - images / 255) ** 2)
    fits = apart <= error
    return float(sizes[fits].min()) if fits.any() else None
