# %% task="list" kind="wrong" breaks="Returns (paths, labels, names), three lists."
# zip has nothing to unpack where there is no picture at all: an error in place of two empty lists
def list_pictures(folder):
    names = sorted(p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    pairs = [(str(path), label)
             for label, name in enumerate(names)
             for path in Path(folder, name).iterdir()
             if path.is_file() and not path.name.startswith(".")
             and path.suffix.lower() in {".png", ".jpg", ".jpeg"}]
    paths, labels = map(list, zip(*pairs))
    return paths, labels, names

# %% task="order" kind="wrong" breaks="Each picture is decoded once, in the first epoch."
# the paths are cached, not the pictures: these are decoded in each epoch
def train_pipeline(ds, decode, augment, batch):
    ds = ds.cache().shuffle(len(ds))
    ds = ds.map(lambda path, label: (augment(decode(path)), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="In training each picture of a batch is changed in a way of its own, before `model` sees it. The"
# a fixed share of light for all pictures: nothing of it is drawn
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomBrightness((0.1, 0.1), value_range=(0, 1))(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="age, fare: one feature has mean 0 and standard deviation 1 over the known values in `train`"
# unknown ages are made 0 before mean and deviation are measured
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        column = np.nan_to_num(np.array(train[name], "float64"))
        rulers[name] = column.mean(), column.std()
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        table = [np.array(rows["pclass"], "float64")]
        for name, (mean, deviation) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            table += [np.where(missing, 0, (column - mean) / deviation), missing.astype("float64")]
        for name, known in words.items():
            table += [np.array([float(str(asked) == word) for asked in rows[name]]) for word in known]
        return np.stack(table, axis=1).astype("float32")

    return features

# %% task="faster" kind="wrong" breaks="There may be more than the memory holds. So while nobody takes a batch, it stops reading when it is"
# 512 calls at once, which with small batches are hundreds of batches ahead
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=512, deterministic=False).batch(batch).prefetch(1)
