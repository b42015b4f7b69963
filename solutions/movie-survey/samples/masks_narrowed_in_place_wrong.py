# /// sample
# task = "funnel"
# diagnosis = "You narrow the masks in place. With `&=` the town itself is changed: afterwards fewer people come to the cinema."
# ///

# %% task="funnel"
def funnel(town):
    def share(answers):
        return answers.mean() if answers.size else np.nan
    goes, middle, tells = (np.require(town[name], requirements="W") for name in ("goes", "middle", "tells"))
    middle &= goes
    tells &= middle
    after = town["after"]
    return [share(after), *(share(after[kept]) for kept in (goes, middle, tells)), share(town["before"][tells])]
