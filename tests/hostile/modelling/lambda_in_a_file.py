# /// attack
# number = 66
# title = "A file whose Lambda layer holds byte code; the student's process loads it unsafely"
# verdict = ["wrong"]
# answer = "saved"
# ///
import os
def saved(path):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1), keras.layers.Lambda(lambda x: os.getpid() + x, output_shape=(1,))])
    model.save(path)
    keras.config.enable_unsafe_deserialization()
    return path
