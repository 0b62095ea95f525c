"""The pydantic models of content files. Loaded only when a file has to be parsed or checked."""
