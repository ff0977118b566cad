"""Turn Chinese official speeches into a research dataset."""
