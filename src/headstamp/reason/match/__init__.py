"""Match: any party name, in any script, against every list, with its reasons."""
