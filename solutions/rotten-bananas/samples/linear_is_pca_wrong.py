# /// sample
# task = "train"
# diagnosis = "Your two funnels are linear, so at their very best they are PCA; it takes hidden layers that bend to get further with as many numbers."
# ///

# %% task="train"
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    shape = images.shape[1:]
    x = images.astype("float32") / 255
    encoder = keras.Sequential([keras.Input(shape), keras.layers.Flatten(), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([
        keras.Input((code_size,)), keras.layers.Dense(int(np.prod(shape))), keras.layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    autoencoder.compile(keras.optimizers.Adam(0.002), "mse")
    autoencoder.fit(x, x, batch_size=40, epochs=15, verbose=0)
    return autoencoder, encoder, decoder

# %% task="detect"
# Stands on its own, whatever the rest is like.
redraw = pca(bananas(1500, seed=7), 128)


def odd(images):
    x = images / np.float32(255)
    return ((redraw(x) - x) ** 2).mean(axis=(1, 2, 3))


line = np.quantile(odd(bananas(800, seed=8)), 0.95)


def is_rotten(images):
    errors = odd(images)
    return errors, errors > line
