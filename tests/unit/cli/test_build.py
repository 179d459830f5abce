"""`digest build` and `digest convert`: what they print where, and with which status they leave."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.runs import article, process


def test_a_good_build_leaves_with_0_and_says_what_it_did_and_where_to_look(site: Path) -> None:
    done = process("build", "--site", site)
    assert (done.returncode, done.stderr) == (0, "")
    assert "seeds: 0 converted, 0 unchanged, 0 held for review" in done.stdout
    assert "site: 1 article, " in done.stdout
    assert f"-m digest serve --site '{site}'\n" in done.stdout


def test_a_site_with_an_error_leaves_with_1_and_shows_the_line(site: Path) -> None:
    bad = site / "content/2015/07/28/ferry.md"
    bad.write_text(article("2015-13-28"), encoding="utf-8")
    done = process("build", "--site", site)
    assert done.returncode == 1
    assert "error[date-invalid]" in done.stderr
    assert "content/2015/07/28/ferry.md:4:7" in done.stderr
    assert "4 | date: 2015-13-28\n  |       ^^^^^^^^^^" in done.stderr
    assert done.stderr.rstrip().endswith("1 error; public/ is as it was")


def test_a_folder_without_a_config_says_what_to_do(tmp_path: Path) -> None:
    done = process("build", "--site", tmp_path)
    assert done.returncode == 1
    assert "error[config-missing]" in done.stderr
    assert "hint" in done.stderr


def test_convert_makes_no_site(site: Path) -> None:
    done = process("convert", "--site", site)
    assert done.returncode == 0
    assert done.stdout == "seeds: 0 converted, 0 unchanged, 0 held for review\n"
    assert not (site / "public").exists()


def test_restoring_an_unknown_article_is_an_error(site: Path) -> None:
    done = process("convert", "--site", site, "--restore", "nosuchid99")
    assert done.returncode == 1
    assert "error[" in done.stderr
