"""Page objects: where things stand on a page; they act and never assert."""
