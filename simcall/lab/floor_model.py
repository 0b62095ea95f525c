"""The floor as the lab's model: one policy setting, some replications, the same luck for all."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Literal

from simcall.common.errors import SimcallError
from simcall.floor.compiler import has_compiler
from simcall.lab.experiment import Experiment, PolicySetting
from simcall.lab.lever import choose_tables, set_levers, settle_uncertainties

Engine = Literal["compiled", "simpy"]
Row = Mapping[str, float | None]


def choose_engine(wanted: str | None) -> Engine:
    """Return the engine to use: the compiled one where numba is there, unless told otherwise."""
    if wanted == "simpy" or (wanted is None and not has_compiler()):
        return "simpy"
    return "compiled"


class FloorModel:
    """Runs an experiment's floor. Threads with the compiled engine, forked processes otherwise."""

    def __init__(self, experiment: Experiment, engine: Engine) -> None:
        self.experiment = experiment
        self.engine: Engine = engine

    def run(self, policy: PolicySetting, replications: range, workers: int) -> list[Row]:
        """Return the outcomes of each replication, in order."""
        if workers <= 1 or len(replications) == 1:
            return [self.run_one(policy, number) for number in replications]
        if self.engine == "compiled":
            with ThreadPoolExecutor(workers) as pool:
                return list(pool.map(lambda n: self.run_one(policy, n), replications))
        return self.run_forked(policy, replications, workers)

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

    def run_one(self, policy: PolicySetting, replication: int) -> Row:
        """Return the outcomes of one replication under one policy."""
        from simcall.floor.run import simulate

        experiment = self.experiment
        floor = settle_uncertainties(
            experiment.floor, experiment.uncertainties, experiment.seed, replication
        )
        outcomes = simulate(
            set_levers(floor, policy.levers),
            choose_tables(experiment.tables, policy.levers),
            experiment.seed,
            range(replication, replication + 1),
            engine=self.engine,
        )
        return outcomes[0].as_json()


def run_task(task: tuple[FloorModel, PolicySetting, int]) -> Row:
    """Run one replication in a worker process."""
    model, policy, replication = task
    return model.run_one(policy, replication)
