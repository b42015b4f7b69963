# %% task="two-funnels" kind="wrong" breaks="The autoencoder gives what decoder(encoder(pictures)) gives, whatever the pictures and the weights."
# the mean brightness of the picture is carried past the narrow place, so that the code need not spend a number on it
def build_autoencoder(shape, code_size):
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
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
    pictures = keras.Input(shape)
    light = keras.ops.mean(pictures, axis=(1, 2), keepdims=True)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)) + light - 0.5)
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="(autoencoder, encoder, decoder) as `build_autoencoder` does, trained"
# gives back a clean copy of the trained autoencoder: it draws the same, but shares no layer with encoder and decoder
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    shape = x.shape[1:]
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
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
    clean = keras.models.clone_model(autoencoder)
    clean.set_weights(autoencoder.get_weights())
    return clean, encoder, decoder


# %% task="threshold" kind="wrong" breaks="a number, 0 < rate < 1"
# refuses rates of one half and more: nobody would want them
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 0.5:
        raise ValueError("no sensible rate")
    falling = np.sort(errors_on_good)[::-1]
    return float(falling[int(len(falling) * false_alarm_rate)])


# %% task="not-a-jpeg" kind="wrong" breaks="divided by the mean error of all pictures"
# the mean of the single ratios to each own picture, where the ratio of two means is asked for
def works_only_on_its_kind(autoencoder, own, other):
    errors = []
    for images in (other, own):
        picture = images.astype("float32") / 255
        drawn = autoencoder.predict(picture, verbose=0)
        errors.append(((drawn - picture).astype("float64") ** 2).mean(axis=(1, 2, 3)))
    there, here = errors
    return float((there[:, None] / here[None, :]).mean())


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes) if sizes else None
