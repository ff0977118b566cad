"""The report stage: frames and graphs in; figures, pages, files and what stands on a terminal out.

It formats and counts nothing: whatever number it shows, a frame has. Words come in English and Chinese from
``data/locale``. It may import every stage but the commands.
"""
