"""`python -m headstamp.cli`, for where the script is not on the path."""

from headstamp.cli.main import main

main()
