"""The register: what we hold. Subjects, their matters and events, the grounds that follow, folders with their keys, and ciphertext.

It answers nothing to anyone but the gate, decides nothing, and knows no field of any firm.
"""
