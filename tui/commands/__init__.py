"""One file per command of the command line; each holds `command`."""
