# /// sample
# task = "narrow"
# diagnosis = "Even a KeyboardInterrupt gives the default, so nobody can stop the program while it reads. A bare `except:` swallows every error, and so does a `return` in `finally`; catch the three that you expect."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except:
        return default
