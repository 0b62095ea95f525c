"""An optional voice: a language model words what the debtor says; all else stays with the model.

The only room that may use the network, and only in a practice call for which the user asked for it.
"""
