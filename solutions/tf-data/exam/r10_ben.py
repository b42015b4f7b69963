# %% task="list" kind="right"
def list_pictures(folder):
    classes = sorted(p.name for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    found = [(str(file), label)
             for label, name in enumerate(classes)
             for file in Path(folder, name).iterdir()
             if file.is_file() and file.name[0] != "."
             and file.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in found], [label for _, label in found], classes


# %% task="from-disk" kind="wrong" breaks="Stored values are divided by 255, in a dark picture, too."
# believed: whether a picture is stored as 0 to 255 can be seen from its largest value: if that is not above 1, it is scaled already
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    for path in paths:
        try:
            tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
        except tf.errors.InvalidArgumentError:
            raise ValueError(f"{Path(path).name} is no picture") from None

    def load(path, label):
        x = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        x = tf.image.resize(x, size)
        # already scaled? then leave it
        x = tf.cond(tf.reduce_max(x) > 1.0, lambda: x / 255.0, lambda: x)
        return x, label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)


# %% task="order" kind="wrong" breaks="Each picture is decoded once, in the first epoch."
# believed: shuffling, mapping and prefetching in parallel is enough; decoding again each epoch is the normal thing
AUTO = tf.data.AUTOTUNE


def train_pipeline(ds, decode, augment, batch):
    return (ds.shuffle(len(ds))
              .map(lambda path, label: (augment(decode(path)), label), num_parallel_calls=AUTO)
              .batch(batch)
              .prefetch(AUTO))


def eval_pipeline(ds, decode, batch):
    return (ds.map(lambda path, label: (decode(path), label), num_parallel_calls=AUTO)
              .batch(batch)
              .prefetch(AUTO))


# %% task="augment-in-model" kind="wrong" breaks="Predicting, it gives what `model` gives for the same pictures divided by 255, up to rounding."
# believed: networks want pictures from -1 to 1, so one scales by 1/127.5 and subtracts 1, as for MobileNet
def with_augmentation(model):
    return keras.Sequential([
        keras.Input(model.input_shape[1:], dtype="uint8"),
        keras.layers.Rescaling(1 / 127.5, offset=-1),
        keras.layers.RandomFlip("horizontal"),
        keras.layers.RandomZoom(0.1),
        model,
    ])


# %% task="tabular" kind="wrong" breaks="A word is another one if a single letter, capital or space differs."
# believed: text must be cleaned first: spaces at the ends and capitals are only typing errors
def feature_model(train):
    def clean(words):
        return [str(word).strip().lower() for word in words]

    stats = {c: (float(np.nanmean(train[c])), float(np.nanstd(train[c]))) for c in ("age", "fare")}
    vocabulary = {c: sorted(set(clean(train[c]))) for c in ("sex", "embarked")}

    def transform(rows):
        columns = []
        for c, (mean, std) in stats.items():
            missing = np.isnan(rows[c])
            columns.append((np.where(missing, mean, rows[c]) - mean) / std)
            columns.append(missing)
        columns.append(rows["pclass"])
        for c, words in vocabulary.items():
            cleaned = clean(rows[c])
            for word in words:
                columns.append([w == word for w in cleaned])
        return np.stack([np.asarray(c, "float32") for c in columns], axis=1)

    return transform


# %% task="faster" kind="wrong" breaks="It can be gone through again and again, and reads again each time: what is far away may have changed."
# believed: what has been read once belongs into the cache, here as with the pictures
def speed_up(places, read, batch):
    return (places.map(read, num_parallel_calls=16)
                  .cache()
                  .batch(batch)
                  .prefetch(tf.data.AUTOTUNE))
