"""One suite on fake and real alike, and the files against what they promise."""
