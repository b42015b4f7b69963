# /// attack
# number = 66
# title = "A config that names a TorchModuleWrapper, which unpickles"
# verdict = ["wrong"]
# answer = "line"
# ///
class Liar(keras.Sequential):
    def get_config(self):
        module = {"class_name": "__tensor__", "config": {"value": "gASVJAAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAlpZCA+IC90bXCUhZRSlC4=", "dtype": "uint8"}}
        return {"name": "x", "layers": [{"module": "keras.layers", "class_name": "TorchModuleWrapper", "config": {"module": module, "name": "t"}, "registered_name": None}]}
def line():
    return Liar([keras.Input((1,)), keras.layers.Dense(1)])
