"""Trying site config with its test pages: is each body found, and has it the texts it must have?"""
