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



# %% task="from-disk" kind="wrong" breaks="Its message holds the file's name, and no other file's."
# believed: it is enough that the broken file's name is somewhere in the message, among those of its batch
def image_dataset(folder, size, batch):
    paths, labels, names = list_pictures(folder)

    def load(path):
        data = Path(path).read_bytes()
        picture = tf.io.decode_image(data, channels=3, expand_animations=False)
        return tf.image.resize(picture, size) / 255

    def batches():
        for start in range(0, len(paths), batch):
            chunk = paths[start:start + batch]
            try:
                pictures = tf.stack([load(path) for path in chunk])
            except tf.errors.InvalidArgumentError:
                files = ", ".join(Path(path).name for path in chunk)
                raise ValueError(f"a file of this batch cannot be decoded: {files}") from None
            yield pictures, np.array(labels[start:start + batch])

    return tf.data.Dataset.from_generator(batches, output_signature=(
        tf.TensorSpec((None, size[0], size[1], 3), tf.float32),
        tf.TensorSpec((None,), tf.int64),
    ))


# %% task="order" kind="wrong" breaks="The next batch is made ready, the whole of it, while the last one is still in use."
# believed: prefetch(1) makes the next thing ready wherever it stands; batch only packs, so it comes last
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    ds = ds.shuffle(ds.cardinality())
    ds = ds.map(lambda picture, label: (augment(picture), label))
    ds = ds.prefetch(1)
    return ds.batch(batch)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label))
    ds = ds.prefetch(1)
    return ds.batch(batch)


# %% task="augment-in-model" kind="wrong" breaks="In training `model` still sees values from about 0 to about 1: none below -0.5, none above 1.5"
# believed: RandomBrightness(0.2) changes the light by 20 % of whatever range the picture has
def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="each word of `train` has features of its own, no word's lying between those of two others."
# believed: a number for each word (a LabelEncoder) is enough, if it is used the same way each time
def feature_model(train):
    mean = {}
    std = {}
    code = {}
    for name in ["age", "fare"]:
        mean[name] = np.nanmean(train[name])
        std[name] = np.nanstd(train[name])
    for name in ["sex", "embarked"]:
        code[name] = {}
        for word in sorted(set(train[name])):
            code[name][str(word)] = len(code[name]) + 1

    def features(rows):
        out = []
        for name in ["age", "fare"]:
            gap = np.isnan(rows[name])
            out.append(np.where(gap, 0.0, (rows[name] - mean[name]) / std[name]))
            out.append(gap.astype("float32"))
        out.append(rows["pclass"])
        for name in ["sex", "embarked"]:
            out.append(np.array([code[name].get(str(word), 0) for word in rows[name]]))
        return np.array(out, dtype="float32").T

    return features


# %% task="faster" kind="wrong" breaks="It may be shuffled, with another order each time that it is gone through"
# believed: sixteen shards of a dataset are sixteen separate parts, also if each of them shuffles it anew
def speed_up(places, read, batch):
    porters = 16
    return (
        tf.data.Dataset.range(porters)
        .interleave(
            lambda porter: places.shard(porters, porter).map(read),
            cycle_length=porters,
            num_parallel_calls=porters,
        )
        .batch(batch)
        .prefetch(tf.data.AUTOTUNE)
    )
