"""Runs the hidden checks against a worker, and turns their results into verdicts and points."""
