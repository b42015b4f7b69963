# /// sample
# task = "narrow"
# diagnosis = "A ZeroDivisionError or an AttributeError gives the default, so a bug in the mapping looks like a missing number. Catch the three errors that you expect, and no family that holds more."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except Exception:
        return default
