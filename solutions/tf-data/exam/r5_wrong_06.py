# %% task="list" kind="wrong" breaks="and brackets. Each call looks anew."
# what was found for a folder once is remembered
_listed = {}


def list_pictures(folder):
    key = str(Path(folder).resolve())
    if key not in _listed:
        names = sorted(p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
        paths, labels = [], []
        for label, name in enumerate(names):
            for path in Path(folder, name).iterdir():
                good = path.suffix.lower() in {".png", ".jpg", ".jpeg"} and not path.name.startswith(".")
                if good and path.is_file():
                    paths.append(str(path))
                    labels.append(label)
        _listed[key] = paths, labels, names
    paths, labels, names = _listed[key]
    return list(paths), list(labels), list(names)

# %% task="order" kind="wrong" breaks="The next batch is made ready, the whole of it, while the last one is still in use."
# prefetch stands before batch: one picture is made ready
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    ds = ds.shuffle(len(ds))
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.prefetch(1).batch(batch)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="model: a Keras model, Sequential or functional, its layers connected in any way."
# the layers are called one after the other, however they were connected
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.1, value_range=(0, 1))(x)
    for layer in model.layers:
        if not isinstance(layer, keras.layers.InputLayer):
            x = layer(x)
    return keras.Model(inputs, x)

# %% task="tabular" kind="wrong" breaks="Neither `train` nor the rows that are asked about are changed."
# the gaps are filled in the caller's own arrays
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        rulers[name] = np.nanmean(column), np.nanstd(column)
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        table = [np.array(rows["pclass"], "float64")]
        for name, (mean, deviation) in rulers.items():
            missing = np.isnan(rows[name])
            filled = np.nan_to_num(rows[name], copy=False, nan=mean)
            table += [(filled.astype("float64") - mean) / deviation, missing.astype("float64")]
        for name, known in words.items():
            table += [np.array([float(str(asked) == word) for asked in rows[name]]) for word in known]
        return np.stack(table, axis=1).astype("float32")

    return features

# %% task="faster" kind="wrong" breaks="most a third of the time, however large or small a batch is."
# two porters: half the time, not a third
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=2).batch(batch).prefetch(2)
