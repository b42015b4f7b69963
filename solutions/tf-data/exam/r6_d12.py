# %% task="list" kind="filler"
# what from-disk needs
def list_pictures(folder):
    kinds = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    pairs = [(str(p), label) for label, kind in enumerate(kinds) for p in kind.iterdir()
             if p.is_file() and p.name[0] != "." and p.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [p for p, _ in pairs], [label for _, label in pairs], [kind.name for kind in kinds]

# %% task="from-disk" kind="wrong" breaks="message holds the file's name, and no other file's."
# Gives the name as a web address would, with %20 for each space: `01 broken.png` is not in the message.
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def read(path):
        try:
            picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"cannot be decoded: {Path(path.decode()).absolute().as_uri()}")
        return tf.image.resize(picture, size).numpy() / np.float32(255)

    def load(path, label):
        return tf.ensure_shape(tf.numpy_function(read, [path], tf.float32), (*size, 3)), label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)

# %% task="faster" kind="wrong" breaks="float32 batches (batch, 4): each place read once, in any order."
# Each porter goes through `places` himself: where these are shuffled, each has another order, and places are lost.
def speed_up(places, read, batch):
    porters = 8

    def share(porter):
        return places.shard(porters, porter).map(read)

    rows = tf.data.Dataset.range(porters).interleave(share, cycle_length=porters, num_parallel_calls=porters)
    return rows.batch(batch).prefetch(2)

