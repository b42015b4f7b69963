# /// sample
# task = "augment-in-model"
# diagnosis = "A layer that adds light works on values from 0 to 255 unless it is told otherwise, and the range that it has is far wider than that of your values: in training pictures become all white or all black; give it the `value_range` of what it gets, or put it before the scaling."
# ///

# %% task="augment-in-model"
def with_augmentation(model):
    return keras.Sequential([
        keras.Input(model.input_shape[1:]),
        keras.layers.Rescaling(1 / 255),
        keras.layers.RandomFlip("horizontal"),
        keras.layers.RandomBrightness(0.2),
        model,
    ])
