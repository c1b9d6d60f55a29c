"""How each field is chosen among its candidates: one file a field."""
