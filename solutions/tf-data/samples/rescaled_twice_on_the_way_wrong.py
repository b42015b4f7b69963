# /// sample
# task = "augment-in-model"
# diagnosis = "Pictures are divided by 255 twice on their way, so all of them are nearly black. Scale in one place."
# ///

# %% task="augment-in-model"
def with_augmentation(model):
    preprocess = keras.Sequential([keras.layers.Rescaling(1 / 255), keras.layers.RandomFlip("horizontal")])
    inputs = keras.Input(model.input_shape[1:])
    x = preprocess(inputs)
    x = keras.layers.Rescaling(1 / 255)(x)
    return keras.Model(inputs, model(x))
