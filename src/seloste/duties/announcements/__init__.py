"""How do people hear that the notice changes, before it does (Art. 12, 13(3), WP260)?

A notice in force promises by which channels and how long before; this duty writes down what was told where and when, and lets a
material change be published only after that. Verbs: `telling.announce`, `telling.coming`, `planning.plan`, `publishing.publish`. It holds
no person's data. This page imports nothing, since Django reads it before its models stand.
"""
