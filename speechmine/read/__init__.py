"""The read stage: PATHs in, decoded texts and one error for each input that could not be read out."""

from speechmine.read.inputs import Input, find_inputs
from speechmine.read.sources import read_input, read_sources

__all__ = ["Input", "find_inputs", "read_input", "read_sources"]
