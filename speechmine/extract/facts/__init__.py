"""Facts: figures, events and documents that a speech states."""
