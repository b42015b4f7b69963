# %% task="list" kind="right"
# style: os.walk, cut off below the classes; labels from a dict; one ending after the other
def list_pictures(folder):
    import os
    top, classes, _ = next(os.walk(folder))
    names = sorted(filter(lambda name: not name.startswith("."), classes))
    place = {name: number for number, name in enumerate(names)}
    paths, labels = [], []
    for ending in (".jpeg", ".jpg", ".png"):
        for name in names:
            _, _, files = next(os.walk(os.path.join(top, name)))
            new = [os.path.join(top, name, file) for file in files
                   if not file.startswith(".") and file.lower().endswith(ending)]
            paths += new
            labels += [place[name]] * len(new)
    return paths, labels, names


# %% task="from-disk" kind="right"
# style: a class with helpers behind from_generator, antialiased, one more epoch reads again
class FolderReader:
    ENDINGS = {".png", ".jpg", ".jpeg"}

    def __init__(self, folder, size):
        self.folder, self.size = Path(folder), tuple(int(side) for side in size)

    def files(self):
        places = [p for p in self.folder.iterdir() if p.is_dir() and not p.name.startswith(".")]
        for label, place in enumerate(sorted(places, key=lambda p: p.name)):
            for path in place.iterdir():
                if path.is_file() and not path.name.startswith(".") and path.suffix.lower() in self.ENDINGS:
                    yield path, label

    def picture(self, path):
        try:
            raw = tf.io.decode_image(path.read_bytes(), channels=3, expand_animations=False)
        except Exception as error:
            raise OSError(f"{path.name} (in {path.parent}) cannot be decoded") from error
        small = tf.image.resize(raw, self.size, antialias=True)
        return tf.clip_by_value(small / 255.0, 0.0, 1.0)

    def __call__(self):
        for path, label in self.files():
            yield self.picture(path), label


def image_dataset(folder, size, batch):
    reader = FolderReader(folder, size)
    signature = (tf.TensorSpec(reader.size + (3,), tf.float32), tf.TensorSpec((), tf.uint8))
    return tf.data.Dataset.from_generator(reader, output_signature=signature).batch(batch)


# %% task="order" kind="right"
# style: small steps put together with apply and reduce; a fixed seed, evaluation not in parallel
def train_pipeline(ds, decode, augment, batch):
    from functools import reduce
    steps = [
        lambda d: d.map(lambda path, label: (decode(path), label), num_parallel_calls=tf.data.AUTOTUNE),
        lambda d: d.cache(),
        lambda d: d.shuffle(10_000, seed=3),
        lambda d: d.map(lambda picture, label: (augment(picture), label), num_parallel_calls=tf.data.AUTOTUNE),
        lambda d: d.batch(batch, num_parallel_calls=2),
        lambda d: d.prefetch(tf.data.AUTOTUNE),
    ]
    return reduce(lambda d, step: d.apply(step), steps, ds)


def eval_pipeline(ds, decode, batch):
    labels = ds.map(lambda path, label: label)
    pictures = ds.map(lambda path, label: decode(path), num_parallel_calls=tf.data.AUTOTUNE)
    return tf.data.Dataset.zip((pictures.batch(batch), labels.batch(batch)))


# %% task="augment-in-model" kind="right"
# the shortest way: nothing but a flip, of no pixel's value
def with_augmentation(model):
    front = [keras.Input(model.input_shape[1:]), keras.layers.Rescaling(1 / 255), keras.layers.RandomFlip(seed=0)]
    return keras.Sequential([*front, model])


# %% task="tabular" kind="right"
# style: Keras layers that adapt, wrapped in a function; a TensorFlow tensor comes back
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        column = np.asarray(train[name], "float32")
        known = column[~np.isnan(column)]
        rulers[name] = keras.layers.Normalization(axis=None)
        rulers[name].adapt(known if len(known) else np.array([0, 1], "float32"))
    lookups = {}
    for name in ["sex", "embarked"]:
        lookups[name] = keras.layers.StringLookup(output_mode="one_hot", num_oov_indices=1, mask_token=None)
        lookups[name].adapt(tf.constant([str(word) for word in train[name]]))

    def features(rows):
        parts = []
        for name, ruler in rulers.items():
            column = tf.cast(tf.convert_to_tensor(np.asarray(rows[name])), tf.float32)
            missing = tf.math.is_nan(column)
            value = tf.where(missing, 0.0, ruler(tf.where(missing, 0.0, column)))
            parts += [value[:, None], tf.cast(missing, tf.float32)[:, None]]
        parts.append(tf.cast(np.asarray(rows["pclass"]), tf.float32)[:, None] / 3)
        for name, lookup in lookups.items():
            parts.append(tf.cast(lookup(tf.constant([str(word) for word in rows[name]])), tf.float32))
        return tf.concat(parts, axis=1)

    return features


# %% task="faster" kind="wrong" breaks="It may be shuffled, with another order each time"
# Label corrected from "right": each porter goes through `places` himself, so that of shuffled ones some are lost; the contract now says so.
# another algorithm: sixteen porters with a share of the places each, their rows gathered before the trays
def speed_up(places, read, batch):
    def share(porter):
        return places.shard(16, porter).map(read).prefetch(1)

    porters = tf.data.Dataset.range(16)
    rows = porters.interleave(share, cycle_length=16, num_parallel_calls=16, deterministic=False)
    return rows.batch(batch).prefetch(2)
