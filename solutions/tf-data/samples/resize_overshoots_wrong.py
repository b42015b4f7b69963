# /// sample
# task = "from-disk"
# diagnosis = "Your way of resizing sharpens: next to an edge it goes below black and above white. Clip what it gives, or take a way that only averages (bilinear, area)."
# ///

# %% task="from-disk"
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def decoded(path):
        return tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)

    for path in paths:
        try:
            decoded(path)
        except tf.errors.OpError as error:
            raise ValueError(f"no picture: {path}") from error

    def load(path, label):
        return tf.image.resize(decoded(path), size, method="bicubic") / 255.0, label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)
