"""`digest completion`, and what the shell proposes for an article, a topic or a file of the theme."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from digest.cli.command import command, commands
from digest.cli.printing import GOOD, say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from digest.config import Config

_VARIABLE = "_DIGEST_COMPLETE"
"""What click looks for in the environment when a shell asks."""


@command(
    click.argument("shell", type=click.Choice(["bash", "zsh", "fish"])),
    example="digest completion fish > ~/.config/fish/completions/digest.fish",
)
def completion(*, shell: str) -> int:
    """Print a script with which the shell completes commands, options, articles and topics.

    bash: write eval "$(digest completion bash)" into ~/.bashrc. zsh: put it into a file _digest in a folder of $fpath. fish: into
    ~/.config/fish/completions/digest.fish.
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    if made is None:
        raise click.UsageError(f"there is no completion for {shell}")
    say(made(commands, {}, "digest", _VARIABLE).source().rstrip())
    return GOOD


# --- proposals --------------------------------------------------------------------------------------------------------


def articles(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """The names of the articles' files without `.md`, and paths below the content folder once there is a slash."""
    from digest.ground.files import walk

    config = _settings(_site(context))
    folder = config.paths.content if config is not None else "content"
    paths = [path for path in walk(_site(context) / folder) if path.endswith(".md")]
    paths = [path for path in paths if not path.startswith(("pages/", "editions/"))]
    names = [f"{folder}/{path}" for path in paths] if "/" in begun else [PurePosixPath(path).stem for path in paths]
    return _beginning(names, begun)


def topics(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """The slugs of the site's topics, each with its name."""
    from click.shell_completion import CompletionItem

    config = _settings(_site(context))
    known = config.topics if config is not None else ()
    return [CompletionItem(topic.slug, help=topic.name) for topic in known if topic.slug.startswith(begun)]


def theme_parts(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """The templates and assets of the theme in use."""
    from digest.cli.options import build_options
    from digest.editing import theming

    parts, _findings = theming.parts(_site(context), build_options())
    return _beginning([part.name for part in parts], begun)


def _beginning(names: Iterable[str], begun: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(name) for name in dict.fromkeys(names) if name.startswith(begun)]


def _site(context: click.Context) -> Path:
    """The folder that the words before name as the site's."""
    site: Path | None = context.params.get("site")
    return site or Path()


def _settings(site: Path) -> Config | None:
    """The site's settings as far as they are sound: a shell that asks is never told of errors."""
    from digest.config import load_all

    with suppress(OSError):
        loaded = load_all(site)
        return loaded.config or loaded.sound
    return None
