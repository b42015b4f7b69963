# %% task="list" kind="wrong" breaks="A picture is a file directly inside a class's folder whose name ends in .png, .jpg or .jpeg."
# the dot of the ending is not asked for: "my_png" passes
def list_pictures(folder):
    names = sorted(p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted(Path(folder, name).iterdir()):
            if path.is_file() and path.name[0] != "." and path.name.lower().endswith(("png", "jpg", "jpeg")):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names

# %% task="order" kind="wrong" breaks="Returns a tf.data.Dataset of batches (pictures, labels): all of ds, in ds's order, each time that it"
# for the exam, too, the pictures come in the order in which they are ready
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=8).cache()
    ds = ds.shuffle(len(ds)).map(lambda picture, label: (augment(picture), label), num_parallel_calls=8)
    return ds.batch(batch).prefetch(2)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=8, deterministic=False)
    return ds.batch(batch).prefetch(2)

# %% task="augment-in-model" kind="wrong" breaks="of a bright picture some above 0.5."
# the light is changed, in the range from 0 to 1, before the scaling: all is cut to 1, and then divided
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1.0)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2, value_range=(0, 1))(x)
    x = keras.layers.Rescaling(1 / 255)(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="pclass: 1, 2, 3 differ, as a number or as columns. A 4 may look like anything that is finite."
# a fourth class has no row in the table of three: IndexError
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        rulers[name] = np.nanmean(column), np.nanstd(column)
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        table = list(np.eye(3)[np.asarray(rows["pclass"]) - 1].T)
        for name, (mean, deviation) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            table += [np.where(missing, 0, (column - mean) / deviation), missing.astype("float64")]
        for name, known in words.items():
            table += [np.array([float(str(asked) == word) for asked in rows[name]]) for word in known]
        return np.stack(table, axis=1).astype("float32")

    return features

# %% task="faster" kind="wrong" breaks="No place is left out in silence."
# rows with a NaN are taken out
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=16)
    rows = rows.filter(lambda row: tf.reduce_all(tf.math.is_finite(row)))
    return rows.batch(batch).prefetch(2)
