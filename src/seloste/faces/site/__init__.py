"""What may anyone see?  The privacy notice at an address that stays, earlier versions at dated addresses, and how to report a hole.

No sign-in, no cookie, no script that the notice would have to tell about.
"""
