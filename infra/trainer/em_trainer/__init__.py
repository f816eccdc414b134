"""Trains a LoRA adapter on chat conversations."""

__version__ = "0.1.0"
