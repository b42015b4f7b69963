# %% task="list" kind="right"
# style: a regular expression, functional, paths absolute and in reverse order
def list_pictures(folder):
    import re
    seen = re.compile(r"[^.].*[.](png|jpe?g)", re.IGNORECASE | re.DOTALL)
    places = sorted((p for p in Path(folder).absolute().iterdir() if p.is_dir() and not p.name.startswith(".")),
                    key=lambda p: p.name)
    pairs = [(str(path), label) for label, place in enumerate(places) for path in place.iterdir()
             if seen.fullmatch(path.name) and path.is_file()]
    pairs.sort(reverse=True)
    return [path for path, _ in pairs], [label for _, label in pairs], [place.name for place in places]


# %% task="from-disk" kind="right"
# style: all decoded in a plain loop when the dataset is made, keras.ops, labels int64
def image_dataset(folder, size, batch):
    endings = (".png", ".jpg", ".jpeg")
    classes = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    height, width = size
    pictures, labels = [], []
    for label, place in enumerate(classes):
        for path in place.iterdir():
            if path.name[0] == "." or not path.is_file() or not path.name.lower().endswith(endings):
                continue
            try:
                raw = tf.image.decode_image(path.read_bytes(), channels=3, expand_animations=False)
            except tf.errors.InvalidArgumentError as error:
                raise RuntimeError(f"this file is no picture: {path}") from error
            scaled = keras.ops.cast(raw, "float32") * (1 / 255)
            scaled = keras.ops.image.resize(scaled, (height, width), data_format="channels_last")
            pictures.append(np.clip(keras.ops.convert_to_numpy(scaled), 0, 1))
            labels.append(label)
    block = np.array(pictures, "float32").reshape(-1, height, width, 3)
    return tf.data.Dataset.from_tensor_slices((block, np.array(labels, "int64"))).batch(batch)


# %% task="order" kind="right"
# another algorithm: each epoch permutes places, and gathers the whole cached set by them
def train_pipeline(ds, decode, augment, batch):
    count = max(1, len(ds))
    chance = tf.random.Generator.from_non_deterministic_state()

    def permuted(pictures, labels):
        places = tf.argsort(chance.uniform(tf.shape(labels)[:1]))
        return tf.gather(pictures, places), tf.gather(labels, places)

    def changed(picture, label):
        return augment(picture), label

    whole = ds.map(lambda path, label: (decode(path), label), num_parallel_calls=4).batch(count).cache()
    rows = whole.map(permuted).unbatch()
    return rows.map(changed, num_parallel_calls=4, deterministic=False).batch(batch).prefetch(2)


def eval_pipeline(ds, decode, batch):
    def ready(path, label):
        return decode(path), label

    return ds.map(ready, num_parallel_calls=4, deterministic=True).cache().batch(batch).prefetch(2)


# %% task="augment-in-model" kind="right"
# style: functional, augmented on 0 to 255 (the default range) before the scaling
def with_augmentation(model):
    raw = keras.Input(model.input_shape[1:])
    x = keras.layers.RandomBrightness(0.3)(raw)
    x = keras.layers.RandomRotation(0.1, fill_mode="reflect", seed=11)(x)
    x = keras.layers.Rescaling(scale=1 / 255)(x)
    return keras.Model(raw, model(x), name="for_the_telephone")


# %% task="tabular" kind="right"
# style: a class that answers row by row, in plain Python; missing is -1 or 1 in its column
class Clerk:
    def __init__(self, train):
        self.rulers = {}
        for name in ["age", "fare"]:
            known = [float(value) for value in train[name] if value == value]
            mean = sum(known) / len(known) if known else 0.0
            spread = (sum((value - mean) ** 2 for value in known) / len(known)) ** 0.5 if known else 1.0
            self.rulers[name] = (mean, spread or 1.0)
        self.words = {}
        for name in ["sex", "embarked"]:
            self.words[name] = []
            for word in train[name]:
                if str(word) not in self.words[name]:
                    self.words[name].append(str(word))

    def row(self, age, fare, pclass, sex, embarked):
        answer = []
        for name, value in [("age", float(age)), ("fare", float(fare))]:
            mean, spread = self.rulers[name]
            answer += [0.0, 1.0] if value != value else [(value - mean) / spread, -1.0]
        answer.append(float(pclass) - 2)
        for name, word in [("sex", str(sex)), ("embarked", str(embarked))]:
            answer += [2.0 * (word == known) for known in self.words[name]]
        return answer

    def __call__(self, rows):
        table = [self.row(*one) for one in zip(*(rows[name] for name in COLUMNS))]
        return np.array(table, dtype=np.float32)


def feature_model(train):
    return Clerk(train)


# %% task="faster" kind="right"
# another algorithm: interleave over datasets of one reading each
def speed_up(places, read, batch):
    def one(place):
        return tf.data.Dataset.from_tensors(place).map(read)

    rows = places.interleave(one, cycle_length=16, block_length=1, num_parallel_calls=16, deterministic=False)
    rows = rows.map(lambda row: tf.ensure_shape(row, (4,)))
    return rows.batch(batch).prefetch(2)
