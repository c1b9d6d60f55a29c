"""Names of people: how pages write them, and what is not a name."""
