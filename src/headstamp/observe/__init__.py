"""From bytes and text to records: what was seen, exactly as it was seen."""
