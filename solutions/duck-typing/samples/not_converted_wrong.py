# /// sample
# task = "narrow"
# diagnosis = "You hand back the value as it stands in the mapping; asked for is a float, whatever kind of number was written there."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        float(mapping[key])
        return mapping[key]
    except (KeyError, ValueError, TypeError):
        return default
