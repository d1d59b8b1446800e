"""Entities: the labels, and the engines that suggest them."""
