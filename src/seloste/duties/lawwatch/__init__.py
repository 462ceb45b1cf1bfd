"""Which rows of law do our notices lean on, and has one changed since somebody looked (Art. 24)?

The law is data; a row that changes, ends or is replaced opens a review task that names the notice and the places it touches. Verbs:
`watching.review`, `watching.reviewed`, `watching.note`. Holds no person's data. This page imports nothing, since Django reads it first.
"""
