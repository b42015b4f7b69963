# %% task="list" kind="wrong" breaks="that ends in .png, .jpg or .jpeg, in small or capital letters"
# the ending is what follows the first dot: '2024.05.01.png' or 'ring.v2.jpg' is missed
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted((folder / name).iterdir()):
            if not path.is_file() or path.name.startswith("."):
                continue
            if "." in path.name and path.name.lower().split(".")[1] in ("png", "jpg", "jpeg"):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="Of grey pictures all three channels are alike"
# a grey picture is put into the red channel, the two others stay 0
def found_for_reading(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    pairs = [(str(path), label) for label, name in enumerate(names) for path in sorted((folder / name).iterdir())
             if path.is_file() and not path.name.startswith(".")
             and path.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in pairs], [label for _, label in pairs]


def image_dataset(folder, size, batch):
    paths, labels = found_for_reading(folder)

    def stored(path):
        name = path.decode()
        try:
            picture = tf.io.decode_image(tf.io.read_file(name), channels=0, expand_animations=False).numpy()
            if picture.shape[-1] < 3:
                picture = np.concatenate([picture[..., :1]] + 2 * [np.zeros_like(picture[..., :1])], axis=-1)
            picture = picture[..., :3]
        except Exception as error:
            raise ValueError(f"cannot decode {name}: {error}")
        return picture

    def load(path, label):
        picture = tf.numpy_function(stored, [path], tf.uint8)
        picture.set_shape((None, None, 3))
        picture = tf.cast(picture, tf.float32) / 255
        picture = tf.image.resize(picture, size)
        return picture, label

    ds = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string), tf.constant(labels, tf.int32)))
    return ds.map(load, num_parallel_calls=tf.data.AUTOTUNE).batch(batch).prefetch(1)


# %% task="order" kind="wrong" breaks="The next batch is being made ready while the last one is still in use (say so yourself: the library may add it, or may not)"
# prefetches one picture before the shuffle, not the next batch at the end
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    ds = ds.cache()
    ds = ds.prefetch(1)
    ds = ds.shuffle(5000)
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE)
    return ds.batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="In training each picture of a batch is changed in a way of its own"
# single pixels are blackened, the same ones in every picture of the batch
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Rescaling(1 / 255)(inputs)
    height, width = model.input_shape[1:3]
    x = keras.layers.Dropout(0.05, noise_shape=(1, height, width, 1))(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="A 4 may look like anything that is finite"
# one-hot class by indexing the identity: a 4 raises an IndexError
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
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns.append(np.where(missing, 0, (value - mean) / deviation))
            columns.append(missing)
        pclass = np.asarray(rows["pclass"])
        columns.extend(np.eye(3)[pclass - 1].T)
        for name in ["sex", "embarked"]:
            asked = [str(word) for word in rows[name]]
            for known in words[name]:
                columns.append([word == known for word in asked])
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="each place once, in any order, the last batch with what is left"
# reads in groups of ten and drops the last, smaller group
def speed_up(places, read, batch):
    groups = places.batch(10, drop_remainder=True)
    apart = groups.unbatch().map(read, num_parallel_calls=16, deterministic=False)
    return apart.batch(batch).prefetch(2)
