# /// sample
# task = "augment-in-model"
# diagnosis = "Scaling is inside your model, and nothing else: in training it sees the same pictures again and again; put Keras's random layers behind the scaling."
# ///

# %% task="augment-in-model"
def with_augmentation(model):
    return keras.Sequential([keras.Input(model.input_shape[1:], dtype="uint8"), keras.layers.Rescaling(1 / 255), model])
