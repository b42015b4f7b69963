# /// sample
# task = "from-disk"
# diagnosis = "You leave out what cannot be decoded, and go on; one day half of the files are broken, and you train on the other half."
# ///

# %% task="from-disk"
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def load(path, label):
        image = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        return tf.image.resize(image, size) / 255.0, label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).ignore_errors().batch(batch)
