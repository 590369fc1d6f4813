"""The command-line library's own words, marked so that our catalogues translate them (`tui.locale.use` points it there)."""

from __future__ import annotations

from tui.locale import mark

WORDS = (
    mark("Usage:"),
    mark("Options"),
    mark("Commands"),
    mark("Show this message and exit."),
    mark("Missing argument"),
    mark("Missing option"),
    mark("Missing command."),
    mark("Missing parameter"),
    mark("No such command {name!r}."),
    mark("No such option {name!r}."),
    mark("Option {name!r} does not take a value."),
    mark("Invalid value for {param_hint}: {message}"),
    mark("Invalid value: {message}"),
    mark("{value!r} is not a valid {number_type}."),
    mark("{value} is not in the range {range}."),
    mark("Try '{command} {option}' for help."),
    mark("Choose from:\n\t{choices}"),
)
