# /// attack
# number = 36
# title = "Small layers that blow each value up, so that the model host computes for ever"
# verdict = ["wrong", "timeout", "memory"]
# answer = "line"
# ///
def line():
    x = keras.Input((1,))
    y = keras.layers.Reshape((1, 1, 1))(x)
    for _ in range(6):
        y = keras.layers.UpSampling2D(8)(y)
    y = keras.layers.Conv2D(64, 31, padding="same")(y)
    return keras.Model(x, keras.layers.Dense(1)(keras.layers.GlobalAveragePooling2D()(y)))
