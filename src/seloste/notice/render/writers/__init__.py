"""How does a document look in each format? One writer a format; each reads the tree and nothing else, and no text becomes markup."""
