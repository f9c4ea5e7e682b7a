"""The peer of `npm run bench -- rules-population`: OpenFisca's country template over the same people.

Reads the column files once, untimed. For every line on standard input it builds a simulation, sets the
inputs and calculates the ten variables, and answers with the CPU time of each step. `dump` writes the
results of the last run, as they are in memory, for comparison.
"""
import gc
import json
import resource
import sys
import time
from pathlib import Path

import numpy
from openfisca_core.simulations import SimulationBuilder
from openfisca_country_template import CountryTaxBenefitSystem

MONTH = "2025-01"
VARIABLES = [
    "age", "income_tax", "social_security_contribution", "basic_income", "pension",
    "household_income", "parenting_allowance", "total_benefits", "total_taxes", "disposable_income",
]
STORAGES = {"u8": numpy.uint8, "i32": numpy.int32, "f64": numpy.float64}


def read_column(folder: Path, name: str):
    content = (folder / f"{name}.column").read_bytes()
    assert content[:8] == b"MARUCOL1", name
    start = 12 + int.from_bytes(content[8:12], "little")
    header = json.loads(content[12:start])
    return numpy.frombuffer(content, STORAGES[header["storage"]], header["rows"], start), header


def money(folder: Path, name: str):
    """Cents become the template's currency unit, in the type that it calculates with."""
    return (read_column(folder, name)[0] / 100).astype(numpy.float32)


class People:
    """What a user of OpenFisca would have at hand, in the types that cost it least."""

    def __init__(self, folder: Path, system):
        first = read_column(folder, "household.person")[0]
        self.households, self.persons = len(first) - 1, int(first[-1])
        self.household_of = numpy.repeat(numpy.arange(self.households), numpy.diff(first))
        self.role = read_column(folder, "person.role")[0].astype(numpy.int16)
        self.birth = read_column(folder, "person.birth")[0].astype("datetime64[D]")
        self.salary = money(folder, "person.salary")
        self.capital_returns = money(folder, "person.capital_returns")
        self.accommodation_size = read_column(folder, "household.accommodation_size")[0].astype(numpy.float32)
        occupancy, header = read_column(folder, "household.occupancy")
        possible = system.get_variable("housing_occupancy_status").possible_values
        # Enum values go in as the integers that stand for them: the fastest way it offers.
        self.occupancy = possible.encode(numpy.array([list(possible.names).index(code) for code in header["codes"]], numpy.uint8)[occupancy])


def run(system, people: People):
    began = time.process_time()
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", range(people.persons))
    households = builder.declare_entity("household", range(people.households))
    builder.join_with_persons(households, people.household_of, people.role)
    simulation = builder.build(system)
    built = time.process_time()
    simulation.set_input("birth", "ETERNITY", people.birth)
    simulation.set_input("salary", MONTH, people.salary)
    simulation.set_input("capital_returns", MONTH, people.capital_returns)
    simulation.set_input("accommodation_size", MONTH, people.accommodation_size)
    simulation.set_input("housing_occupancy_status", MONTH, people.occupancy)
    given = time.process_time()
    results = {name: simulation.calculate(name, MONTH) for name in VARIABLES}
    done = time.process_time()
    return results, {
        "cpuSeconds": done - began, "buildCpuSeconds": built - began, "inputsCpuSeconds": given - built, "calculationCpuSeconds": done - given,
        "peakMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    system = CountryTaxBenefitSystem()
    people = People(folder, system)
    results = None
    for line in sys.stdin:
        if line.strip() == "dump":
            for name, values in results.items():
                values.astype(numpy.float64).tofile(out / f"{name}.f64")
            answer = {"dumped": len(results)}
        else:
            results = None
            gc.collect()
            results, answer = run(system, people)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
