"""What staff do in their group."""
