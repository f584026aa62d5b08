"""One peer on one problem of Solomon's kind, for bench/peers.ts.

Reads the problem as JSON from standard input (times and distances are whole numbers, place 0 is the depot) and writes {"version", "routes"} to
standard output, routes as lists of places. What it finds is judged by Callout's checker, not here.
"""

import argparse
import datetime
import importlib.metadata
import json
import sys

PACKAGES = {"vroom": "pyvroom", "ortools": "ortools", "pyvrp": "pyvrp"}


def vroom(problem, seconds, threads, seed):
    import numpy
    import vroom as library

    found = library.Input()
    found.set_durations_matrix(profile="car", matrix_input=numpy.array(problem["distances"], dtype=numpy.uint32))
    opens, closes = problem["ready"][0], problem["due"][0]
    for vehicle in range(problem["vehicles"]):
        found.add_vehicle(
            library.Vehicle(vehicle, start=0, end=0, capacity=[problem["capacity"]], time_window=[opens, closes])
        )
    for place in range(1, len(problem["ready"])):
        found.add_job(
            library.Job(
                place,
                location=place,
                default_service=problem["service"][place],
                delivery=[problem["demand"][place]],
                time_windows=[[problem["ready"][place], problem["due"][place]]],
            )
        )
    limit = datetime.timedelta(seconds=seconds)
    table = found.solve(exploration_level=5, nb_threads=threads, timeout=limit).routes
    jobs = table[table["type"] == "job"]
    return [[int(place) for place in group["id"]] for _, group in jobs.groupby("vehicle_id", sort=False)]


def ortools(problem, seconds, threads, seed):
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    places = len(problem["ready"])
    manager = pywrapcp.RoutingIndexManager(places, problem["vehicles"], 0)
    routing = pywrapcp.RoutingModel(manager)
    distances, service, demand = problem["distances"], problem["service"], problem["demand"]
    node = manager.IndexToNode
    drive = routing.RegisterTransitCallback(lambda a, b: distances[node(a)][node(b)])
    clock = routing.RegisterTransitCallback(lambda a, b: distances[node(a)][node(b)] + service[node(a)])
    load = routing.RegisterUnaryTransitCallback(lambda a: demand[node(a)])
    routing.SetArcCostEvaluatorOfAllVehicles(drive)
    routing.AddDimension(load, 0, problem["capacity"], True, "load")
    routing.AddDimension(clock, problem["due"][0], problem["due"][0], False, "time")
    times = routing.GetDimensionOrDie("time")
    for place in range(1, places):
        times.CumulVar(manager.NodeToIndex(place)).SetRange(problem["ready"][place], problem["due"][place])
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PATH_CHEAPEST_ARC
    parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(int(1000 * seconds))
    found = routing.SolveWithParameters(parameters)
    routes = []
    for vehicle in range(problem["vehicles"]) if found else []:
        at, route = routing.Start(vehicle), []
        while not routing.IsEnd(at):
            if node(at) != 0:
                route.append(node(at))
            at = found.Value(routing.NextVar(at))
        if route:
            routes.append(route)
    return routes


def pyvrp(problem, seconds, threads, seed):
    from pyvrp import Model
    from pyvrp.stop import MaxRuntime

    model = Model()
    opens, closes = problem["ready"][0], problem["due"][0]
    places = [model.add_location(x=0, y=0) for _ in problem["ready"]]
    model.add_depot(places[0])
    model.add_vehicle_type(
        num_available=problem["vehicles"], capacity=problem["capacity"], tw_early=opens, tw_late=closes
    )
    for place in range(1, len(problem["ready"])):
        model.add_client(
            places[place],
            delivery=problem["demand"][place],
            service_duration=problem["service"][place],
            tw_early=problem["ready"][place],
            tw_late=problem["due"][place],
        )
    for row, origin in enumerate(places):
        for column, target in enumerate(places):
            far = problem["distances"][row][column]
            model.add_edge(origin, target, distance=far, duration=far)
    best = model.solve(stop=MaxRuntime(seconds), seed=seed, display=False).best
    return [[stop.idx + 1 for stop in route if stop.is_client()] for route in best.routes()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--versions", action="store_true")
    parser.add_argument("--peer", choices=PACKAGES)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.versions:
        print(", ".join(f"{package} {importlib.metadata.version(package)}" for package in PACKAGES.values()))
        return
    problem = json.load(sys.stdin)
    routes = globals()[given.peer](problem, given.seconds, given.threads, given.seed)
    package = PACKAGES[given.peer]
    json.dump({"version": f"{package} {importlib.metadata.version(package)}", "routes": routes}, sys.stdout)


if __name__ == "__main__":
    main()
