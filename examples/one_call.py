"""One call from Python: what was said, what was felt, what came of it."""

from simcall.call.session import Call
from simcall.content.analyser import load_analyser
from simcall.content.calls import load_call

LINES = [
    "Good morning, this is Chen from Greenfield. Am I speaking with Hannah Cole?",
    "Your Flex bill is twelve days overdue. What has been happening?",
    "Losing the whole team, and the money they owe you not coming - that is a lot to carry.",
    "I can offer fifteen more days, or six monthly instalments. Which one would you like?",
]

call = Call(load_call("anxious_first_call"), seed=7, language="en", analyser=load_analyser("lean"))
print("Debtor:", call.begin().reply.text)
for line in LINES:
    result = call.hear(line)
    print("You:   ", line)
    print("Debtor:", result.reply.text)
    strongest = max(result.terms, key=lambda term: abs(term.change))
    print("        ", strongest.explain("en"))
print({name: round(value, 2) for name, value in call.feelings.items()})
