# /// sample
# task = "augment-in-model"
# diagnosis = "In training the model inside sees the same pictures as in prediction: nothing has changed them. Scaling is no augmentation; put Keras's random layers in front, and let them act in training and change something."
# ///

# %% task="augment-in-model"
def with_augmentation(model):
    return keras.Sequential([keras.Input(model.input_shape[1:], dtype="uint8"), keras.layers.Rescaling(1 / 255), model])
