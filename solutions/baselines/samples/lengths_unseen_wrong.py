# /// sample
# task = "scoreboard"
# diagnosis = "An array of one row is stretched to all rows by NumPy, without a word. Nobody made that forecast."
# ///

# %% task="scoreboard"
def scoreboard(forecasts, y):
    if "as yesterday" not in forecasts:
        raise ValueError("no rule")
    y = np.asarray(y)
    errors = {name: np.abs(np.asarray(p, float) - y) for name, p in forecasts.items()}
    rows = np.all(np.broadcast_arrays(*[~np.isnan(e) for e in errors.values()]), axis=0)
    if not rows.any():
        raise ValueError("no common row")
    maes = {name: float(np.broadcast_to(e, rows.shape)[rows].mean()) for name, e in errors.items()}
    rule = maes["as yesterday"]
    board = [(name, mae, float(1 - mae / rule)) for name, mae in maes.items()]
    return sorted(board, key=lambda row: row[1])
