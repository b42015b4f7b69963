# /// sample
# task = "detect"
# diagnosis = "You look for an odd code. But the encoder has only learnt to say what good bananas differ in; rot does not get through it, so the code of a rotten banana looks like a good one's. What betrays it is what the decoder fails to draw."
# ///

# %% task="detect"
_, to_code, _ = train_on_good(bananas(2000, seed=101), 16, seed=0)


def codes(images):
    return to_code.predict(images.astype("float32") / 255, verbose=0).astype("float64")


usual = codes(bananas(2000, seed=101))
centre, precision = usual.mean(axis=0), np.linalg.inv(np.cov(usual.T))


def oddness(images):
    away = codes(images) - centre
    return np.sqrt(np.einsum("ij,jk,ik->i", away, precision, away))


line = choose_threshold(oddness(bananas(1000, seed=102)), 0.05)


def is_rotten(images):
    errors = oddness(images)
    return errors, errors > line
