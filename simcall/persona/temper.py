"""From a persona's temper to the flat vector that the kernels read.

The appraisal table says what each cause does to each feeling before the persona's gains. Sources:
guidance rows A7 to A13 and D1 to D5 for the directions; the sizes are our own starting values,
tuned against the calibration suite.
"""

from __future__ import annotations

from collections.abc import Mapping

from simcall.common.errors import ContentError, did_you_mean
from simcall.persona import shape
from simcall.persona.shape import FEELING_NAMES, FEELINGS, PERSONA_SIZE
from simcall.speech.acts import ACTS

CONTEXT_CAUSES = (
    "choice_given",
    "neutral_consequence",
    "warm_then_cold",
    "early_detail",
    "early_offer",
    "ignored_risk",
)
CAUSE_NAMES = (
    *ACTS,
    *CONTEXT_CAUSES,
    "decay",
    "drift",
    "limit",
    "waiting",
    "memory",
    "temper",
    "tone",
    "probing",
    "leak",
    "handover",
    "hold",
    "setting",
)

# columns: anger, anxiety, shame, reactance, trust, despair
APPRAISAL: dict[str, tuple[float, float, float, float, float, float]] = {
    "greet": (-0.01, -0.01, 0.0, -0.01, 0.01, 0.0),
    "introduce": (-0.01, -0.01, 0.0, -0.01, 0.02, 0.0),
    "verify": (0.005, 0.01, 0.0, 0.01, 0.0, 0.0),
    "purpose": (0.02, 0.05, 0.04, 0.03, -0.01, 0.01),
    "ask_open": (-0.02, 0.0, 0.0, -0.03, 0.04, -0.01),
    "ask_closed": (0.008, 0.01, 0.012, 0.015, -0.005, 0.0),
    "reflect": (-0.12, -0.11, -0.08, -0.10, 0.10, -0.09),
    "summarise": (-0.03, -0.05, -0.02, -0.03, 0.05, -0.02),
    "empathise": (-0.14, -0.13, -0.14, -0.10, 0.12, -0.11),
    "affirm": (-0.05, -0.08, -0.12, -0.05, 0.08, -0.10),
    "apologise": (-0.14, -0.03, -0.02, -0.10, 0.08, -0.01),
    "inform": (0.0, -0.02, 0.0, 0.01, 0.01, 0.0),
    "rights": (-0.05, -0.06, -0.02, -0.10, 0.07, -0.04),
    "offer": (-0.05, -0.10, -0.04, -0.12, 0.06, -0.08),
    "commit": (0.02, 0.03, 0.01, 0.05, -0.01, 0.0),
    "refer": (-0.03, -0.05, -0.02, -0.06, 0.05, -0.10),
    "close": (-0.02, -0.03, -0.01, -0.03, 0.02, 0.0),
    "threat": (0.12, 0.13, 0.06, 0.14, -0.1, 0.07),
    "credit_scare": (0.06, 0.11, 0.07, 0.1, -0.07, 0.06),
    "attack": (0.17, 0.06, 0.15, 0.14, -0.15, 0.09),
    "dismiss": (0.08, 0.03, 0.04, 0.08, -0.07, 0.04),
    "pressure": (0.05, 0.05, 0.04, 0.06, -0.035, 0.03),
    "rigid": (0.06, 0.05, 0.02, 0.07, -0.05, 0.05),
    "disclose": (0.12, 0.12, 0.13, 0.12, -0.12, 0.08),
    "deceive": (0.05, 0.06, 0.01, 0.06, -0.07, 0.02),
    "other": (0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    "choice_given": (-0.05, -0.05, -0.03, -0.18, 0.06, -0.05),
    "neutral_consequence": (0.04, 0.06, 0.02, 0.05, -0.01, 0.02),
    "warm_then_cold": (0.10, 0.03, 0.03, 0.10, -0.10, 0.03),
    "early_detail": (0.04, 0.08, 0.08, 0.06, -0.08, 0.0),
    "early_offer": (0.01, 0.02, 0.0, 0.05, -0.03, 0.0),
    "ignored_risk": (0.06, 0.08, 0.05, 0.05, -0.15, 0.20),
}

SCALARS: dict[str, int] = {
    "will": shape.WILL,
    "hang_up": shape.HANGUP,
    "complain": shape.COMPLAIN,
    "escalate": shape.ESCALATE,
    "evasion": shape.EVASION,
    "risk_at": shape.RISK_AT,
    "suspicion": shape.SUSPICION,
    "legalism": shape.LEGALISM,
    "payday": shape.PAYDAY,
    "probing": shape.PROBING,
    "pick_up": shape.PICKUP,
    "receptive": shape.RECEPTIVE,
    "forgets": shape.FORGETS,
}
SCALAR_DEFAULTS: dict[str, float] = {
    "will": 0.6,
    "evasion": 0.3,
    "risk_at": 2.0,
    "suspicion": 0.3,
    "legalism": 0.1,
    "payday": 10.0,
    "forgets": 0.3,
}


def find_gain(gains: Mapping[str, float], cause: str, feeling: str) -> float:
    """Return the gain: the most specific of cause.feeling, cause, feeling; 1 without any."""
    for key in (f"{cause}.{feeling}", cause, feeling):
        if key in gains:
            return gains[key]
    return 1.0


def check_gain_name(key: str) -> None:
    """Raise ContentError when a gain names no known cause or feeling."""
    known = [*APPRAISAL, *FEELING_NAMES]
    cause, _, feeling = key.partition(".")
    if key in known or (cause in APPRAISAL and feeling in FEELING_NAMES):
        return
    raise ContentError(f"unknown gain '{key}'{did_you_mean(cause, known)}")


def build_vector(
    baselines: Mapping[str, float],
    gains: Mapping[str, float],
    thresholds: tuple[float, float, float],
    scalars: Mapping[str, float],
    role: int = shape.ROLE_DEBTOR,
    disputes: bool = False,
    insolvent: bool = False,
) -> list[float]:
    """Return the persona vector of PERSONA_SIZE doubles.

    baselines: each feeling in [0, 1]. gains: by feeling, cause or `cause.feeling`; a negative gain
    turns the effect around (an ashamed person dislikes open questions). thresholds: trust needed
    for the three layers of disclosure. scalars: see SCALARS.
    """
    out = [0.0] * PERSONA_SIZE
    for place, feeling in enumerate(FEELING_NAMES):
        out[shape.BASE + place] = float(baselines.get(feeling, 0.0))
    for row, cause in enumerate((*ACTS, *CONTEXT_CAUSES)):
        for place, feeling in enumerate(FEELING_NAMES):
            gain = find_gain(gains, cause, feeling)
            out[shape.WEIGHT + row * FEELINGS + place] = APPRAISAL[cause][place] * gain
    for place, threshold in enumerate(thresholds):
        out[shape.TAU + place] = threshold
    for name, index in SCALARS.items():
        out[index] = float(scalars.get(name, SCALAR_DEFAULTS.get(name, 0.0)))
    out[shape.ROLE] = float(role)
    out[shape.DISPUTES] = 1.0 if disputes else 0.0
    out[shape.INSOLVENT] = 1.0 if insolvent else 0.0
    return out
