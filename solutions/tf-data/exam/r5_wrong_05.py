# %% task="list" kind="wrong" breaks="folders inside a class's folder."
# a folder inside a class's folder that is called like a picture is listed, too
def list_pictures(folder):
    names = sorted(p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    found = [(str(path), label)
             for label, name in enumerate(names)
             for path in Path(folder, name).iterdir()
             if not path.name.startswith(".") and path.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in found], [label for _, label in found], names

# %% task="order" kind="wrong" breaks="augment: function: augment(picture) gives the same picture changed at random. It takes one picture,"
# the whole batch is given to augment at once
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache().shuffle(len(ds)).batch(batch)
    ds = ds.map(lambda pictures, labels: (augment(pictures), labels), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="In training each picture of a batch is changed in a way of its own, before `model` sees it."
# the same places are blotted out in all pictures of a batch
def with_augmentation(model):
    shape = tuple(model.input_shape[1:])
    inputs = keras.Input(shape, dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.Dropout(0.1, noise_shape=(1, shape[0], shape[1], 1))(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="or when `feature_model` is called again."
# all feature models share one dictionary of means and deviations: the last call has filled it
_rulers = {}


def feature_model(train):
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        _rulers[name] = np.nanmean(column), np.nanstd(column)
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        table = [np.array(rows["pclass"], "float64")]
        for name in ["age", "fare"]:
            mean, deviation = _rulers[name]
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            table += [np.where(missing, 0, (column - mean) / deviation), missing.astype("float64")]
        for name, known in words.items():
            table += [np.array([float(str(asked) == word) for asked in rows[name]]) for word in known]
        return np.stack(table, axis=1).astype("float32")

    return features

# %% task="faster" kind="wrong" breaks="Nothing is read before somebody begins to take batches."
# one row is read when the dataset is made, to see its shape
def speed_up(places, read, batch):
    shape = next(iter(places.take(1).map(read))).shape
    rows = places.map(lambda place: tf.ensure_shape(read(place), shape), num_parallel_calls=16)
    return rows.batch(batch).prefetch(2)
