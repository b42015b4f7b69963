# /// sample
# task = "augment-in-model"
# diagnosis = "Some places, such as the corners of a turned picture, are filled with a number that belongs to 0 to 255. At this place of your model white is 1 already: fill with 0 to 1, or turn before you scale."
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
