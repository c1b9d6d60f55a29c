"""Dates as pages write them: in attributes and data, and in words."""
