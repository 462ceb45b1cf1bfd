"""Django's SQLite, made to keep its promises: a database engine that won't start unless every PRAGMA really took."""
