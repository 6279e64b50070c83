"""Measurements that anybody can repeat: what a step takes in time, memory and shuffled bytes."""
