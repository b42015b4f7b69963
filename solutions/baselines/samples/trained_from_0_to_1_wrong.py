# /// sample
# task = "machine"
# diagnosis = "Your network was trained on pictures from 0 to 1. It is asked about bytes, from 0 to 255, as they are handed in."
# ///

# %% task="machine"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((32, 32, 3)),
        keras.layers.Rescaling(1.0),
        keras.layers.Conv2D(16, 3, activation="relu", padding="same"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(24, 3, activation="relu", padding="same"),
        keras.layers.GlobalMaxPooling2D(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.006), "binary_crossentropy")
    x = np.concatenate([pictures, pictures[:, :, ::-1], pictures[:, ::-1]]) / np.float32(255)
    model.fit(x, np.tile(labels, 3), batch_size=32, epochs=8, verbose=0)
    return model
