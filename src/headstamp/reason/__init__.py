"""Records and a shelf to findings. Pure: no clock, no disk, no network."""
