# %% task="list" kind="wrong" breaks="endings may be written in small letters, in capital letters, or in both."
# believed: an ending is written all small or all capital; nobody writes .Jpg
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    endings = (".png", ".jpg", ".jpeg", ".PNG", ".JPG", ".JPEG")
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in (folder / name).iterdir():
            if path.is_file() and path.name.endswith(endings) and not path.name.startswith("."):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="nothing is cut off, no border is added."
# believed: a picture must not be distorted, so its middle is cut to the right proportions first
def image_dataset(folder, size, batch):
    height, width = size
    root = Path(folder)
    kinds = sorted(p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, kind in enumerate(kinds):
        for path in sorted((root / kind).iterdir()):
            good = path.name.lower().endswith((".png", ".jpg", ".jpeg"))
            if good and path.is_file() and not path.name.startswith("."):
                paths.append(str(path))
                labels.append(label)

    def read(path):
        name = path.numpy().decode()
        try:
            picture = tf.io.decode_image(tf.io.read_file(name), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"cannot decode {name}") from None
        h, w = picture.shape[:2]
        new_h, new_w = h, w
        if w * height > h * width:
            new_w = max(1, round(h * width / height))
        else:
            new_h = max(1, round(w * height / width))
        top, left = (h - new_h) // 2, (w - new_w) // 2
        picture = picture[top:top + new_h, left:left + new_w]
        return tf.image.resize(picture, (height, width)) / 255

    def load(path, label):
        picture = tf.py_function(read, [path], tf.float32)
        return tf.ensure_shape(picture, (height, width, 3)), label

    pairs = tf.data.Dataset.from_tensor_slices(
        (tf.constant(paths, tf.string), tf.constant(labels, tf.int64)))
    return pairs.map(load).batch(batch)


# %% task="order" kind="wrong" breaks="In every epoch any picture"
# believed: a shuffle's buffer of 1000 is large enough for everything
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.shuffle(1000)
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(2)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(2)


# %% task="augment-in-model" kind="wrong" breaks="none above 1.5"
# believed: RandomBrightness sees by itself that the pictures run from 0 to 1
def with_augmentation(model):
    inputs = keras.Input(tuple(model.inputs[0].shape[1:]), dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="over the known values in `train`"
# believed: gaps are made 0 first, and then mean and deviation are measured of everything
def feature_model(train):
    scale = {}
    for name in ["age", "fare"]:
        column = np.nan_to_num(np.array(train[name], "float64"), nan=0.0)
        scale[name] = column.mean(), column.std()
    words = {name: sorted(set(str(w) for w in train[name])) for name in ["sex", "embarked"]}

    def features(rows):
        columns = []
        for name in ["age", "fare"]:
            mean, std = scale[name]
            value = np.array(rows[name], "float64")
            gap = np.isnan(value)
            columns.append(np.where(gap, 0, (value - mean) / std))
            columns.append(gap)
        for name in ["sex", "embarked"]:
            for word in words[name]:
                columns.append([str(w) == word for w in rows[name]])
        columns.append(np.array(rows["pclass"]))
        return np.stack([np.asarray(c, "float32") for c in columns], axis=1)

    return features


# %% task="faster" kind="right"
def speed_up(places, read, batch):
    places = places.map(read, num_parallel_calls=16)
    places = places.batch(batch)
    return places.prefetch(2)
