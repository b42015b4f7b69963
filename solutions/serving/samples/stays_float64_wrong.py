# /// sample
# task = "to-model"
# diagnosis = "The rows are float64, but the cook was trained with float32; turn them into float32 last."
# ///

# %% task="to-model"
def to_rows(requests, middle, spread):
    def value(request, field):
        if field == "body_mass_g" and field not in request:
            return 1000 * request["body_mass_kg"]
        return request[field]

    values = [[value(request, field) for field in FIELDS] for request in requests]
    numbers = np.array(values, "float64").reshape(-1, len(FIELDS))
    return ((numbers - middle) / spread)
