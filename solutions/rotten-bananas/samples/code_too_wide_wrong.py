# /// sample
# task = "detect"
# diagnosis = "Your code is so wide, or there is such a way round it, that the model copies whatever it sees, rot included; a good picture and a rotten one come out equally well."
# ///

# %% task="detect"
keras.utils.set_random_seed(0)
good = bananas(400, seed=1) / np.float32(255)
wide = keras.Sequential([
    keras.Input((32, 32, 3)),
    keras.layers.Conv2D(48, 4, strides=4),
    keras.layers.Conv2DTranspose(3, 4, strides=4),
])
wide.compile(keras.optimizers.Adam(0.005), "mse")
wide.fit(good, good, epochs=25, batch_size=20, verbose=0)
limit = choose_threshold(reconstruction_error(wide, bananas(500, seed=2)), 0.05)


def is_rotten(images):
    errors = reconstruction_error(wide, images)
    return errors, errors > limit
