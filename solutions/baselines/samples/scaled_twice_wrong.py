# /// sample
# task = "machine"
# diagnosis = "Your network was trained on pictures of another scale than it is asked about. It should take bytes, from 0 to 255, as they are handed in."
# ///

# %% task="machine"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    inputs = keras.Input(pictures.shape[1:])
    x = layers.Rescaling(1 / 127.5, offset=-1)(inputs)
    x = layers.MaxPooling2D()(layers.Conv2D(16, 3, activation="relu", padding="same")(x))
    x = layers.GlobalMaxPooling2D()(layers.Conv2D(24, 3, activation="relu", padding="same")(x))
    model = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))
    model.compile(keras.optimizers.Adam(0.006), "binary_crossentropy")
    x = np.concatenate([pictures, pictures[:, :, ::-1], pictures[:, ::-1]]) / np.float32(255)
    model.fit(x, np.tile(labels, 3), batch_size=32, epochs=10, verbose=0)
    return model
