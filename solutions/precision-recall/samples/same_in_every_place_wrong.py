# /// sample
# task = "elsewhere"
# diagnosis = "You give the precision of a place where half of the bananas are rotten, wherever the machine stands."
# ///

# %% task="elsewhere"
def precision_elsewhere(recall, false_alarm_rate, share):
    return recall / (recall + false_alarm_rate) if recall + false_alarm_rate else float("nan")
