"""Text reuse: copies of speeches, shared passages, and what is new."""
