# /// sample
# task = "detect"
# diagnosis = "You had rotten bananas among those that you trained on or chose the threshold from; then rot belongs to what the model can draw, and to the errors that it takes for normal."
# ///

# %% task="detect"
mixed = bananas(3000, seed=5, rot=np.where(np.arange(3000) % 2, 0, 1 + np.arange(3000) // 2 % 4))
detector, _, _ = train_on_good(mixed[:2000], 16, seed=0)
limit = choose_threshold(reconstruction_error(detector, mixed[2000:]), 0.05)


def is_rotten(images):
    errors = reconstruction_error(detector, images)
    return errors, errors > limit
