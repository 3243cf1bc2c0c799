"""A run of the linter over many drafts: what is remembered, what is shared among processes."""
