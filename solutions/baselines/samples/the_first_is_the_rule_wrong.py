# /// sample
# task = "scoreboard"
# diagnosis = "Your skill compares with another forecast than \"as yesterday\": where it was tried, with the first forecast of the dict. The rule has a name, and it may stand anywhere."
# ///

# %% task="scoreboard"
def scoreboard(forecasts, y):
    if not forecasts:
        raise ValueError("empty")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("lengths")
    errors = {name: np.abs(np.asarray(p, float) - y) for name, p in forecasts.items()}
    rows = np.all([~np.isnan(e) for e in errors.values()], axis=0)
    if not rows.any():
        raise ValueError("no common row")
    maes = {name: float(e[rows].mean()) for name, e in errors.items()}
    rule = next(iter(maes.values()))
    board = [(name, mae, float(1 - mae / rule)) for name, mae in maes.items()]
    return sorted(board, key=lambda row: row[1])
