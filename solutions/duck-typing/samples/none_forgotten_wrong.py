# /// sample
# task = "narrow"
# diagnosis = "You thought of a missing key and of a bad text; None or a list makes `float` raise a third kind of error, a TypeError."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, ValueError):
        return default
