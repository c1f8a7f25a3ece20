"""What is known, with sources: packs and the shelf they make."""
