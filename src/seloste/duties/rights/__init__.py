"""How is a person's request opened, timed, decided and answered (Art. 12–22)?

The words of a request and of its answer lie in the register, behind the gate; this duty's own table holds ids, dates and states only.
"""
