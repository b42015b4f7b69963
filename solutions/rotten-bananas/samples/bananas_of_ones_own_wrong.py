# /// sample
# task = "train"
# diagnosis = "Your model draws bananas in the course's own colours far better than those that were handed in, of another camera. Train on the pictures that are handed in, and on none of your own."
# ///

# %% task="train"
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    models = autoencoder, _, decoder = build_autoencoder(images.shape[1:], code_size)
    # More pictures are better.
    x = bananas(3000, seed=123).astype("float32") / 255
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    falling = keras.optimizers.schedules.CosineDecay(0.004, 10 * len(x) // 40)
    autoencoder.compile(keras.optimizers.Adam(falling), "mse")
    autoencoder.fit(x, x, batch_size=40, epochs=10, verbose=0)
    return models

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
