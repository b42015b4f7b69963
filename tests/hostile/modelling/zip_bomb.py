# /// attack
# number = 55
# title = "A Keras file of 1.5 MB with a member of 1.5 GB"
# verdict = ["memory", "error", "timeout"]
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
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name, data in members.items():
            if name != "config.json":
                new.writestr(name, data)
                continue
            with new.open(name, "w", force_zip64=True) as member:
                member.write(data)
                for _ in range(1536):
                    member.write(b" " * (1 << 20))
    return path
