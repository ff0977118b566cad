"""Themes that recur across speeches: the model, its features, its names."""
