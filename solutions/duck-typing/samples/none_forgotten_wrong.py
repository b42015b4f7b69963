# /// sample
# task = "narrow"
# diagnosis = "For a value of a type that gives no number, such as None or a list, `float` raises a third kind of error, a TypeError. Your answer lets one travel on."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, ValueError):
        return default
