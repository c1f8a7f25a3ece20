"""The command line: a thin shell that reads options, calls the layers below and prints through tell."""
