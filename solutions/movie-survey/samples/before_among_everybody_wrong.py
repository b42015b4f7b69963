# /// sample
# task = "funnel"
# diagnosis = "For the last share you ask the whole town before the film. John could only ask those who were left."
# ///

# %% task="funnel"
def funnel(town):
    def share(answers):
        return answers.mean() if answers.size else np.nan
    after, before, goes = town["after"], town["before"], town["goes"]
    middle = goes & town["middle"]
    tells = middle & town["tells"]
    return [share(after), share(after[goes]), share(after[middle]), share(after[tells]), share(before)]
