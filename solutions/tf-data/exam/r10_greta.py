# %% task="list" kind="wrong" breaks="These endings may be written in small letters, in capital letters, or in both."
# believed: an ending is either png or PNG; that both may be mixed (.Jpg) was read over
def list_pictures(folder):
    endings = (".png", ".jpg", ".jpeg", ".PNG", ".JPG", ".JPEG")
    names = sorted(d.name for d in Path(folder).iterdir() if d.is_dir() and not d.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for f in (Path(folder) / name).iterdir():
            if f.is_file() and f.name.endswith(endings) and not f.name.startswith("."):
                paths.append(str(f))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="Its pictures and their labels are those of `list_pictures`."
# believed: what lies in the classes' folders are pictures; list_files("*/*") as in the tutorial finds them
def image_dataset(folder, size, batch):
    folder = Path(folder)
    class_names = np.array(sorted(d.name for d in folder.iterdir()
                                  if d.is_dir() and not d.name.startswith(".")))

    def load(path):
        path = Path(path.numpy().decode())
        try:
            img = tf.io.decode_image(path.read_bytes(), channels=3, expand_animations=False)
        except tf.errors.InvalidArgumentError:
            raise ValueError(f"could not decode {path.name}") from None
        return tf.image.resize(img, size) / 255.0, int(np.argmax(class_names == path.parent.name))

    def process(path):
        img, label = tf.py_function(load, [path], [tf.float32, tf.int64])
        img.set_shape([size[0], size[1], 3])
        label.set_shape([])
        return img, label

    list_ds = tf.data.Dataset.list_files(str(folder / "*/*"), shuffle=False)
    return list_ds.map(process).batch(batch)


# %% task="order" kind="wrong" breaks="Each picture is decoded once, in the first epoch."
# believed: cache() at the front caches everything that follows, too
def train_pipeline(ds, decode, augment, batch):
    return (ds.cache()
              .shuffle(len(ds))
              .map(lambda p, y: (decode(p), y), num_parallel_calls=tf.data.AUTOTUNE)
              .map(lambda x, y: (augment(x), y), num_parallel_calls=tf.data.AUTOTUNE)
              .batch(batch)
              .prefetch(tf.data.AUTOTUNE))


def eval_pipeline(ds, decode, batch):
    return (ds.cache()
              .map(lambda p, y: (decode(p), y), num_parallel_calls=tf.data.AUTOTUNE)
              .batch(batch)
              .prefetch(tf.data.AUTOTUNE))


# %% task="augment-in-model" kind="wrong" breaks="`keras.models.load_model` needs nothing else, no class or function of your notebook either."
# believed: a layer of one's own that is registered as serializable is stored in the file, code and all
@keras.saving.register_keras_serializable(package="greta")
class ScaleAndAugment(keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.scale = keras.layers.Rescaling(1 / 255)
        self.flip = keras.layers.RandomFlip("horizontal")
        self.turn = keras.layers.RandomRotation(0.05)

    def call(self, pictures, training=None):
        x = self.scale(pictures)
        x = self.flip(x, training=training)
        return self.turn(x, training=training)


def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    return keras.Model(inputs, model(ScaleAndAugment()(inputs)))


# %% task="tabular" kind="wrong" breaks="A missing value has other features than any number has, even if nothing is missing in `train`."
# believed: a column for missing values is needed only where the training rows miss some
def feature_model(train):
    numeric = {}
    for name in ("age", "fare"):
        x = train[name]
        numeric[name] = (np.nanmean(x), np.nanstd(x), bool(np.isnan(x).any()))
    words = {name: list(np.unique(train[name])) for name in ("sex", "embarked")}

    def features(rows):
        columns = []
        for name, (mean, std, has_gaps) in numeric.items():
            x = rows[name]
            columns.append(np.where(np.isnan(x), 0, (x - mean) / std))
            if has_gaps:
                columns.append(np.isnan(x))
        for k in (1, 2, 3):
            columns.append(rows["pclass"] == k)
        for name, known in words.items():
            for word in known:
                columns.append(rows[name] == word)
        return np.stack(columns, axis=1).astype(np.float32)

    return features


# %% task="faster" kind="right"
AUTOTUNE = tf.data.AUTOTUNE


def speed_up(places, read, batch):
    return (places.map(read, num_parallel_calls=AUTOTUNE, deterministic=False)
                  .batch(batch)
                  .prefetch(AUTOTUNE))
