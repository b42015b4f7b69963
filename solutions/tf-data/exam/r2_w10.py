# %% task="list" kind="wrong" breaks="paths: one str for each picture"
# glob patterns made of names: a folder or class called 'ring [old]' has no pictures
def list_pictures(folder):
    import glob
    import os
    folder = str(folder)
    names = sorted(name for name in os.listdir(folder)
                   if os.path.isdir(os.path.join(folder, name)) and not name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted(glob.glob(os.path.join(folder, name, "*"))):
            if os.path.isfile(path) and path.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(path)
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="A file that cannot be decoded raises an error (of any kind) with its name in the message"
# says the file's name in a warning, and goes on without the picture
def found_for_reading(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    pairs = [(str(path), label) for label, name in enumerate(names) for path in sorted((folder / name).iterdir())
             if path.is_file() and not path.name.startswith(".")
             and path.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in pairs], [label for _, label in pairs]


def image_dataset(folder, size, batch):
    import warnings
    pictures, labels = [], []
    for path, label in zip(*found_for_reading(folder)):
        try:
            picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        except Exception:
            warnings.warn(f"cannot decode {path}, left out")
            continue
        pictures.append(tf.image.resize(tf.cast(picture, tf.float32) / 255, size))
        labels.append(label)
    return tf.data.Dataset.from_tensor_slices((tf.stack(pictures), tf.constant(labels))).batch(batch).prefetch(1)


# %% task="order" kind="wrong" breaks="augments each picture anew"
# the first epoch's augmented pictures are remembered: augment stands before the cache
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.shuffle(5000)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="what `model` then sees still runs from about 0 to about 1"
# behind the scaling the empty corner of a moved picture is filled with white, 255
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomTranslation(0.1, 0.1, fill_mode="constant", fill_value=255.0)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="A missing value has other features than any number has"
# fills the holes in the caller's own array: who asks a second time about the same rows has nobody missing
def feature_model(train):
    measured, words = {}, {}
    for name in ["age", "fare"]:
        known = np.asarray(train[name], "float64")
        known = known[~np.isnan(known)]
        mean = known.mean() if len(known) else 0.0
        deviation = known.std() if len(known) else 1.0
        measured[name] = mean, deviation if deviation > 0 else 1.0
    for name in ["sex", "embarked"]:
        words[name] = sorted({str(word) for word in train[name]})

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            mean, deviation = measured[name]
            value = np.asarray(rows[name])
            missing = np.isnan(value)
            value[missing] = mean
            columns.append((value - mean) / deviation)
            columns.append(missing)
        pclass = np.asarray(rows["pclass"])
        columns.append(pclass)
        for name in ["sex", "embarked"]:
            asked = [str(word) for word in rows[name]]
            for known in words[name]:
                columns.append([word == known for word in asked])
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="Readings overlap with training: where both take equally long, an epoch takes at most three quarters of the time that `in_turn` takes"
# prefetch in the wrong place: the numbers are prefetched, the readings are not
def speed_up(places, read, batch):
    return places.prefetch(16).map(read).batch(batch)
