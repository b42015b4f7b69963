# /// sample
# task = "tabular"
# diagnosis = "Where `train` has gaps, features are NaN even of passengers about whom all is known. A mean over a column with NaN is NaN, and so is all that it measures; adapt on the known values."
# ///

# %% task="tabular"
def feature_model(train):
    inputs, parts = {}, []
    for name in ("age", "fare"):
        inputs[name] = keras.Input((1,), name=name)
        ruler = keras.layers.Normalization(axis=None)
        ruler.adapt(train[name])
        parts.append(ruler(inputs[name]))
    for name in ("sex", "embarked"):
        inputs[name] = keras.Input((1,), name=name, dtype="string")
        lookup = keras.layers.StringLookup(output_mode="one_hot")
        lookup.adapt(train[name])
        parts.append(keras.ops.cast(lookup(inputs[name]), "float32"))
    inputs["pclass"] = keras.Input((1,), name="pclass")
    parts.append(inputs["pclass"])
    return keras.Model(inputs, keras.layers.Concatenate()(parts))
