"""A server of the Language Server Protocol: the checks of ``validate`` in an editor.

Needs pygls (``pip install crosspost[lsp]``). It writes no file and opens no connection: it speaks
to the editor over standard input and output, and the editor applies what the user chooses.
"""
