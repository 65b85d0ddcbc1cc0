"""Pages made on the server: templates and the words on them."""
