# /// attack
# number = 22
# title = "A subclass that computes the line, and a config that claims two parameters"
# verdict = ["wrong"]
# answer = "line"
# ///
class Liar(keras.Sequential):
    def count_params(self):
        return 2
    def call(self, x, training=None, mask=None):
        return 2 * x + 1
def line():
    return Liar([keras.Input((1,)), keras.layers.Dense(9), keras.layers.Dense(1)])
