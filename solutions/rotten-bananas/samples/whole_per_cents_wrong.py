# /// sample
# task = "threshold"
# diagnosis = "You make whole per cents of the rate, so half a per cent becomes none at all. NumPy's quantiles take any share."
# ///

# %% task="threshold"
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate must lie between 0 and 1")
    percent = int(100 * false_alarm_rate)
    return float(np.percentile(errors_on_good, 100 - percent))
