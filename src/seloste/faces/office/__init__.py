"""What does the privacy officer see?  Whether our promises hold, what falls and when, what happened, and who waits for an answer.

Counts, dates and kinds; never a person's data. Opening a person is the desk's business, within a purpose.
"""
