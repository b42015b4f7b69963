# /// sample
# task = "not-a-jpeg"
# diagnosis = "Your differences fit into 16 bits, but their squares do not: from 182 on they come out negative, and a bad picture seems a good one. Square numbers that are wide enough, floats say."
# ///

# %% task="not-a-jpeg"
def works_only_on_its_kind(autoencoder, own, other):
    errors = [reconstruction_error(autoencoder, kind).mean() for kind in (other, own)]
    return float(errors[0] / errors[1])


def smallest_jpeg(images, error):
    x = images.astype("int16")
    stored = [jpeg(images, quality) for quality in range(1, 96)]
    sizes = [size for size, back in stored if np.mean((back.astype("int16") - x) ** 2) / 255**2 <= error]
    return min(sizes, default=None)
