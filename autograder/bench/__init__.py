"""Measurements: what grading costs, compared with stock nbgrader and with the bare cells."""
