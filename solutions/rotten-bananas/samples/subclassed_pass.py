# /// sample
# ///

# %% task="two-funnels"
class Funnels(keras.Model):
    def __init__(self, encoder, decoder, **kwargs):
        super().__init__(**kwargs)
        self.encoder = encoder
        self.decoder = decoder

    def call(self, x, training=None):
        return self.decoder(self.encoder(x, training=training), training=training)


def build_autoencoder(shape, code_size):
    h, w, c = shape
    L = keras.layers
    encoder = keras.Sequential([
        L.Input(shape), L.Conv2D(8, 3, strides=2, padding="same", activation="leaky_relu"), L.Flatten(),
        L.Dense(64, activation="gelu"), L.LayerNormalization(), L.Dense(code_size)])
    decoder = keras.Sequential([
        L.Input((code_size,)), L.Dense(64, activation="gelu"), L.Dense(h * w * c, name="last"), L.Reshape(shape)])
    model = Funnels(encoder, decoder)
    model.build((None, *shape))
    return model, encoder, decoder

# %% task="train"
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = keras.ops.cast(images, "float32") / 255.0
    model, encoder, decoder = build_autoencoder(tuple(images.shape[1:]), code_size)
    decoder.get_layer("last").bias.assign(keras.ops.reshape(keras.ops.mean(x, axis=0), (-1,)))
    steps = 20 * (len(images) // 32)
    model.compile(keras.optimizers.AdamW(keras.optimizers.schedules.CosineDecay(2e-3, steps)), loss=keras.losses.MeanSquaredError())
    model.fit(x, x, batch_size=32, epochs=20, verbose=0)
    return model, encoder, decoder

# %% task="score"
def reconstruction_error(autoencoder, images):
    x = keras.ops.cast(keras.ops.convert_to_tensor(images), "float32") / 255.0
    redrawn = autoencoder(x, training=False)
    return keras.ops.convert_to_numpy(keras.ops.mean(keras.ops.square(redrawn - x), axis=[1, 2, 3]))

# %% task="threshold"
def choose_threshold(errors_on_good, false_alarm_rate):
    if not (false_alarm_rate > 0 and false_alarm_rate < 1):
        raise ValueError(f"a rate lies between 0 and 1, not at {false_alarm_rate}")
    ordered = np.sort(errors_on_good)
    allowed = int(np.floor(false_alarm_rate * len(ordered)))
    above = ordered[len(ordered) - allowed:]
    below = ordered[:len(ordered) - allowed]
    if len(above) == 0:
        return float(below[-1])
    if len(below) == 0:
        return float(above[0] - 1e-9)
    return float((below[-1] + above[0]) / 2)

# %% task="detect"
class Sorter:
    """An ensemble of two small autoencoders, each with a code of 24."""
    def __init__(self):
        good = bananas(2600, seed=5)
        self.models = [train_on_good(good[:2000], 24, seed=s)[0] for s in (1, 2)]
        self.line = choose_threshold(self.errors(good[2000:]), 0.05)

    def errors(self, images):
        return np.mean([reconstruction_error(m, images) for m in self.models], axis=0)

    def __call__(self, images):
        e = self.errors(images)
        return e, e > self.line


is_rotten = Sorter()

# %% task="not-a-jpeg"
def works_only_on_its_kind(autoencoder, own, other):
    means = [float(np.mean(reconstruction_error(autoencoder, x))) for x in (other, own)]
    return means[0] / means[1]


def smallest_jpeg(images, error):
    def tries():
        for q in range(1, 96):
            b, back = jpeg(images, q)
            d = (images.astype("float64") - back) / 255
            if np.mean(d * d) <= error:
                yield b
    return min(tries(), default=None)
