"""Conducts one session: plan, blocks, player, machine, events. Knows no Qt and no screen."""
