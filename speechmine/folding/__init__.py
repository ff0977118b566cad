"""The one folded view of a text that every matcher works on: characters, left-out marks and blanks, joined lines."""

from speechmine.folding.characters import fold, fold_each
from speechmine.folding.view import Folded, folded_view, wording

__all__ = ["Folded", "fold", "fold_each", "folded_view", "wording"]
