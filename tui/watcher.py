"""What waits for the workstation's end: a bare interpreter that imports nothing of ours (8 MB less than the program that forks).

Run as a file by `tui.watch`: `watcher.py CHILD WORDS RESTORED MODES`. Waits for the child, passes signals on; where the child was
killed it restores the terminal, says so, and leaves with 128 + the signal; else with the child's status.
"""

import os
import signal
import sys
import termios


def modes(words: str) -> list[int | list[bytes | int]]:
    """The terminal's modes as `tui.watch` wrote them: six numbers, then the special characters as numbers."""
    numbers = [int(word) for word in words.split(",")]
    special: list[bytes | int] = [bytes([number]) for number in numbers[6:]]
    return [*numbers[:6], special]


def main() -> None:
    """Never returns."""
    child, words, restored, before = int(sys.argv[1]), sys.argv[2], sys.argv[3], modes(sys.argv[4])

    def pass_on(number: int, _frame: object) -> None:
        try:  # noqa: SIM105 - contextlib would cost half of what is saved here
            os.kill(child, number)
        except ProcessLookupError:
            pass

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, pass_on)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM, signal.SIGHUP))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status < 0:
        try:
            os.write(1, restored.encode())
            termios.tcsetattr(0, termios.TCSANOW, before)
        except (OSError, termios.error):  # the terminal may be gone: nothing to restore then
            pass
        sys.stderr.write(words.replace("{n}", str(-status)) + "\n")
        sys.stderr.flush()
        status = 128 - status
    os._exit(status)


main()
