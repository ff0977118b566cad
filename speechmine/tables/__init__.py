"""The tables that speechmine puts out: their columns, their rows, their files."""
