# /// sample
# task = "funnel"
# diagnosis = "You ask before the film where the truth is wanted, and after it at the end. The first four shares are of what people would say after it."
# ///

# %% task="funnel"
def funnel(town):
    def share(answers):
        return answers.mean() if answers.size else np.nan
    after, before, goes = town["after"], town["before"], town["goes"]
    middle = goes & town["middle"]
    tells = middle & town["tells"]
    return [share(before), share(before[goes]), share(before[middle]), share(before[tells]), share(after[tells])]
