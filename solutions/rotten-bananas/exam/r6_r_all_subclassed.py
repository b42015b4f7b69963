# %% task="two-funnels" kind="right"
# Style: three subclasses of keras.Model, the longest way; the big one makes the small ones.
class Squeeze(keras.Model):
    def __init__(self, shape, code_size, name=None):
        super().__init__(name=name)
        self.picture_shape, self.code_size = tuple(shape), code_size
        self.flatten = keras.layers.Flatten()
        self.hidden = keras.layers.Dense(64, activation="gelu")
        self.code = keras.layers.Dense(code_size)
        self.hidden.build((None, int(np.prod(self.picture_shape))))
        self.code.build((None, 64))

    def call(self, pictures):
        return self.code(self.hidden(self.flatten(2 * pictures - 1)))

    def get_config(self):
        return {"name": self.name, "shape": list(self.picture_shape), "code_size": self.code_size}


class Draw(keras.Model):
    def __init__(self, shape, code_size, name=None):
        super().__init__(name=name)
        self.picture_shape, self.code_size = tuple(shape), code_size
        size = int(np.prod(self.picture_shape))
        self.hidden = keras.layers.Dense(64, activation="gelu")
        self.pixels = keras.layers.Dense(size)
        self.picture = keras.layers.Reshape(self.picture_shape)
        self.hidden.build((None, code_size))
        self.pixels.build((None, 64))

    def call(self, codes):
        return self.picture(self.pixels(self.hidden(codes)))

    def get_config(self):
        return {"name": self.name, "shape": list(self.picture_shape), "code_size": self.code_size}


class Whole(keras.Model):
    def __init__(self, shape, code_size, name=None):
        super().__init__(name=name)
        self.picture_shape, self.code_size = tuple(shape), code_size
        self.encoder = Squeeze(shape, code_size)
        self.decoder = Draw(shape, code_size)

    def call(self, pictures):
        return self.decoder(self.encoder(pictures))

    def get_config(self):
        return {"name": self.name, "shape": list(self.picture_shape), "code_size": self.code_size}


def build_autoencoder(shape, code_size):
    autoencoder = Whole(shape, code_size)
    autoencoder(np.zeros((1, *shape), "float32"))
    return autoencoder, autoencoder.encoder, autoencoder.decoder


# %% task="score" kind="right"
# Style: predict_on_batch, sums of squares in float64, one reshape.
def reconstruction_error(autoencoder, images):
    n = images.shape[0]
    errors = np.empty(n, dtype="float64")
    for start in range(0, n, 100):
        x = images[start : start + 100].astype("float32") / np.float32(255)
        drawn = np.asarray(autoencoder.predict_on_batch(x), dtype="float64")
        gap = (drawn - x).reshape(len(x), -1)
        errors[start : start + 100] = np.einsum("ij,ij->i", gap, gap) / gap.shape[1]
    return errors


# %% task="threshold" kind="right"
# Style: partition in place of a full sort.
def choose_threshold(errors_on_good, false_alarm_rate):
    if false_alarm_rate > 0 and false_alarm_rate < 1:
        n = errors_on_good.size
        position = max(0, n - 1 - round(n * false_alarm_rate))
        return float(np.partition(errors_on_good, position)[position])
    raise ValueError("the rate must be more than 0 and less than 1")


# %% task="not-a-jpeg" kind="right"
# Style: arrays of sizes and errors, and a mask.
def works_only_on_its_kind(autoencoder, own, other):
    errors = [np.average(reconstruction_error(autoencoder, images)) for images in (other, own)]
    return float(np.divide(*errors))


def smallest_jpeg(images, error):
    tries = [jpeg(images, quality) for quality in range(1, 96)]
    sizes = np.array([size for size, _ in tries])
    losses = np.array([np.mean((back / 255.0 - images / 255.0) ** 2) for _, back in tries])
    return float(sizes[losses <= error].min()) if (losses <= error).any() else None
