# %% task="two-funnels" kind="wrong" breaks="The autoencoder gives what decoder(encoder(pictures)) gives"
# a subclass whose training is True unless somebody says otherwise: simply called, it drops
@keras.saving.register_keras_serializable(package="drops")
class DropsWhenCalled(keras.Model):
    def __init__(self, encoder, decoder, **kwargs):
        super().__init__(**kwargs)
        self.encoder = encoder
        self.decoder = decoder

    def call(self, pictures, training=True):
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
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape))),
            keras.layers.Reshape(shape),
        ]
    )
    autoencoder = DropsWhenCalled(encoder, decoder)
    autoencoder(np.zeros((1, *shape), "float32"))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="below that of PCA with 8 numbers, fitted on the same pictures, by 5 % or more"
# no hidden layers: one linear layer on each side, which can at best draw what PCA draws
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    shape = x.shape[1:]
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(int(np.prod(shape)), name="drawing"),
            keras.layers.Reshape(shape),
        ]
    )
    decoder.get_layer("drawing").bias.assign(x.mean(axis=0).reshape(-1))
    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="over all its pixels and"
# compares red, green and blue only: a fourth channel does not count
def reconstruction_error(autoencoder, images):
    picture = images.astype("float32") / 255
    drawn = autoencoder.predict(picture, verbose=0)
    return ((drawn[..., :3] - picture[..., :3]) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="n times the rate"
# throws outliers away before it counts; those stickers are good bananas, too
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("no rate")
    errors = np.asarray(errors_on_good, "float64")
    kept = errors[errors <= errors.mean() + 3 * errors.std()]
    falling = np.sort(kept)[::-1]
    return float(falling[min(int(len(falling) * false_alarm_rate), len(falling) - 1)])


# %% task="detect" kind="wrong" breaks="The machine learns from good bananas only."
# a classifier of good and rotten: it finds rot and nothing else
import functools


def rot_logits(judge, images):
    return judge.predict(images.astype("float32") / 255, verbose=0)[:, 0]


@functools.cache
def rot_judge():
    keras.utils.set_random_seed(7)
    good, rot = bananas(2000, seed=711), bananas(2000, seed=714, rot=[1, 2, 3, 4] * 500)
    x = np.concatenate([good, rot]).astype("float32") / 255
    judge = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Conv2D(12, 3, strides=2, activation="relu"),
            keras.layers.Conv2D(24, 3, strides=2, activation="relu"),
            keras.layers.Flatten(),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    judge.compile(optimizer="adam", loss=keras.losses.BinaryCrossentropy(from_logits=True))
    judge.fit(x, np.repeat([0.0, 1.0], 2000)[:, None], epochs=8, batch_size=32, verbose=0)
    return judge, float(np.quantile(rot_logits(judge, bananas(2000, seed=712)), 0.95))


def is_rotten(images):
    judge, line = rot_judge()
    errors = rot_logits(judge, images)
    return errors, errors > line


# %% task="not-a-jpeg" kind="wrong" breaks="mean is taken over all pictures, pixels and channels together"
# asks each single picture to keep to the error
def works_only_on_its_kind(autoencoder, own, other):
    means = []
    for images in (other, own):
        picture = images.astype("float32") / 255
        drawn = autoencoder.predict(picture, verbose=0)
        means.append(((drawn - picture).astype("float64") ** 2).mean())
    return float(means[0] / means[1])


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean(axis=(1, 2, 3)).max() <= error:
            sizes.append(size)
    return min(sizes) if sizes else None
