"""The exit codes of every command, and whose process it runs in."""

OK = 0
FAILED = 1
USAGE = 2
INTERRUPTED = 130

# The object of a command's context where the process is the command's own and may be copied.
OWN_PROCESS = object()
