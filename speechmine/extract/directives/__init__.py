"""Directives: who must do what, under what conditions, or else what, coded by Institutional Grammar 2.0."""
