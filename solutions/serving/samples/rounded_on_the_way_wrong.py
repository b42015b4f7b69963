# /// sample
# task = "to-model"
# diagnosis = "The values became float32 before the mean was taken off, so their last digits differ from what training saw; compute in float64, and turn the result into float32 at the very end."
# ///

# %% task="to-model"
def to_rows(requests, middle, spread):
    def value(request, field):
        if field == "body_mass_g" and field not in request:
            return 1000 * request["body_mass_kg"]
        return request[field]

    values = [[value(request, field) for field in FIELDS] for request in requests]
    numbers = np.array(values, "float32").reshape(-1, len(FIELDS))
    return ((numbers - middle.astype("float32")) / spread.astype("float32")).astype("float32")
