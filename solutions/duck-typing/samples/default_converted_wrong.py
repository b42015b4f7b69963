# /// sample
# task = "narrow"
# diagnosis = "You send the default through `float` as well; it is the caller's, who may well want None or a text back."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        value = default
    try:
        return float(value)
    except ValueError:
        return default
    except TypeError:
        if value is default:
            raise
        return default
