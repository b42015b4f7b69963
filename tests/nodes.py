"""Real Ray nodes on this machine, until standard input ends: `python nodes.py NODES CPUS`.

It prints the address and reads commands from standard input. `kill ID` kills a node as a power cut
would; the first letters of its id are enough. `add CPUS GPUS` starts another node. Its GPUs exist
only in Ray's tables. Each command is answered with a line.
"""

import sys

from ray.cluster_utils import Cluster

# Else it takes half a minute until a node counts as dead.
QUICKLY = {"health_check_period_ms": 500, "health_check_failure_threshold": 3}

cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "_system_config": QUICKLY})
for _ in range(int(sys.argv[1])):
    cluster.add_node(num_cpus=int(sys.argv[2]))
print(cluster.address, flush=True)
for line in sys.stdin:
    verb, argument, *more = line.split()
    if verb == "add":
        cluster.add_node(num_cpus=int(argument), num_gpus=int(more[0]) if more else 0)
    else:
        (node,) = (n for n in cluster.list_all_nodes() if n.node_id.startswith(argument))
        cluster.remove_node(node, allow_graceful=False)
    print("done", flush=True)
cluster.shutdown()
