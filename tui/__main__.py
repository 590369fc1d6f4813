"""`python -m tui` is `gouji`."""

from tui.cli import main

main()
