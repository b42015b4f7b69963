# /// sample
# task = "narrow"
# diagnosis = "Your `except` is wider than the three errors that you expect, so a bug in the mapping looks like a missing number; name those three and no family that holds more."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except Exception:
        return default
