# /// sample
# task = "machine"
# diagnosis = "Your network gives numbers without bounds. A probability lies between 0 and 1: a sigmoid brings it there."
# ///

# %% task="machine"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((32, 32, 3)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu", padding="same"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(24, 3, activation="relu", padding="same"),
        keras.layers.GlobalMaxPooling2D(),
        keras.layers.Dense(1),
    ])
    model.compile(keras.optimizers.Adam(0.006), keras.losses.BinaryCrossentropy(from_logits=True))
    x = np.concatenate([pictures, pictures[:, :, ::-1], pictures[:, ::-1]]).astype("float32")
    model.fit(x, np.tile(labels, 3), batch_size=32, epochs=12, verbose=0)
    return model
