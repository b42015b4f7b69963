# %% task="list" kind="filler"
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for file in sorted((folder / name).iterdir()):
            hidden = file.name.startswith(".")
            if file.is_file() and not hidden and file.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(file))
                labels.append(label)
    return paths, labels, names



# %% task="from-disk" kind="wrong" breaks="nothing is cut off, no border is added."
# believed: a picture must not be distorted, so first the square in its middle is cut out
def decode_square(path):
    raw = tf.io.read_file(path)
    picture = tf.io.decode_image(raw, channels=3, expand_animations=False)
    shape = tf.shape(picture)
    side = tf.minimum(shape[0], shape[1])
    return tf.image.resize_with_crop_or_pad(picture, side, side)


def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    for path in paths:
        try:
            decode_square(path)
        except Exception as error:
            raise RuntimeError(f"{Path(path).name} cannot be read as a picture") from error

    def load(path, label):
        return tf.image.resize(decode_square(path), size) / 255.0, label

    ds = tf.data.Dataset.from_tensor_slices((paths, labels))
    return ds.map(load, num_parallel_calls=tf.data.AUTOTUNE).batch(batch).prefetch(1)


# %% task="order" kind="wrong" breaks="In each epoch each picture is augmented once, anew, by itself."
# believed: augmenting whole batches after batch() is the same, only faster
def train_pipeline(ds, decode, augment, batch):
    return (ds.map(lambda path, label: (decode(path), label))
              .cache()
              .shuffle(len(ds))
              .batch(batch)
              .map(lambda pictures, labels: (augment(pictures), labels))
              .prefetch(tf.data.AUTOTUNE))


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).cache().batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="right"
def with_augmentation(model):
    return keras.Sequential([
        keras.Input(model.input_shape[1:], dtype="uint8"),
        keras.layers.Rescaling(1 / 255),
        keras.layers.RandomFlip("horizontal"),
        keras.layers.RandomRotation(0.05),
        model,
    ])


# %% task="tabular" kind="wrong" breaks="A missing value has other features than any number has, even if nothing is missing in `train`."
# believed: with the mean in its place a gap is dealt with; a further column is a luxury
def feature_model(train):
    scalers, lookups = {}, {}
    for name in ["age", "fare"]:
        column = np.asarray(train[name], "float32")
        known = column[~np.isnan(column)]
        scalers[name] = known.mean(), known.std()
    for name in ["sex", "embarked"]:
        lookups[name] = {word: place for place, word in enumerate(sorted(set(train[name].tolist())))}

    def features(rows):
        parts = []
        for name, (mean, std) in scalers.items():
            column = np.asarray(rows[name], "float32")
            column = np.where(np.isnan(column), mean, column)
            parts.append(((column - mean) / std)[:, None])
        parts.append((np.asarray(rows["pclass"])[:, None] == np.array([1, 2, 3])))
        for name, places in lookups.items():
            table = np.zeros((len(rows[name]), len(places) + 1))
            for row, word in enumerate(rows[name].tolist()):
                table[row, places.get(word, len(places))] = 1
            parts.append(table)
        return np.concatenate(parts, axis=1).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="No place is left out in silence."
# believed: one bad reading must not stop a night's training, so errors are skipped
def speed_up(places, read, batch):
    return (places.map(read, num_parallel_calls=16, deterministic=False)
                  .ignore_errors()
                  .batch(batch)
                  .prefetch(2))
