# /// sample
# task = "augment-in-model"
# diagnosis = "You built a model of the same layers, and its weights are new: all that `model` has learnt was left behind; call the model itself, as if it were a layer."
# ///

# %% task="augment-in-model"
def with_augmentation(model):
    copy = keras.models.clone_model(model)
    return keras.Sequential([
        keras.Input(model.input_shape[1:]),
        keras.layers.Rescaling(1 / 255),
        keras.layers.RandomFlip("horizontal"),
        copy,
    ])
