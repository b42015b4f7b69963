# %% task="list" kind="filler"
# what image_dataset of this file needs
def list_pictures(folder):
    names = sorted(p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted(Path(folder, name).iterdir()):
            picture = path.name.lower().endswith((".png", ".jpg", ".jpeg")) and not path.name.startswith(".")
            if picture and path.is_file():
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names

# %% task="from-disk" kind="wrong" breaks="A file that cannot be decoded raises an error (of any kind)."
# a warning that names the file, and a black picture in its place
def image_dataset(folder, size, batch):
    import warnings

    paths, labels, _ = list_pictures(folder)
    pictures = []
    for path in paths:
        try:
            stored = tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
            picture = np.clip(tf.image.resize(stored, size).numpy() / 255, 0, 1)
        except Exception:
            warnings.warn(f"cannot decode {path}")
            picture = np.zeros((*size, 3))
        pictures.append(picture.astype("float32"))
    return tf.data.Dataset.from_tensor_slices((np.stack(pictures), labels)).batch(batch)

# %% task="order" kind="wrong" breaks="Each picture is decoded once, in the first epoch. Nothing is decoded before that begins."
# the first picture is decoded when the pipeline is made, to learn its shape, and then once more
def train_pipeline(ds, decode, augment, batch):
    first, _ = next(iter(ds.map(lambda path, label: (decode(path), label))))
    ds = ds.map(lambda path, label: (tf.ensure_shape(decode(path), first.shape), label)).cache()
    ds = ds.shuffle(len(ds)).map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)
