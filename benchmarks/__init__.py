"""Measurements: two things compared in one run, as ratios. The last results stand in RESULTS.md."""
