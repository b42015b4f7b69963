"""The trusted side: asks, compares, scores."""
