"""The command `lausunto` as a module."""

from assistant.cli import main

if __name__ == "__main__":
    main()
