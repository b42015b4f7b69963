# %% task="list" kind="wrong" breaks="whatever has a name that begins with a dot, files and folders"
# the dot is looked for in the whole path, so a dataset in ~/.keras or under ../ is empty
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted((folder / name).iterdir()):
            if not path.is_file() or any(part.startswith(".") for part in path.parts):
                continue
            if path.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="A file that cannot be decoded raises an error (of any kind) with its name in the message"
# the library's one-liner: correct in all but that the error of a broken file names no file
def image_dataset(folder, size, batch):
    ds = keras.utils.image_dataset_from_directory(
        str(folder), image_size=tuple(size), batch_size=batch, shuffle=False, verbose=False)
    return ds.map(lambda pictures, labels: (tf.cast(pictures, tf.float32) / 255, labels)).prefetch(1)


# %% task="order" kind="wrong" breaks="all of ds, in ds's order, each time"
# evaluation decodes in parallel and takes what is ready first (deterministic=False)
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.shuffle(5000)
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=8, deterministic=False)
    ds = ds.prefetch(2 * batch)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="for the same pictures divided by 255"
# divided by 256, the number of values, not by 255
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Rescaling(1 / 256)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomRotation(0.05)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="All words that `train` lacks share the same features"
# three places for unknown words: strange words differ from each other
def feature_model(train):
    measured, lookups = {}, {}
    for name in ["age", "fare"]:
        known = np.asarray(train[name], "float64")
        measured[name] = np.nanmean(known), np.nanstd(known) or 1.0
    for name in ["sex", "embarked"]:
        vocabulary = sorted({str(word) for word in train[name]} - {""})
        lookups[name] = keras.layers.StringLookup(vocabulary=vocabulary, num_oov_indices=3, output_mode="one_hot")

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            mean, deviation = measured[name]
            value = np.asarray(rows[name], "float64")
            columns.append(np.nan_to_num((value - mean) / deviation)[:, None])
            columns.append(np.isnan(value)[:, None])
        columns.append(np.asarray(rows["pclass"])[:, None])
        for name, lookup in lookups.items():
            columns.append(np.asarray(lookup(tf.constant([str(word) for word in rows[name]]))))
        return np.concatenate(columns, axis=1).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="at most half of the time, however large a batch is"
# as many porters as a batch has rows: in batches of one there is one porter
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=batch, deterministic=False).batch(batch).prefetch(1)
