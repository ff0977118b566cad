"""Text reuse as frames and graphs: mined tables in; pairs of speeches, families, travels and what is new out."""
