# /// sample
# task = "augment-in-model"
# diagnosis = "Nothing inside your model changes a picture: in training it sees the same pictures again and again. Scaling is no augmentation; put Keras's random layers behind it, and let them change something."
# ///

# %% task="augment-in-model"
def with_augmentation(model):
    return keras.Sequential([keras.Input(model.input_shape[1:], dtype="uint8"), keras.layers.Rescaling(1 / 255), model])
