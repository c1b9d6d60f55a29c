"""Run the test pages of site config files: is the body found, with the texts it must contain?"""
