# /// attack
# number = 66
# title = "A file with an op that no output needs, run while it loads: in the student's own process, and no further"
# verdict = ["pass"]
# answer = "saved"
# ///
import json, zipfile
def saved(path):
    x = keras.Input((1,))
    model = keras.Model(x, keras.layers.Dense(1)(x))
    model.set_weights([np.array([[2.0]]), np.array([1.0])])
    model.save(path)
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    config = json.loads(members["config.json"])
    inside = config["config"]["layers"]
    history = {"shape": [None, 1], "dtype": "float32", "keras_history": [inside[0]["name"], 0, 0]}
    index = {"class_name": "__keras_tensor__", "config": history}
    function = {"module": "keras.config", "class_name": "function", "config": "set_floatx", "registered_name": "set_floatx"}
    arguments = {"args": [index, [function], "float64"], "kwargs": {}}
    inside.append({
        "module": "keras.src.ops.core", "class_name": "Switch", "config": {"name": "switch"},
        "registered_name": "Switch", "name": "switch", "inbound_nodes": [arguments],
    })
    members["config.json"] = json.dumps(config).encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)
    return path
