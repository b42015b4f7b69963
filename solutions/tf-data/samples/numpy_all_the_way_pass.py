# /// sample
# ///

# %% task="list"
def list_pictures(folder):
    found = []
    for entry in Path(folder).rglob("*"):
        parts = entry.relative_to(folder).parts
        if len(parts) == 2 and not any(p.startswith(".") for p in parts) and entry.is_file():
            if entry.name.lower().endswith((".png", ".jpg", ".jpeg")):
                found.append((parts[0], str(entry)))
    found.sort()
    names = sorted({name for name, _ in found})
    return [p for _, p in found], [names.index(n) for n, _ in found], names

# %% task="from-disk"
from PIL import Image


def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    height, width = size
    x = np.zeros((len(paths), height, width, 3), np.float32)
    for i, path in enumerate(paths):
        try:
            image = Image.open(path).convert("RGB").resize((width, height))
        except OSError as error:
            raise ValueError("could not read " + path) from error
        x[i] = np.asarray(image, np.float32) / 255
    return tf.data.Dataset.from_tensor_slices((x, np.array(labels, np.int32))).shuffle(len(paths)).batch(batch)

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    pairs = list(ds)
    pictures = tf.stack([decode(path) for path, _ in pairs])
    labels = tf.stack([label for _, label in pairs])
    indices = tf.data.Dataset.range(len(pairs)).shuffle(len(pairs))

    def fetch(i):
        return augment(pictures[i]), labels[i]

    return indices.map(fetch, num_parallel_calls=tf.data.AUTOTUNE).batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.batch(batch).map(lambda paths, y: (tf.map_fn(decode, paths, fn_output_signature=tf.float32), y)).prefetch(1)

# %% task="augment-in-model"
@keras.saving.register_keras_serializable("mine")
class Mirror(keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.draw = keras.random.SeedGenerator()

    def call(self, x, training=None):
        x = keras.ops.cast(x, "float32") / 255.0
        if training:
            coin = keras.random.uniform((keras.ops.shape(x)[0], 1, 1, 1), seed=self.draw)
            x = keras.ops.where(coin < 0.5, x, keras.ops.flip(x, axis=2))
        return x


def with_augmentation(model):
    raw = keras.Input(shape=model.input_shape[1:], dtype="uint8")
    return keras.Model(raw, model(Mirror()(raw)))

# %% task="tabular"
def feature_model(train):
    stats = {c: (np.nanmean(train[c]), np.nanstd(train[c])) for c in ["age", "fare"]}
    vocab = {c: sorted(set(train[c].tolist())) for c in ["pclass", "sex", "embarked"]}

    def features(rows):
        out = []
        for c, (mean, std) in stats.items():
            z = (np.asarray(rows[c]) - mean) / std
            out += [np.nan_to_num(z), np.isnan(z)]
        for c, words in vocab.items():
            out += [np.asarray(rows[c]) == w for w in words]
        return np.column_stack(out).astype(np.float32)

    return features

# %% task="faster"
def speed_up(places, read, batch):
    more = tf.data.Options()
    more.threading.private_threadpool_size = 32
    return places.map(read, num_parallel_calls=32, deterministic=False).batch(batch).prefetch(1).with_options(more)
