"""How do our pages look and behave?  The design system: tokens, components, the frame of a page, forms, dates and words for the eye.

It knows no register, no purpose's meaning and no person; the other faces fill it. Everything works without JavaScript.
"""
