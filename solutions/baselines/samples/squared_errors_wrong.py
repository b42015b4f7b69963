# /// sample
# task = "scoreboard"
# diagnosis = "You averaged squared errors. The mean absolute error is asked for."
# ///

# %% task="scoreboard"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("no rule")
    if any(len(p) != len(y) for p in forecasts.values()):
        raise ValueError("lengths")
    errors = {name: np.abs(np.asarray(p, float) - y) for name, p in forecasts.items()}
    rows = np.all([~np.isnan(e) for e in errors.values()], axis=0)
    if not rows.any():
        raise ValueError("no common row")
    maes = {name: float((e[rows] ** 2).mean()) for name, e in errors.items()}
    rule = maes["as yesterday"]
    board = [(name, mae, float(1 - mae / rule)) for name, mae in maes.items()]
    return sorted(board, key=lambda row: row[1])
