"""The subcommands of ``netzkaart``, one module for each thing people do."""
