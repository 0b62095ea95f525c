"""The commands floor, queue and erlang: stable JSON, one-line errors."""

import json

import pytest

from simcall.cli.main import run

FIGURES = (
    "dials connect_rate rpc_rate ptp_rate kept_rate collected liquidation aht occupancy asa "
    "service_level abandon_rate complaints_per_1000_talks violations distress"
).split()


def call(capsys, *arguments):
    code = run(list(arguments))
    found = capsys.readouterr()
    return code, found.out, found.err


def test_floor_prints_every_figure_with_its_interval(capsys):
    code, out, _ = call(capsys, "floor", "demo", "--reps", "4", "--seed", "7", "--json")
    assert code == 0
    data = json.loads(out)
    for name in FIGURES:
        figure = data[name]
        assert set(figure) == {"value", "low", "high", "half_width"}
        if figure["low"] is not None:
            assert figure["low"] <= figure["value"] <= figure["high"]
    assert data["replications"] == 4
    assert {"start", "offered", "staffed", "required"} == set(data["intervals"][0])


def test_floor_is_the_same_twice_and_another_seed_is_another_month(capsys):
    first = call(capsys, "floor", "demo", "--reps", "2", "--seed", "7", "--json")[1]
    again = call(capsys, "floor", "demo", "--reps", "2", "--seed", "7", "--json")[1]
    other = call(capsys, "floor", "demo", "--reps", "2", "--seed", "8", "--json")[1]
    assert first == again != other


def test_the_trace_file_is_the_same_for_both_engines(tmp_path, capsys):
    texts = []
    for engine in ("simpy", "compiled"):
        path = tmp_path / f"{engine}.jsonl"
        options = ("--reps", "1", "--engine", engine, "--trace", str(path))
        assert call(capsys, "floor", "demo", *options)[0] == 0
        texts.append(path.read_text())
    assert texts[0] == texts[1]
    line = json.loads(texts[0].splitlines()[100])
    assert {"time", "entity", "kind", "state"} <= set(line)


def test_precision_decides_the_number_of_replications(capsys):
    options = ("--precision", "0.2", "--reps", "60", "--json")
    data = json.loads(call(capsys, "floor", "demo", *options)[1])
    assert 10 <= data["replications"] <= 60


def test_a_harder_policy_hurts_more(capsys):
    kind = json.loads(call(capsys, "floor", "demo", "--policy", "humane", "--json")[1])
    hard = json.loads(call(capsys, "floor", "demo", "--policy", "abusive", "--json")[1])
    assert hard["distress"]["value"] > kind["distress"]["value"]
    assert hard["violations"]["value"] > kind["violations"]["value"]


def test_queue_prints_what_applies(capsys):
    base = ("queue", "--servers", "5", "--service", "1", "--customers", "20000", "--json")
    plain = json.loads(call(capsys, *base, "--rate", "4")[1])
    assert {"p_wait", "mean_wait", "seconds"} <= set(plain)
    assert not {"p_abandon", "p_block", "mean_orbit", "mean_wait_by_class"} & set(plain)
    rich = json.loads(
        call(capsys, *base, "--rates", "2,2", "--patience", "0.5", "--capacity", "8")[1]
    )
    assert {"p_abandon", "p_block", "mean_wait_by_class"} <= set(rich)
    assert set(rich["p_abandon"]) == {"value", "half_width"}


def test_erlang_prints_what_applies(capsys):
    _, out, _ = call(capsys, "erlang", "c", "--servers", "3", "--load", "2", "--json")
    assert json.loads(out)["p_wait"] == pytest.approx(4 / 9)
    options = ("--load", "48", "--service", "0.25", "--target", "0.8", "--within", "0.3333333333")
    _, out, _ = call(capsys, "erlang", "c", *options, "--json")
    assert json.loads(out)["servers"] == 54


@pytest.mark.parametrize(
    "arguments",
    [
        ("floor", "nowhere"),
        ("floor", "demo", "--reps", "0"),
        ("floor", "demo", "--workers", "0"),
        ("floor", "demo", "--precision", "7"),
        ("floor", "demo", "--policy", "nobody"),
        ("queue", "--servers", "1", "--rate", "nan", "--service", "1"),
        ("queue", "--servers", "1", "--rate", "1", "--rates", "1,2", "--service", "1"),
        ("queue", "--servers", "1", "--rate", "2", "--service", "1"),
        ("erlang", "c", "--servers", "0", "--load", "1"),
        ("erlang", "a", "--servers", "2", "--load", "1"),
        ("erlang", "b", "--servers", "2"),
        ("erlang", "z", "--servers", "2", "--load", "1"),
        ("erlang", "a", "--servers", "2", "--load", "5", "--patience", "inf"),
        ("erlang", "a", "--servers", "1", "--load", "5", "--patience", "1e-9"),
        ("queue", "--servers", "2.5", "--rate", "1", "--service", "1"),
        ("queue", "--servers", "2", "--rate", "1", "--service", "1", "--patience", "inf"),
        ("queue", "--servers", "2", "--rate", "1"),
    ],
)
def test_mistakes_get_one_line(capsys, arguments):
    code, out, err = call(capsys, *arguments)
    assert code in (1, 2)
    assert out == ""
    assert err.startswith("simcall: ")
    assert err.count("\n") == 1
