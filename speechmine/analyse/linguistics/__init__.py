"""The corpus linguist's bench: mined tables in; keywords, collocations, dispersion, n-grams, concordances, cross tables out."""
