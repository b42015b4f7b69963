# /// sample
# task = "narrow"
# diagnosis = "You expect a `KeyError` and a `TypeError`. The two are easy to confuse with a third: a list is of the wrong type for `float`, but `\"unknown\"` is a text, which `float` does take; only its value is wrong, so it raises a `ValueError`."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, TypeError):
        return default
