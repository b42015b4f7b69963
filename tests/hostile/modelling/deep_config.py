# /// attack
# number = 43
# title = "A Keras file whose config is a hundred thousand lists deep"
# verdict = ["error"]
# answer = "saved"
# ///
import zipfile
def honest():
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.set_weights([np.array([[2.0]]), np.array([1.0])])
    return model
def saved(path):
    honest().save(path)
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members["config.json"] = b"[" * 100_000 + b"]" * 100_000
    with zipfile.ZipFile(path, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)
    return path
