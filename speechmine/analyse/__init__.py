"""The analyse stage: mined tables in; DataFrames, graphs and estimators out.

Analyses are siblings: what two of them need is a column, or stands in ``count``. They read no texts to find anything anew,
write no files and show nothing. They import ``count``, the stages to its left and what all stages share.
"""
