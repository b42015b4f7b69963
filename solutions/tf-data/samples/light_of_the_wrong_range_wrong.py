# /// sample
# task = "augment-in-model"
# diagnosis = "In training whole pictures become far too bright: light is added on a wider scale than that of your values. Keras's layers for light work on 0 to 255 unless `value_range` says otherwise; give them the range of what they get."
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
