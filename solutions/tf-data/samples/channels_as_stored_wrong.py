# /// sample
# task = "from-disk"
# diagnosis = "You take as many channels as the file has: 1 for grey, 4 with transparency, and these do not fit into one batch with 3; ask the decoder for 3."
# ///

# %% task="from-disk"
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    for path in paths:
        try:
            tf.io.decode_image(tf.io.read_file(path))
        except Exception:
            raise ValueError(f"{path} is no picture")

    def load(path, label):
        image = tf.io.decode_image(tf.io.read_file(path), expand_animations=False)
        image = tf.image.resize(image, size) / 255.0
        return image, label

    ds = tf.data.Dataset.from_tensor_slices((paths, labels))
    return ds.map(load).batch(batch)
