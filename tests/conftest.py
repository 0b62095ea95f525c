"""What takes the compiler, or minutes, runs with the slow tests.

A cold compile inside one long pytest process still fails at times (it works from the command line
and in a process of its own); until that is mended these tests must not hide what the others say.
"""

import pytest

SLOW = (
    "tests/floor/test_calendar", "tests/floor/test_check", "tests/floor/test_clocks",
    "tests/floor/test_command", "tests/floor/test_compiler", "tests/floor/test_laws",
    "tests/floor/test_queue", "tests/lab/test_floor_model", "tests/lab/test_whatif_command",
    "test_compiled_calls_are", "test_a_script_read_regardless", "test_sentences_keep_the_order",
    "tests/lab/test_calibration", "tests/rubric/test_counselling", "test_a_perfect_script_fails",
)  # fmt: skip


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them before the default selection looks at the marks."""
    for item in items:
        if any(part in item.nodeid for part in SLOW):
            item.add_marker(pytest.mark.slow)
