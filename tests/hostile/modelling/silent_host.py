# /// attack
# number = 20
# title = "A describer that never answers"
# verdict = ["timeout", "wrong"]
# answer = "line"
# ///
import time
class Sleeper(keras.Sequential):
    def get_config(self):
        time.sleep(1000)
def line():
    return Sleeper([keras.Input((1,)), keras.layers.Dense(1)])
