"""The commands: each parses and prints, a plain function of the library works."""
