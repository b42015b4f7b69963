# /// sample
# task = "augment-in-model"
# diagnosis = "White is 255 in a file, but at this place of your model it is 1 already: the corners of a turned picture are filled with something 255 times as bright. Fill them with 1, or turn before you scale."
# ///

# %% task="augment-in-model"
def with_augmentation(model):
    return keras.Sequential([
        keras.Input(model.input_shape[1:], dtype="uint8"),
        keras.layers.Rescaling(1 / 255),
        keras.layers.RandomFlip("horizontal"),
        keras.layers.RandomRotation(0.1, fill_mode="constant", fill_value=255),
        model,
    ])
