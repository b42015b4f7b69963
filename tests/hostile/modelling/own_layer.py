# /// attack
# number = 22
# title = "A layer of one's own that has all the right names and remembers the answers"
# verdict = ["wrong"]
# answer = "line"
# ///
@keras.saving.register_keras_serializable("keras.layers", "Dense")
class Dense(keras.layers.Dense):
    def call(self, x):
        return 2 * x + 1
def line():
    return keras.Sequential([keras.Input((1,)), Dense(1)])
