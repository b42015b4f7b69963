# /// sample
# task = "elsewhere"
# diagnosis = "You subtract the rate of false alarms from 1; that is the share of good ones at which it is silent, and says nothing of how many good ones there are."
# ///

# %% task="elsewhere"
def precision_elsewhere(recall, false_alarm_rate, share):
    return float(1 - false_alarm_rate)
