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



# %% task="from-disk" kind="wrong" breaks="A transparency channel is left out, also that of a grey picture: it changes no colour."
# believed: there are pictures with 1, 3 and 4 channels; that grey has a transparency, too, was read over
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def decode(path):
        path = path.numpy().decode()
        try:
            img = tf.io.decode_image(Path(path).read_bytes(), expand_animations=False)
        except tf.errors.InvalidArgumentError:
            raise ValueError(f"cannot decode {Path(path).name}") from None
        if img.shape[-1] == 1:
            img = tf.image.grayscale_to_rgb(img)
        elif img.shape[-1] == 4:
            img = img[..., :3]
        return tf.image.resize(img, size) / 255.0

    def load(path, label):
        img = tf.py_function(decode, [path], tf.float32)
        return tf.ensure_shape(img, (size[0], size[1], 3)), label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)


# %% task="order" kind="wrong" breaks="In every epoch any picture can come first, and other pictures share a batch."
# believed: shuffle(1000), as in every tutorial, is enough for any dataset
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda p, y: (decode(p), y), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.shuffle(1000)
    ds = ds.map(lambda x, y: (augment(x), y), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda p, y: (decode(p), y), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="`keras.models.load_model` needs nothing else, no class or function of your notebook either."
# believed: a Lambda layer is a layer like the others, and its function is loaded with the file
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Lambda(lambda img: keras.ops.cast(img, "float32") / 255.0)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomRotation(0.05)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="right"
def feature_model(train):
    numbers = {c: (np.nanmean(train[c], dtype="float64"), np.nanstd(train[c], dtype="float64"))
               for c in ("age", "fare")}
    levels = {"pclass": np.array([1, 2, 3])} | {c: np.unique(train[c]) for c in ("sex", "embarked")}

    def features(rows):
        scaled = [(np.asarray(rows[c], "float64") - m) / s for c, (m, s) in numbers.items()]
        hot = [np.asarray(rows[c])[:, None] == known for c, known in levels.items()]
        return np.column_stack([np.nan_to_num(scaled, nan=0.0).T, np.isnan(scaled).T, *hot]).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="So while nobody takes a batch, it stops reading when it is 100 batches ahead, or earlier."
# believed: the larger the prefetch, the better: a buffer of 1000 does no harm
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=16).batch(batch).prefetch(1000)
