# %% task="two-funnels" kind="right"
class BananaAutoencoder(keras.Model):
    """Holds both funnels; calls one on what the other gives."""

    def __init__(self, shape, code_size, **kwargs):
        super().__init__(**kwargs)
        self.picture_shape = [int(side) for side in shape]
        self.code_size = int(code_size)
        self.encoder = self._make_encoder(tuple(shape), self.code_size)
        self.decoder = self._make_decoder(tuple(shape), self.code_size)

    @staticmethod
    def _make_encoder(shape, code_size):
        return keras.Sequential(
            [
                keras.Input(shape),
                keras.layers.Rescaling(2.0, offset=-1.0),
                keras.layers.Flatten(),
                keras.layers.Dense(64, activation="elu"),
                keras.layers.Dense(code_size),
            ]
        )

    @staticmethod
    def _make_decoder(shape, code_size):
        size = shape[0] * shape[1] * shape[2]
        return keras.Sequential(
            [
                keras.Input((code_size,)),
                keras.layers.Dense(64, activation="elu"),
                keras.layers.Dense(size),
                keras.layers.Reshape(shape),
            ]
        )

    def call(self, pictures):
        return self.decoder(self.encoder(pictures))

    def get_config(self):
        config = super().get_config()
        config["shape"] = list(self.picture_shape)
        config["code_size"] = self.code_size
        return config


def build_autoencoder(shape, code_size):
    model = BananaAutoencoder(shape, code_size)
    model(np.zeros((1, *shape), "float32"))
    return model, model.encoder, model.decoder


# %% task="score" kind="right"
class ErrorMeter:
    """Measures how badly a model reproduces pictures, some at a time."""

    SCALE = np.float32(255)
    AT_A_TIME = 50

    def __init__(self, model):
        self.model = model

    def _draw(self, pictures):
        return keras.ops.convert_to_numpy(self.model(pictures, training=False))

    def _measure_some(self, some):
        pictures = some.astype(np.float32) / self.SCALE
        squares = (self._draw(pictures) - pictures) ** 2
        return squares.reshape(len(some), -1).mean(axis=1)

    def measure(self, images):
        parts = []
        for start in range(0, len(images), self.AT_A_TIME):
            parts.append(self._measure_some(images[start : start + self.AT_A_TIME]))
        return np.concatenate(parts)


def reconstruction_error(autoencoder, images):
    return ErrorMeter(autoencoder).measure(images)


# %% task="threshold" kind="wrong" breaks="Any other number raises a ValueError, and so"
# believed: two comparisons catch every bad rate; overlooked: NaN is neither <= 0 nor >= 1
def choose_threshold(errors_on_good, false_alarm_rate):
    if false_alarm_rate <= 0 or false_alarm_rate >= 1:
        raise ValueError("the rate should lie between 0 and 1")
    allowed = len(errors_on_good) * false_alarm_rate
    for candidate in np.sort(errors_on_good):
        above = int((errors_on_good > candidate).sum())
        if above <= allowed:
            return float(candidate)


# %% task="detect" kind="right"
class BananaInspector:
    """Learns at the first question, and never again."""

    CODE_SIZE = 16
    FALSE_ALARMS = 0.05

    def __init__(self):
        self._model = None
        self._limit = None

    def _build(self):
        layers = keras.layers
        return keras.Sequential(
            [
                keras.Input((32, 32, 3)),
                layers.Rescaling(2.0, offset=-1.0),
                layers.Flatten(),
                layers.Dense(64, activation="gelu"),
                layers.Dense(self.CODE_SIZE),
                layers.Dense(64, activation="gelu"),
                layers.Dense(32 * 32 * 3, name="paint"),
                layers.Reshape((32, 32, 3)),
            ]
        )

    def _learn(self):
        keras.utils.set_random_seed(11)
        good = self._scaled(bananas(2000, seed=4711))
        model = self._build()
        model.get_layer("paint").bias.assign(good.mean(axis=0).ravel())
        epochs = 20
        steps = epochs * -(-len(good) // 32)
        pace = keras.optimizers.schedules.CosineDecay(0.004, steps)
        model.compile(optimizer=keras.optimizers.Adam(pace), loss="mse")
        model.fit(good, good, epochs=epochs, batch_size=32, verbose=0)
        self._model = model
        held_out = np.sort(self._errors(bananas(1500, seed=4712)))
        self._limit = held_out[int(len(held_out) * (1 - self.FALSE_ALARMS))]

    @staticmethod
    def _scaled(images):
        return images.astype("float32") / np.float32(255)

    def _errors(self, images):
        pictures = self._scaled(images)
        drawn = self._model.predict(pictures, verbose=0)
        return ((drawn - pictures) ** 2).mean(axis=(1, 2, 3))

    def inspect(self, images):
        if self._model is None:
            self._learn()
        errors = self._errors(images)
        return errors, errors > self._limit


INSPECTOR = BananaInspector()


def is_rotten(images):
    return INSPECTOR.inspect(images)


# %% task="not-a-jpeg" kind="wrong" breaks="The fewest bytes in which `jpeg` stores pictures with an error no larger than this."
# believed: "keeps to the error" means below it; an error that is exactly the limit (0, for plain grey) is too large
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        pictures = images.astype("float32") / np.float32(255)
        drawn = autoencoder.predict(pictures, verbose=0)
        return float(((drawn - pictures) ** 2).mean())

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        difference = (back.astype("float64") - images.astype("float64")) / 255
        if (difference**2).mean() < error:
            sizes.append(size)
    return min(sizes) if sizes else None
