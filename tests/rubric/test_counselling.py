"""Listening and empathy tell good counselling from bad, outside collections altogether.

The sessions were written for this test, after what coded sessions are known to differ in: share of
reflections, how little the counsellor takes the floor, and whether feelings are met.
"""

from __future__ import annotations

import pytest

from simcall.call.hearing import hear_transcript
from simcall.content.analyser import load_analyser
from simcall.content.transcripts import parse_recordings
from simcall.rubric.book import Rubric
from simcall.rubric.score import score_call

pytestmark = pytest.mark.slow

GOOD = [
    """Therapist: What brings you in today?
Client: My wife says I drink too much. I don't know, maybe she's right.
Therapist: Your wife is worried about the drinking, and part of you wonders if she has a point.
Client: Yeah. I had four beers last night and missed my daughter's recital.
Therapist: Missing the recital is sitting heavily with you.
Client: It is. She wouldn't look at me this morning.
Therapist: That hurt. What would you want her to see when she looks at you?
Client: A dad who shows up, I guess.
Therapist: Being a dad who shows up matters more to you than the beers do.
Client: It does. I just don't know how to get through the evenings.
Therapist: The evenings are the hard stretch. What made some of them go better?""",
    """Therapist: How have things been since we last met?
Client: Up and down. I quit smoking for six days and then I caved at work.
Therapist: Six days, and then something about work pulled you back.
Client: My boss chewed me out in front of everyone. I walked straight to the store.
Therapist: You felt humiliated, and the cigarette was the quickest way to calm down.
Client: Exactly. And then I felt like a failure.
Therapist: You're hard on yourself about one day, when six went the way you wanted.
Client: I hadn't looked at it like that.
Therapist: What got you through those six?
Client: Walking at lunch. My son was counting the days with me.
Therapist: Your son in your corner made a difference.""",
    """Counselor: Where would you like to start?
Client: The doctor says my sugar is out of control and I have to lose weight.
Counselor: You've been told you have to, and I wonder how that sits with you.
Client: I'm sick of being told. I know what I'm supposed to eat.
Counselor: It isn't information you're missing. You're tired of being lectured.
Client: Yes! I cook for four people, nobody wants salad.
Counselor: You're looking after everyone at that table, and there's little room left for you.
Client: I never thought about it, but yes.
Counselor: If there were room, what would you do first?
Client: Walk with my sister again. I miss that.
Counselor: Walking with your sister gave you more than exercise.""",
    """Therapist: Tell me what's been on your mind.
Client: I can't sleep since the layoff. I lie there doing sums.
Therapist: The nights have turned into sums that never come out.
Client: And I snap at the kids in the morning.
Therapist: You're worn out, and it spills onto the people you care about most.
Client: I hate that. My dad was like that.
Therapist: You promised yourself it would be different for them.
Client: I did. I don't want them scared of me.
Therapist: That promise is still there. What helps, even a little, in the mornings?
Client: If I get up before them and have coffee on the step.
Therapist: A quiet quarter of an hour before the day begins.""",
]
BAD = [
    """Therapist: So you drink. How much?
Client: A few beers. My wife complains about it.
Therapist: Well, you need to stop. Alcohol destroys the liver, right?
Client: I guess. I missed my daughter's recital.
Therapist: That's what happens. You have to think about your family, it's irresponsible.
Client: I do think about them.
Therapist: If you did you wouldn't drink. Go to meetings, every day, starting tonight.
Client: I work nights.
Therapist: That's an excuse. You need to make the time. Do you understand what I'm telling you?
Client: Sure.
Therapist: Good. I'll give you the leaflet, and you pour out everything in the house.""",
    """Therapist: Did you quit smoking like I told you?
Client: I managed six days. Then my boss yelled at me.
Therapist: So you failed. You have to try harder than that.
Client: It was a bad day.
Therapist: Everybody has bad days. Do you want lung cancer? Because that's where this is going.
Client: No, of course not.
Therapist: Then stop buying them. It's simple. Use the patch, and drink water instead.
Client: I tried the patch and it itched.
Therapist: You didn't try long enough. Use it properly and follow the instructions on the packet.
Client: Okay.
Therapist: I'll see you in two weeks and I expect to hear you've quit.""",
    """Counselor: Your doctor says you must lose thirty pounds. Are you following the diet?
Client: Not really. I cook for four people.
Counselor: You should be cooking healthy for all of them. It's not hard. Salad, chicken, no bread.
Client: They won't eat salad.
Counselor: Then they'll learn. You're the adult. Did you exercise this week?
Client: No, I was tired.
Counselor: You're tired because you're overweight. You have to walk thirty minutes every day.
Client: I used to walk with my sister.
Counselor: It doesn't matter who with. Thirty minutes. Do you want to go blind? Diabetes does that.
Client: No.
Counselor: Then do as I say and we'll weigh you next week.""",
    """Therapist: What's the problem?
Client: I can't sleep since I was laid off.
Therapist: Are you drinking coffee? You shouldn't drink coffee after noon.
Client: No. I lie there worrying about money.
Therapist: Worrying doesn't help. You should make a budget and apply for ten jobs a day.
Client: I've applied for fifty. I snap at my kids now.
Therapist: You can't do that. Children need stability, you'll damage them. Just count to ten.
Client: I hate that I do it.
Therapist: So stop. Here's what you're going to do. Bed at ten, no screens, up at six, gym.
Client: I can't afford a gym.
Therapist: Then run. There's always a reason not to with you people, isn't there?""",
]


def test_good_sessions_stand_above_bad_ones_in_listening_and_empathy(rubric: Rubric) -> None:
    analyser = load_analyser()

    def rate(text: str) -> float:
        call = parse_recordings(text, "session", "session")[0].transcript
        levels = score_call(hear_transcript(call, analyser), rubric).dimensions
        return (levels["listening"] or 0.0) + (levels["empathy"] or 0.0)

    good, bad = [rate(text) for text in GOOD], [rate(text) for text in BAD]
    wins = sum(g > b for g in good for b in bad) / (len(good) * len(bad))
    assert wins >= 0.88, (good, bad)
