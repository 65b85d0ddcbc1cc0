"""Where the assets are kept: the cluster, its tables, the journal's SQL."""
