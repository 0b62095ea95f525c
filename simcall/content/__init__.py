"""Reads and checks everything that authors write: personas, lenders, rules, scenarios.

A *kind* of content is one folder of YAML files (`place.KINDS`). For each kind there is a module
`simcall.content.<module>` (see the table) that the rest of this room finds by name; it has

- ``MODEL``: ``"package.module:Class"``, the pydantic model of one file, a subclass of
  `schemas.base.ContentFile`. It is a string so that pydantic is loaded only when a file has to be
  parsed: a file that was read before comes from the cache as plain data;
- ``find_problems(inspection)`` (optional): yields `problem.Finding(key path, message)` for what a
  model cannot see, such as cross references. `inspection.document.data` is the sound file,
  `inspection.shipped` tells whether the stricter rules for shipped content hold, and
  `inspection.is_own(key)` whether a key stands in this file or in one that it extends;
- ``CHECKS_PARTS = True`` (optional): `find_problems` also wants files that the model found broken;
  `inspection.document` is then None and `inspection.raw` is what was parsed. Sound blocks of it can
  be had with `validate.read_block`, so that every problem is reported at once;
- a builder, such as ``load_persona(name)``: takes `document.read_document(kind, name)`, whose
  ``data`` is the validated file as plain dicts with defaults filled in and `extends` merged, and
  returns the pure dataclass of a lower room. `Document.digest` covers the file and its bases.

To add a kind: one row in `place.KINDS`, one model, one module. `simcall check`, `simcall list`
and `simcall schema` then know it.
"""
