"""The counting stage: mined tables in; which rows count, and how often what is used, out.

What counts once - copies of a speech, passages that several speeches share - is decided here and nowhere else, once for a corpus.
Every number across speeches is a selection of ``use_frame`` or a group-by of it. It imports the tables, the codebooks, the folded
view, the errors and the rule of ``reuse/independence``; analyses, figures, pages and commands take their numbers from it.
The bootstrap over speeches stands here, too, since what is validated and what is analysed share it.
"""
