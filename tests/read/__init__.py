"""Tests of the read stage; a package, so that they share the documents they make."""
