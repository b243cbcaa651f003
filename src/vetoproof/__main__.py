"""`python -m vetoproof` is the command line."""

from vetoproof.cli import main

main()
