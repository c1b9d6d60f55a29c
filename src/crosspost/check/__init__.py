"""The originals of existing posts: still there, moved, gone, changed since.

``posts`` finds what is to be checked, ``original`` asks for a page, ``compare`` compares it with
its post, ``store`` keeps the results from run to run, and ``run`` does all of it, politely.
"""
