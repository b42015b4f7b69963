# /// sample
# task = "narrow"
# diagnosis = "For a text that is no number, such as \"unknown\", `float` raises a `ValueError`, and your answer lets one travel on. A list has the wrong type, which is a `TypeError`; a text has the right type, and only its value is wrong."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, TypeError):
        return default
