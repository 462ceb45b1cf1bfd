"""What does the law make us do with people's data? One room for each duty: its verbs act through the gate and return values.

A duty never reads another's tables and never touches register, ledger or vault: duties meet through events at the gate.
"""
