# /// sample
# task = "elsewhere"
# diagnosis = "Your precision is that of a place where half of the bananas are rotten, though another share of them is rotten there."
# ///

# %% task="elsewhere"
def precision_elsewhere(recall, false_alarm_rate, share):
    return recall / (recall + false_alarm_rate) if recall + false_alarm_rate else float("nan")
