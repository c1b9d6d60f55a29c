"""``python -m crosspost`` is the ``crosspost`` command."""

from crosspost.cli import main

if __name__ == "__main__":
    main()
