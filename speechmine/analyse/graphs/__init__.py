"""Co-occurrence graphs: incidence, association, edges."""
