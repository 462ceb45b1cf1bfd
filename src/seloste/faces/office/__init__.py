"""What does the privacy officer see?  Whether our promises hold, what falls and when, what happened, who waits for an answer,
and whether those who work with the data are ready for it.

Counts, dates and kinds; never a person's data. Opening a person is the desk's business, within a purpose.
"""
