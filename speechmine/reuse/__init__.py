"""The reuse stage, pass 2: the texts of many speeches in; copies, shared passages and what is original out.

It looks across speeches at their words alone, so that it needs nothing of what was found in them: it imports the records, the
folded view and the errors. What makes frames and graphs of its tables stands in ``analyse/reuse``.
"""
