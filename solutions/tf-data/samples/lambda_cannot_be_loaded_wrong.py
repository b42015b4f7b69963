# /// sample
# task = "augment-in-model"
# diagnosis = "A lambda's code is not data, so Keras will not load it from a file for safety's sake. Scaling and random changes are there as layers."
# ///

# %% task="augment-in-model"
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Lambda(lambda x: keras.ops.cast(x, "float32") / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    return keras.Model(inputs, model(x))
