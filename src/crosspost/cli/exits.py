"""The exit codes of every command, and the mark of a process that may be forked."""

OK = 0
FAILED = 1
USAGE = 2
INCOMPLETE = 3  # with --strict: parts of an article are not in its post, and nothing else failed
INTERRUPTED = 130

# The context's ``obj`` if the process runs the command only, and may be forked.
OWN_PROCESS = object()
