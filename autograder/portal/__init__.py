"""The portal: students hand in over the network, and read the answer there."""
