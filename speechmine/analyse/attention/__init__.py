"""Attention to issues: how much each gets, and how spread it is."""
