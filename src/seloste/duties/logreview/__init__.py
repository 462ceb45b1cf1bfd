"""Is the access log gone through as promised (Art. 32, 5(2))?  What stands out in it, what somebody made of that, and who signed when.

Rules look at counts only: who looked, when, how often; never at whom or what. Verbs: `reviewing.begin`, `settle`, `sign`. This page imports
nothing, since Django reads it first.
"""
