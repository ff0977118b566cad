"""Slogans (提法): known ones, and those found by their form."""
