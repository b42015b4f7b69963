# %% task="list" kind="filler"
# what from-disk needs
def list_pictures(folder):
    kinds = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    pairs = [(str(p), label) for label, kind in enumerate(kinds) for p in kind.iterdir()
             if p.is_file() and p.name[0] != "." and p.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [p for p, _ in pairs], [label for _, label in pairs], [kind.name for kind in kinds]

# %% task="from-disk" kind="wrong" breaks="that size: nothing is cut off, no border is added."
# Cuts the largest piece of the wanted proportions out of the middle before resizing, so that rings stay round.
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def middle(picture):
        height, width = picture.shape[:2]
        new_height = max(1, min(height, round(width * size[0] / size[1])))
        new_width = max(1, min(width, round(height * size[1] / size[0])))
        top, left = (height - new_height) // 2, (width - new_width) // 2
        return picture[top:top + new_height, left:left + new_width]

    def read(path):
        try:
            picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        except Exception as error:
            raise ValueError(f"{path.decode()} cannot be decoded: {error}")
        return tf.image.resize(middle(picture.numpy()), size).numpy() / np.float32(255)

    def load(path, label):
        return tf.ensure_shape(tf.numpy_function(read, [path], tf.float32), (*size, 3)), label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)

# %% task="order" kind="wrong" breaks="is gone through. All batches but the last are full; the last holds what is left."
# The validation drops what does not fill a batch.
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    ds = ds.shuffle(len(ds)).map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    ds = ds.map(lambda path, label: (decode(path), label))
    return ds.batch(batch, drop_remainder=len(ds) > batch).prefetch(1)

# %% task="tabular" kind="wrong" breaks="pclass: 1, 2, 3 differ, as a number or as columns. A 4 may look like anything that is finite."
# Looks the class up in a table of three rows: for a 4 there is an IndexError.
def feature_model(train):
    stats = {}
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
        stats[name] = known.mean(), known.std()
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        columns = []
        for name, (mean, std) in stats.items():
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns += [np.where(missing, 0, (value - mean) / std), missing]
        for name, known in words.items():
            asked = [str(word) for word in rows[name]]
            columns += [[word == one for word in asked] for one in known]
        columns += list(np.eye(3)[np.asarray(rows["pclass"]) - 1].T)
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features

