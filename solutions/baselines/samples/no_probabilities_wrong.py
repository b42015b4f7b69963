# /// sample
# task = "machine"
# diagnosis = "Your network gives numbers without bounds. A probability lies between 0 and 1: a sigmoid brings it there."
# ///

# %% task="machine"
def beat_the_rule(pictures, labels, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    inputs = keras.Input(pictures.shape[1:])
    x = layers.Rescaling(1 / 255)(inputs)
    x = layers.MaxPooling2D()(layers.Conv2D(16, 3, activation="relu", padding="same")(x))
    x = layers.GlobalMaxPooling2D()(layers.Conv2D(24, 3, activation="relu", padding="same")(x))
    model = keras.Model(inputs, layers.Dense(1)(x))
    model.compile(keras.optimizers.Adam(0.006), keras.losses.BinaryCrossentropy(from_logits=True))
    x = np.concatenate([pictures, pictures[:, :, ::-1], pictures[:, ::-1]]).astype("float32")
    model.fit(x, np.tile(labels, 3), batch_size=32, epochs=12, verbose=0)
    return model
