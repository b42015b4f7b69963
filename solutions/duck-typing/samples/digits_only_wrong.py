# /// sample
# task = "narrow"
# diagnosis = "Some texts that `float` reads are no numbers for you: think of signs, points, exponents and blanks, and let `float` try, it knows the rules."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        return default
    if isinstance(value, str) and not value.replace(".", "", 1).isdigit():
        return default
    try:
        return float(value)
    except (TypeError, ValueError):
        return default
