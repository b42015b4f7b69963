# /// sample
# task = "threshold"
# diagnosis = "You sort the errors where they lie. They are the caller's: after your call they no longer belong to their pictures. `np.sort` gives a sorted copy."
# ///

# %% task="threshold"
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate must lie between 0 and 1")
    errors_on_good.sort()
    place = round((1 - false_alarm_rate) * len(errors_on_good))
    return float(errors_on_good[min(place, len(errors_on_good) - 1)])
