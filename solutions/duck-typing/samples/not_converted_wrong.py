# /// sample
# task = "narrow"
# diagnosis = "A text that is a number comes back as the same text. Asked for is what `float` makes of it, whatever kind of number stands in the mapping."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        float(mapping[key])
        return mapping[key]
    except (KeyError, ValueError, TypeError):
        return default
