"""The same reasoning over columns and files: lists opened once, files screened in batches, runs logged, decisions kept."""
