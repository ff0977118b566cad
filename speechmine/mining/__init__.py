"""Mining: texts or paths in, the tables out, in two passes.

Pass 1 is a pure function of one document and the codebooks, spread over processes and written as it comes. Pass 2 looks
across the speeches: which are copies of one another, which passages they share. Only the commands and the report stand to the
right of this package.
"""

from speechmine.mining.corpora import read_corpus
from speechmine.mining.miner import load_or_mine, mine, mine_paths
from speechmine.mining.options import MiningOptions

__all__ = ["MiningOptions", "load_or_mine", "mine", "mine_paths", "read_corpus"]
