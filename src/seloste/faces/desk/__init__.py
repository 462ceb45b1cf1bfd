"""What does a member of staff see of a person, and what may they write down?  One purpose at a time, through the gate.

The desk never asks for more than the chosen purpose opens, never puts a name or an address of a person in a URL, and shows the rest as
locked rows that say who may open them.
"""
