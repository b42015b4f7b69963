# %% task="list" kind="right"
def list_pictures(folder):
    shown = lambda place: (p for p in Path(place).iterdir() if p.name[0] != ".")
    names = sorted(p.name for p in shown(folder) if p.is_dir())
    pairs = [(str(p), i) for i, n in enumerate(names) for p in shown(Path(folder, n))
             if p.name.lower().endswith((".png", ".jpg", ".jpeg")) and p.is_file()]
    return [p for p, _ in pairs], [i for _, i in pairs], names


# %% task="from-disk" kind="wrong" breaks="Resize in any way that leaves no value below 0 or above 1."
# believed: bicubic is only a finer way to resize, and its values stay between those that are stored
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def read(path):
        name = path.numpy().decode()
        try:
            stored = tf.io.decode_image(tf.io.read_file(name), channels=3, expand_animations=False)
        except tf.errors.OpError:
            raise ValueError(f"{name}: not decodable") from None
        return tf.image.resize(stored, size, method="bicubic") / 255

    def load(path, label):
        return tf.ensure_shape(tf.py_function(read, [path], tf.float32), (*size, 3)), label

    pairs = tf.constant(paths, tf.string), tf.constant(labels, tf.int64)
    return tf.data.Dataset.from_tensor_slices(pairs).map(load, num_parallel_calls=4).batch(batch)


# %% task="order" kind="wrong" breaks="in ds's order, each time that it"
# believed: deterministic=False makes the map faster, and changes nothing else
def train_pipeline(ds, decode, augment, batch):
    fast = dict(num_parallel_calls=8, deterministic=False)
    return (ds.map(lambda p, y: (decode(p), y), **fast).cache().shuffle(len(ds))
            .map(lambda x, y: (augment(x), y), **fast).batch(batch).prefetch(2))


def eval_pipeline(ds, decode, batch):
    fast = dict(num_parallel_calls=8, deterministic=False)
    return ds.map(lambda p, y: (decode(p), y), **fast).batch(batch).prefetch(2)


# %% task="augment-in-model" kind="wrong" breaks="function of your notebook either"
# believed: a class of one's own that is registered is saved in the file with the model
@keras.saving.register_keras_serializable(package="kitchen")
class Lamp(keras.layers.Layer):
    def __init__(self, **options):
        super().__init__(**options)
        self.chance = keras.random.SeedGenerator()

    def call(self, pictures, training=False):
        if not training:
            return pictures
        shape = (keras.ops.shape(pictures)[0], 1, 1, 1)
        light = keras.random.uniform(shape, -0.15, 0.15, seed=self.chance)
        return keras.ops.clip(pictures + light, 0.0, 1.0)

    def compute_output_shape(self, input_shape):
        return input_shape


def with_augmentation(model):
    raw = keras.Input(tuple(model.inputs[0].shape[1:]), dtype="uint8")
    return keras.Model(raw, model(Lamp()(keras.layers.Rescaling(1 / 255)(raw))))


# %% task="tabular" kind="wrong" breaks="word is another one if a single letter, capital or space differs."
# believed: text may be brought to the dtype of the training words; what is longer is not cut off
def feature_model(train):
    ruler = {n: (np.nanmean(train[n], dtype="float64"), np.nanstd(train[n], dtype="float64"))
             for n in ("age", "fare")}
    words = {n: np.unique(train[n].astype(str)) for n in ("sex", "embarked")}

    def features(rows):
        numbers = [np.c_[np.nan_to_num((rows[n] - m) / s), np.isnan(rows[n])] for n, (m, s) in ruler.items()]
        texts = [rows[n].astype(w.dtype)[:, None] == w for n, w in words.items()]
        return np.hstack([*numbers, *texts, rows["pclass"][:, None]]).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="each place read once, in any order."
# believed: the shards of a shuffled dataset together are the whole of it
def speed_up(places, read, batch):
    porters = tf.data.Dataset.range(16)
    rows = porters.interleave(
        lambda i: places.shard(16, i).map(read), cycle_length=16, num_parallel_calls=16)
    return rows.batch(batch).prefetch(2)
