"""How are dates, times and numbers written in each language?  Finland's habits in all three; Django's own are Sweden's and America's."""
