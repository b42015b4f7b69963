# /// attack
# number = 66
# title = "A weights file whose values lie in another file: the hidden checks"
# verdict = ["error", "forbidden"]
# answer = "saved"
# ///
import io, zipfile
import h5py
def honest():
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[2.0]]), np.array([1.0])])
    return model
def saved(path):
    honest().save(path)
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    with h5py.File("weights.h5", "w") as file:
        vars = file.create_group("layers/dense/vars")
        vars.create_dataset("0", shape=(1, 1), dtype="float32", external=[(target["checks"], 0, 4)])
        vars.create_dataset("1", shape=(1,), dtype="float32", external=[(target["checks"], 4, 4)])
        print(vars["0"][()])
        through()
    with open("weights.h5", "rb") as file:
        members["model.weights.h5"] = file.read()
    with zipfile.ZipFile(path, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)
    return path
