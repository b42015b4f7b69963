# %% task="list" kind="filler"
# what from-disk needs
def list_pictures(folder):
    kinds = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    pairs = [(str(p), label) for label, kind in enumerate(kinds) for p in kind.iterdir()
             if p.is_file() and p.name[0] != "." and p.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [p for p, _ in pairs], [label for _, label in pairs], [kind.name for kind in kinds]

# %% task="from-disk" kind="wrong" breaks="It can be gone through again and again."
# One generator is made, and handed over: it is used up after the first time.
def image_dataset(folder, size, batch):
    def rows():
        paths, labels, _ = list_pictures(folder)
        for path, label in zip(paths, labels):
            try:
                picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
            except Exception as error:
                raise ValueError(f"{path} cannot be decoded: {error}")
            yield tf.image.resize(picture, size) / 255, label

    all_rows = rows()
    signature = (tf.TensorSpec((*size, 3), tf.float32), tf.TensorSpec((), tf.int64))
    return tf.data.Dataset.from_generator(lambda: all_rows, output_signature=signature).batch(batch)

# %% task="order" kind="wrong" breaks="Each picture is decoded once, in the first epoch."
# Keeps the paths in the larder, and decodes behind it, in every epoch.
def train_pipeline(ds, decode, augment, batch):
    ds = ds.cache().shuffle(len(ds))
    ds = ds.map(lambda path, label: (augment(decode(path)), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

