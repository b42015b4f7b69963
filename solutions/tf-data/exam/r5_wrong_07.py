# %% task="list" kind="wrong" breaks="It may lie anywhere, and have any name."
# everything below a folder with a dot is skipped, also where the dot is in the way to the folder itself
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for path in folder.glob("*/*"):
        if any(part.startswith(".") for part in path.parts):
            continue
        if path.is_file() and path.suffix.lower() in (".png", ".jpg", ".jpeg"):
            paths.append(str(path))
            labels.append(names.index(path.parent.name))
    return paths, labels, names

# %% task="order" kind="wrong" breaks="Pipelines know nothing of each other"
# a cache on the disk, whose name two pipelines can have in common
import os
import tempfile


def train_pipeline(ds, decode, augment, batch):
    name = getattr(decode, "__name__", "decode").strip("<>")
    larder = os.path.join(tempfile.gettempdir(), f"larder_{os.getpid()}_{name}_{len(ds)}")
    ds = ds.map(lambda path, label: (decode(path), label)).cache(larder)
    ds = ds.shuffle(len(ds))
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="Predicting, it gives what `model` gives for the same pictures divided by 255, up to rounding."
# a picture whose largest value is 1 is taken for one that is scaled already
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.ops.cast(inputs, "float32")
    largest = keras.ops.max(x, axis=(1, 2, 3), keepdims=True)
    x = keras.ops.where(keras.ops.greater(largest, 1.0), keras.ops.divide(x, 255.0), x)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.1, value_range=(0, 1))(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="may have another order"
# the features come in the order of the columns of the dict
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        rulers[name] = np.nanmean(column), np.nanstd(column)
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        table = []
        for name, column in rows.items():
            if name in rulers:
                mean, deviation = rulers[name]
                column = np.array(column, "float64")
                missing = np.isnan(column)
                table += [np.where(missing, 0, (column - mean) / deviation), missing.astype("float64")]
            elif name in words:
                table += [np.array([float(str(asked) == word) for asked in column]) for word in words[name]]
            else:
                table.append(np.array(column, "float64"))
        return np.stack(table, axis=1).astype("float32")

    return features

# %% task="faster" kind="wrong" breaks="Readings overlap with each other, those of one batch, too"
# several batches are read at once, but each of them row after row
def speed_up(places, read, batch):
    trays = places.window(batch)
    trays = trays.interleave(lambda tray: tray.map(read).batch(batch), cycle_length=16, num_parallel_calls=16)
    return trays.prefetch(2)
