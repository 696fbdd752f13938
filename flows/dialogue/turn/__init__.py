"""A turn of a case: what happened, in; the case, its screen and the effects, out."""
