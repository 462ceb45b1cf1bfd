"""How is a person's request opened, timed, decided and answered (Art. 12–22)?

The words of a request and of its answer lie in the register, behind the gate; this duty's own table holds ids, dates and states only.
The verbs are in `requests` (open, list, show, move) and `answering` (decide, answer, extend, reject); this page imports nothing, since
Django reads it before its models stand.
"""
