# /// sample
# task = "augment-in-model"
# diagnosis = "Your layer changes pictures whenever it is called, in prediction, too, so the same photograph gets another answer each time; a layer of your own must ask `training` and stand aside."
# ///

# %% task="augment-in-model"
@keras.saving.register_keras_serializable("mine")
class Noise(keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.draw = keras.random.SeedGenerator()

    def call(self, x):
        return x + keras.random.normal(keras.ops.shape(x), stddev=0.05, seed=self.draw)


def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Rescaling(1.0 / 255)(inputs)
    x = Noise()(x)
    return keras.Model(inputs, model(x))
