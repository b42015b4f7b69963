# /// sample
# task = "elsewhere"
# diagnosis = "You give back the recall: how many of the rotten ones ring. Asked was how many of those that ring are rotten."
# ///

# %% task="elsewhere"
def precision_elsewhere(recall, false_alarm_rate, share):
    return float(recall)
