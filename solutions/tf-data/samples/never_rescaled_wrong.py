# /// sample
# task = "augment-in-model"
# diagnosis = "Raw pictures reach the model as they are, from 0 to 255, while it was made for 0 to 1: its answers are nonsense, and no error says so."
# ///

# %% task="augment-in-model"
def with_augmentation(model):
    return keras.Sequential([keras.Input(model.input_shape[1:]), keras.layers.RandomFlip(), keras.layers.RandomRotation(0.1), model])
