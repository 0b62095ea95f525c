"""The same person, the same luck, two sentences: what would have come of each?"""

from simcall.call.session import Call
from simcall.content.analyser import load_analyser
from simcall.content.calls import load_call

OPENING = "Hello, this is Chen from Greenfield. Am I speaking with Craig Hollis?"
KIND = "I am sorry about the call to your workplace. It should not have happened."
COLD = "That was the agency, not us. You need to pay today, whatever they did."


def play(sentence: str) -> None:
    """Say one sentence after the opening, under the same seed, and print what it led to."""
    scenario = load_call("hostile_after_harassment")
    call = Call(scenario, seed=3, language="en", analyser=load_analyser("lean"))
    call.begin()
    call.hear(OPENING)
    result = call.hear(sentence)
    print(sentence)
    print("  ->", result.reply.text)
    print(
        "  anger {anger:.2f}, reactance {reactance:.2f}, trust {trust:.2f}".format(**call.feelings)
    )


play(KIND)
play(COLD)
