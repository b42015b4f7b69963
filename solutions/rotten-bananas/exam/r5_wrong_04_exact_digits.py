# %% task="two-funnels" kind="wrong" breaks="a picture gets the same code and the same drawing in any"
# puts the inputs around zero by subtracting the mean of the batch that happens to be there
def build_autoencoder(shape, code_size):
    seen = keras.Input(shape)
    value = keras.layers.Flatten()(seen)
    value = value - keras.ops.mean(value, axis=0, keepdims=True)
    value = keras.layers.Dense(64, activation="gelu")(value)
    encoder = keras.Model(seen, keras.layers.Dense(code_size)(value))
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape))),
            keras.layers.Reshape(shape),
        ]
    )
    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="another seed gives another model"
# only the last three digits of the seed count: 7 and 1007 give the same model
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed % 1000)
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
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="It holds for each picture the mean, over all its pixels and"
# lets evaluate do the work: that adds the model's penalties on weights and activities to each error
def reconstruction_error(autoencoder, images):
    picture = images.astype("float32") / 255
    inputs = keras.Input(picture.shape[1:])
    judged = keras.Model(inputs, autoencoder(inputs))
    judged.compile(loss="mse")
    errors = [judged.evaluate(one[None], one[None], verbose=0) for one in picture]
    return np.array(errors, dtype="float64")


# %% task="threshold" kind="wrong" breaks="0 < rate < 1, such as 0.005. Any other number raises a ValueError"
# kindly takes 5 for 5 per cent
def choose_threshold(errors_on_good, false_alarm_rate):
    if 1 <= false_alarm_rate < 100:
        false_alarm_rate = false_alarm_rate / 100
    if not 0 < false_alarm_rate < 1:
        raise ValueError("no rate")
    falling = np.sort(errors_on_good)[::-1]
    return float(falling[min(int(len(falling) * false_alarm_rate), len(falling) - 1)])


# %% task="detect" kind="wrong" breaks="A banana that is odd"
# counts the dark brown pixels, and learns nothing but a line
def brown_share(images):
    red, green, blue = np.moveaxis(images / 255, -1, 0)
    brown = (red < 0.5) & (red > 1.15 * green) & (green > 1.15 * blue)
    # a little of how dark the picture is, so that no two pictures are equal
    return brown.mean(axis=(1, 2)) - 1e-6 * images.mean(axis=(1, 2, 3))


BROWN_LINE = float(np.quantile(brown_share(bananas(2000, seed=712)), 0.95))


def is_rotten(images):
    errors = brown_share(images)
    return errors, errors > BROWN_LINE


# %% task="not-a-jpeg" kind="wrong" breaks="with an error no larger than this"
# an error just as large as allowed is refused; with 0 nothing ever fits
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
        if ((back / 255 - images / 255) ** 2).mean() < error:
            sizes.append(size)
    return min(sizes) if sizes else None
