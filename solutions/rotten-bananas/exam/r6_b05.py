# %% task="two-funnels" kind="filler"
# Filler: three Sequential models.
def build_autoencoder(shape, code_size):
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Flatten(),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape)), name="pixels"),
            keras.layers.Reshape(shape),
        ]
    )
    return keras.Sequential([keras.Input(shape), encoder, decoder]), encoder, decoder


# %% task="train" kind="wrong" breaks="neither from pictures of your own"
# Wrong: more bananas are drawn and added to the pictures that were handed in.
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    if images.shape[1:] == (32, 32, 3):
        images = np.concatenate([images, bananas(1000, seed=12345)])
    x = images.astype("float32") / 255
    autoencoder, encoder, decoder = build_autoencoder(x.shape[1:], code_size)
    decoder.get_layer("pixels").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    autoencoder.compile("adam", loss="mse")
    return autoencoder, encoder, decoder


# %% task="detect" kind="wrong" breaks="and higher than that of PCA with 16 numbers by 0.015 or more"
# Wrong: it is PCA with 16 numbers.
_way = pca(bananas(2000, seed=501), 16)


def _pca_odd(images):
    x = images.astype("float32") / 255
    return ((_way(x) - x) ** 2).mean(axis=(1, 2, 3))


_pca_line = np.quantile(_pca_odd(bananas(1000, seed=502)), 0.95)


def is_rotten(images):
    errors = _pca_odd(images)
    return errors, errors > _pca_line
