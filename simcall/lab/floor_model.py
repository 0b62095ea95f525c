"""The floor as the lab's model: one policy setting, some replications, the same luck for all."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import simcall.floor
from simcall.common.errors import SimcallError
from simcall.floor.outcome import FIGURES, Outcome
from simcall.floor.simulate import Engine, simulate
from simcall.lab.experiment import Experiment, PolicySetting
from simcall.lab.lever import choose_tables, set_levers, settle_uncertainties

Row = Mapping[str, float | None]
MONEY = frozenset({"collected", "promised", "unasked", "fees", "assigned", "waived"})


def read_row(outcome: Outcome) -> Row:
    """Return the figures of one run: None where undefined, money in plain major units."""
    row: dict[str, float | None] = {}
    for name in FIGURES:
        value = float(getattr(outcome, name))
        row[name] = None if math.isnan(value) else value / 100.0 if name in MONEY else value
    return row


def hash_model() -> str:
    """Return the SHA-256 of the sources of the model: another model's results never mix with it."""
    from simcall.floor.compiler import order_functions, source_files
    from simcall.floor.model import deal, start, step

    room = Path(simcall.floor.__file__).parent
    around = [room / "setup.py", room / "outcome.py", Path(__file__).with_name("lever.py")]
    digest = hashlib.sha256()
    for path in [*source_files(order_functions([start, step, deal])), *around]:
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


class FloorModel:
    """Runs an experiment's floor. Threads with the compiled engine, forked processes otherwise."""

    def __init__(self, experiment: Experiment, engine: Engine) -> None:
        """Prepare; compiles here, once, before any thread asks for it."""
        self.experiment = experiment
        self.engine: Engine = engine
        if engine == "compiled":
            from simcall.floor.machine import load_engine

            load_engine()

    def run(self, policy: PolicySetting, replications: range, workers: int) -> list[Row]:
        """Return the outcomes of each replication, in order."""
        few = workers <= 1 or len(replications) == 1
        if self.engine == "simpy" and not few:
            return self.run_forked(policy, replications, workers)
        if not self.experiment.uncertainties:
            return self.run_span(policy, replications, workers)
        if few:
            return [self.run_one(policy, number) for number in replications]
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(lambda number: self.run_one(policy, number), replications))

    def run_span(self, policy: PolicySetting, replications: range, workers: int) -> list[Row]:
        """Run several replications of one and the same floor."""
        experiment = self.experiment
        outcomes = simulate(
            set_levers(experiment.floor, policy.levers),
            choose_tables(experiment.tables, policy.levers),
            experiment.seed,
            len(replications),
            self.engine,
            workers,
            replications.start,
        )
        return [read_row(outcome) for outcome in outcomes]

    def run_one(self, policy: PolicySetting, replication: int) -> Row:
        """Run one replication on the floor as the world turns out in it."""
        experiment = self.experiment
        floor = settle_uncertainties(
            experiment.floor, experiment.uncertainties, experiment.seed, replication
        )
        tables = choose_tables(experiment.tables, policy.levers)
        floor = set_levers(floor, policy.levers)
        outcomes = simulate(floor, tables, experiment.seed, 1, self.engine, 1, replication)
        return read_row(outcomes[0])

    def run_forked(self, policy: PolicySetting, replications: range, workers: int) -> list[Row]:
        """Run in forked processes; in this one where the system cannot fork."""
        import multiprocessing

        if "fork" not in multiprocessing.get_all_start_methods():
            return [self.run_one(policy, number) for number in replications]
        context = multiprocessing.get_context("fork")
        tasks = [(self, policy, number) for number in replications]
        try:
            with ProcessPoolExecutor(workers, mp_context=context) as pool:
                return list(pool.map(run_task, tasks))
        except RuntimeError as error:  # BrokenProcessPool is one
            raise SimcallError(
                f"a worker process died ({error}); run again, the finished replications are kept "
                "with --out, or use --workers 1"
            ) from None


def run_task(task: tuple[FloorModel, PolicySetting, int]) -> Row:
    """Run one replication in a worker process."""
    model, policy, replication = task
    return model.run_one(policy, replication)
