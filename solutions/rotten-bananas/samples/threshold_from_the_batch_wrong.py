# /// sample
# task = "detect"
# diagnosis = "Your threshold moves with the very pictures that are asked about, so about the same share is flagged, however good or bad they are. It must stand before they come."
# ///

# %% task="detect"
detector, _, _ = train_on_good(bananas(2000, seed=1), 16, seed=0)


def is_rotten(images):
    errors = reconstruction_error(detector, images)
    return errors, errors > choose_threshold(errors, 0.05)
