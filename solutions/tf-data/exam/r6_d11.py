# %% task="list" kind="filler"
# what from-disk needs
def list_pictures(folder):
    kinds = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    pairs = [(str(p), label) for label, kind in enumerate(kinds) for p in kind.iterdir()
             if p.is_file() and p.name[0] != "." and p.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [p for p, _ in pairs], [label for _, label in pairs], [kind.name for kind in kinds]

# %% task="from-disk" kind="wrong" breaks="message holds the file's name, and no other file's."
# Looks at the first bytes only: a file that begins well and breaks off later raises an error without a name.
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    for path in paths:
        with open(path, "rb") as file:
            first = file.read(8)
        if first != b"\x89PNG\r\n\x1a\n" and first[:3] != b"\xff\xd8\xff":
            raise ValueError(f"{path} is no picture")

    def load(path, label):
        picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        return tf.image.resize(picture, size) / 255, label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)

# %% task="faster" kind="wrong" breaks="100 batches ahead, or earlier."
# Shuffles in a buffer of a thousand rows: with small batches it reads hundreds of batches before the first is given.
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=16, deterministic=False)
    return rows.shuffle(1000).batch(batch).prefetch(2)

