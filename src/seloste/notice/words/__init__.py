"""Which sentences does the notice say by itself? Every one in Finnish, Swedish (as in Finland) and English, side by side.

Sentences only: what goes into them comes from the notice, and which of them is said is decided where clauses and pages are made.
"""
