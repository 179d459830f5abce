"""`digest deploy`, with real repositories: what it pushes, when it pushes nothing, and that it leaves everything else alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from digest.build import BuildOptions, build
from digest.deploy.changes import Changes
from digest.deploy.conductor import Deployed, DeployOptions, deploy
from digest.ground.lock import held
from tests.unit.deploy.places import CONFIG, FERRY, NOW, QUAY, STORY, Place, codes, deployed, git


def only(done: Deployed) -> str:
    """The one finding, with all that it says."""
    (finding,) = done.report.diagnostics
    return f"{finding.severity}[{finding.code}] {finding.message} | {finding.note} | {finding.hint}"


def clone(place: Place, *options: str) -> Place:
    """The site in a clone of the remote, as somebody else has it."""
    address = place.remote.as_uri() if "--depth=1" in options else str(place.remote)
    git(place.remote.parent, "clone", "--quiet", *options, "--branch=main", address, "clone")
    return Place(place.remote.parent / "clone", place.remote)


def test_the_branch_holds_what_a_build_makes(place: Place) -> None:
    done = place.deploy()
    assert codes(done) == []
    build(place.site, BuildOptions(now=NOW, convert=False, jobs=1))
    public = place.site / "public"
    made = {path.relative_to(public).as_posix(): path for path in public.rglob("*") if path.is_file()}
    del made[".digest-output"]
    assert place.files() == {*made, ".nojekyll"}
    for name, path in made.items():
        kept = git(place.remote, "rev-parse", f"gh-pages:{name}")
        assert git(place.site, "hash-object", "--no-filters", str(path)) == kept, name
    assert done.commit == place.there()
    assert done.changes is not None
    assert set(done.changes.added) == place.files()


def test_the_commit_says_from_which_commit_the_site_was_made_and_who_put_it_there(place: Place) -> None:
    place.deploy()
    head = place.git("rev-parse", "HEAD")
    said = git(place.remote, "log", "-1", "--format=%an <%ae>%n%B", "gh-pages")
    assert said == f"Ann Editor <ann@example.org>\nPublish the site as of {head[:10]}\n\nSite-Source: {head}"


def test_its_message_can_be_set(place: Place) -> None:
    place.write("config.yaml", f"{CONFIG}deploy: {{message: 'Neue Ausgabe für {{commit}}'}}\n")
    head = place.commit()
    place.deploy()
    assert git(place.remote, "log", "-1", "--format=%s", "gh-pages") == f"Neue Ausgabe für {head[:10]}"


def test_working_tree_index_branches_and_output_stay_as_they_are(place: Place) -> None:
    place.write("public/.digest-output", "")
    place.write("public/index.html", "what an editor looks at")
    place.write("notes/staged.md", "staged")
    place.git("add", "notes")
    place.write(QUAY, place.site.joinpath(QUAY).read_text("utf-8") + "\nNot committed.\n")

    def state() -> dict[str, object]:
        found: dict[str, object] = {
            str(path): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in place.site.rglob("*")
            if path.is_file() and not path.is_relative_to(place.site / ".git")
        }
        found |= {name: (place.site / ".git" / name).read_bytes() for name in ("index", "HEAD", "config")}
        found["branches"] = place.git("for-each-ref", "refs/heads", "refs/tags")
        return found

    place.write(".digest/site.lock", "")  # as every build leaves it
    before = state()
    assert place.deploy(dirty=True).commit
    assert state() == before
    assert place.git("status", "--porcelain").splitlines() == [f" M {QUAY}", "A  notes/staged.md"]


def test_a_second_deploy_without_change_pushes_nothing(place: Place) -> None:
    place.deploy()
    first = place.there()
    place.write("README.md", "Nothing that the site is made from.")
    place.commit()
    done = place.deploy()
    assert (codes(done), done.commit, place.there()) == ([], "", first)
    assert done.changes == Changes()


@pytest.mark.parametrize("options", [(), ("--depth=1",)], ids=["whole", "shallow"])
def test_nor_does_one_from_a_fresh_clone_though_indexes_come_out_differently(
    place: Place, options: tuple[str, ...]
) -> None:
    place.write("config.yaml", CONFIG.replace("search: false\n", ""))
    place.commit()
    place.git("push", "--quiet", "origin", "main")
    place.deploy()
    first = place.there()
    assert "pagefind/2015/search.key" in place.files()
    other = clone(place, *options)
    done = other.deploy()
    assert done.changes == Changes()
    assert (codes(done), done.commit, place.there()) == ([], "", first)
    other.write(FERRY, STORY.format(id="aferry2345", title="The ferry comes back", body="It had gone to be painted."))
    other.commit()  # above the commit that the site was made from, which even a shallow clone has
    assert other.deploy().commit == place.there() != first
    assert git(place.remote, "rev-parse", "gh-pages^") == first
    other.git("fsck", "--connectivity-only", "--no-dangling")


def test_one_new_article_changes_few_files_and_the_branch_keeps_its_history(place: Place) -> None:
    place.deploy()
    first = place.there()
    place.write("content/2015/07/29/tide.md", STORY.format(id="atide23456", title="The tide is late", body="By a day."))
    place.commit()
    done = place.deploy()
    assert done.changes is not None
    assert "2015/07/28/tide/index.html" in done.changes.added
    assert "index.html" in done.changes.changed
    assert "robots.txt" not in done.changes.changed
    assert git(place.remote, "rev-list", "gh-pages").splitlines() == [place.there(), first]


def test_a_dry_run_says_what_would_change_and_adds_nothing_to_either_repository(place: Place) -> None:
    place.deploy()
    (place.site / FERRY).unlink()
    place.commit()
    objects = place.git("count-objects", "-v"), git(place.remote, "count-objects", "-v"), place.there()
    done = place.deploy(dry=True)
    assert done.changes is not None
    assert "index.html" in done.changes.changed
    assert done.changes.removed == ("2015/07/28/ferry/index.html",)
    assert done.commit == ""
    assert (place.git("count-objects", "-v"), git(place.remote, "count-objects", "-v"), place.there()) == objects


# --- the sources ------------------------------------------------------------------------------------------------------


def test_what_is_not_committed_is_named_and_refused(place: Place) -> None:
    place.write("content/2015/07/29/new one.md", "")
    place.write(FERRY, STORY.format(id="aferry2345", title="The ferry", body="Changed."))
    said = only(place.deploy())
    assert said.startswith(
        f"error[tree-dirty] 2 files are not as the last commit has them: {FERRY}, content/2015/07/29/"
    )
    assert place.there() == ""


def test_it_is_published_where_that_was_asked_for_and_the_commit_says_so(place: Place) -> None:
    place.write(FERRY, STORY.format(id="aferry2345", title="The ferry", body="Changed in a hurry."))
    assert codes(place.deploy(dirty=True)) == []
    assert "with changes that were not committed" in git(place.remote, "log", "-1", "--format=%B", "gh-pages")
    assert "Changed in a hurry" in place.says("2015/07/28/ferry/index.html")


def test_a_seed_that_is_not_converted_is_an_error_that_names_the_way_out(place: Place) -> None:
    place.write("seeds/pier.txt", "The pier is closed\n\nNobody knows why.\n")
    place.commit()
    said = only(place.deploy())
    assert said.startswith("error[seed-unconverted]")
    assert "`digest build`, look at the new articles and commit them" in said
    assert not (place.site / "content/.provenance").exists()


def test_errors_of_the_sources_leave_the_branch_as_it_is(place: Place) -> None:
    place.deploy()
    first = place.there()
    place.write(FERRY, "---\ntitle: The ferry\ndate: 2015-13-28\n---\nIt left.\n")
    place.commit()
    done = place.deploy()
    assert "date-invalid" in codes(done)
    assert (done.commit, place.there()) == ("", first)


def test_so_do_errors_of_the_check(place: Place) -> None:
    place.write(
        FERRY, STORY.format(id="aferry2345", title="The ferry", body="[Quays](https://user.github.io/repo/x/).")
    )
    place.commit()
    said = only(place.deploy())
    assert said.startswith("error[link-dead]")
    assert place.there() == ""


def test_a_site_may_lie_in_a_folder_of_its_repository(place: Place) -> None:
    inner = Place(place.site / "inner/site", place.remote)
    shutil_move(place, inner)
    place.commit()
    place.write("elsewhere.txt", "not of the site, and not committed")
    assert codes(inner.deploy()) == []
    assert "index.html" in place.files()


def shutil_move(place: Place, inner: Place) -> None:
    inner.site.mkdir(parents=True)
    for name in ("config.yaml", "content", ".gitignore"):
        (place.site / name).rename(inner.site / name)


def test_a_commit_that_no_branch_points_at_is_as_good(place: Place) -> None:
    place.git("checkout", "--quiet", "--detach")
    assert codes(place.deploy()) == []


def test_a_hook_of_another_repository_may_call_it(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "--quiet", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other/.git/index"))
    done = place.deploy()
    monkeypatch.undo()
    assert codes(done) == []
    assert place.there() == done.commit


# --- the branch -------------------------------------------------------------------------------------------------------


def test_a_branch_that_moves_in_between_is_left_alone(place: Place) -> None:
    place.deploy()
    (place.site / FERRY).unlink()
    place.commit()
    moving = f"git -C '{place.remote}' update-ref refs/heads/gh-pages $(git -C '{place.remote}' rev-parse main)"
    place.hook(place.site / ".git", "pre-push", moving)
    done = place.deploy()
    assert codes(done)[0] == "branch-moved"
    assert "`git pull`" in done.report.diagnostics[0].hint
    assert (done.commit, place.there()) == ("", place.there("main"))
    (place.site / ".git/hooks/pre-push").unlink()
    assert codes(place.deploy()) == ["branch-foreign"]
    assert place.deploy(force=True).commit == place.there()
    assert git(place.remote, "rev-parse", "gh-pages^") == place.there("main")


def test_a_site_that_somebody_made_from_newer_sources_is_not_replaced(place: Place) -> None:
    place.deploy()
    other = clone(place)
    other.write(QUAY, STORY.format(id="aquay23456", title="The quay is swept again", body="At noon this time."))
    newer = other.commit()
    other.git("push", "--quiet", "origin", "main")
    other.deploy()
    published = place.there()
    said = only(place.deploy())
    assert said.startswith(f"error[source-behind] the site on `gh-pages` on `origin` was made from {newer[:10]}")
    assert place.there() == published
    place.git("pull", "--quiet", "origin", "main")
    assert codes(place.deploy()) == []
    place.git("checkout", "--quiet", "HEAD~")
    assert codes(place.deploy()) == ["source-behind"]
    assert place.deploy(force=True).commit == place.there() != published


def test_a_shallow_clone_that_is_behind_puts_no_older_site_online(place: Place) -> None:
    place.deploy()
    stale = clone(place, "--depth=1")
    place.write("content/2015/07/29/tide.md", STORY.format(id="atide23456", title="The tide is late", body="By a day."))
    newer = place.commit()
    place.git("push", "--quiet", "origin", "main")
    published = place.deploy().commit
    said = only(stale.deploy())
    assert said.startswith(f"error[history-shallow] the site on `gh-pages` on `origin` was made from {newer[:10]}")
    assert "`git fetch --unshallow`" in said
    assert "`fetch-depth: 0`" in said
    assert place.there() == published


def test_nor_does_one_whose_history_begins_after_the_last_deploy_until_it_has_the_whole(place: Place) -> None:
    place.deploy()
    first = place.there()
    place.write("content/2015/07/29/tide.md", STORY.format(id="atide23456", title="The tide is late", body="By a day."))
    place.commit()
    place.git("push", "--quiet", "origin", "main")
    shallow = clone(place, "--depth=1")
    assert codes(shallow.deploy()) == ["history-shallow"]
    assert place.there() == first
    shallow.git("fetch", "--quiet", "--unshallow")
    assert codes(shallow.deploy()) == []
    assert place.there() != first


def test_the_sources_own_branch_is_never_replaced(place: Place) -> None:
    place.write("config.yaml", f"{CONFIG}deploy: {{branch: main}}\n")
    place.commit()
    before = place.there("main")
    assert "branch-is-source" in codes(place.deploy(force=True))
    assert place.there("main") == before


def test_a_hook_that_refuses_is_quoted_and_the_old_site_stands(place: Place) -> None:
    place.deploy()
    first = place.there()
    (place.site / FERRY).unlink()
    place.commit()
    place.hook(place.remote, "pre-receive", "echo 'no publishing on Sundays' >&2; exit 1")
    done = place.deploy()
    refused = next(each for each in done.report.diagnostics if each.severity == "error")
    assert (refused.code, "no publishing on Sundays" in refused.note) == ("push-refused", True)
    assert (done.commit, place.there()) == ("", first)


def test_a_push_that_is_cut_off_leaves_the_old_site_and_the_next_one_goes_through(place: Place) -> None:
    place.deploy()
    first = place.there()
    (place.site / FERRY).unlink()
    place.commit()
    place.hook(place.remote, "pre-receive", "kill -9 $PPID")
    done = place.deploy()
    assert "push-failed" in codes(done)
    assert (done.commit, place.there()) == ("", first)
    (place.remote / "hooks/pre-receive").unlink()
    assert place.deploy().commit == place.there() != first


def test_addresses_that_would_lead_nowhere_are_told_and_redirects_are_not(place: Place) -> None:
    place.deploy()
    old = "2015/07/28/ferry/index.html"
    assert old in place.files()
    text = (place.site / FERRY).read_text("utf-8")
    (place.site / FERRY).unlink()
    place.commit()
    done = place.deploy(strict=True)
    told = [(each.severity, each.message) for each in done.report.diagnostics if each.code == "url-vanished"]
    address = f"https://user.github.io/repo/{old.removesuffix('index.html')}"
    assert told == [("error", f"{address} will be gone, and nothing leads on from there")]
    assert (done.commit, place.there()) == ("", place.git("rev-parse", "origin/gh-pages"))
    way = f"/{old.removesuffix('index.html')}"
    place.write(FERRY, text.replace("topics:", f"slug: ferry-gone\naliases: [{way}]\ntopics:"))
    place.commit()
    assert codes(place.deploy(strict=True)) == []
    (place.site / FERRY).unlink()
    place.commit()
    done = place.deploy()
    assert set(codes(done)) == {"url-vanished"}
    assert done.commit == place.there()


def test_feeds_and_lists_that_go_are_one_warning(place: Place) -> None:
    place.write("config.yaml", CONFIG.replace("rss: false, json: false", "rss: true, json: true"))
    place.commit()
    place.deploy()
    place.write("config.yaml", CONFIG)
    place.commit()
    done = place.deploy()
    (finding,) = [each for each in done.report.diagnostics if each.code == "url-vanished"]
    assert finding.message == "2 feeds and lists will be gone for who follows them: `/feed.json`, `/rss.xml`"
    assert "digest mv" not in finding.hint
    assert "`feeds`" in finding.hint


# --- a domain ---------------------------------------------------------------------------------------------------------


def test_the_sites_domain_is_written_beside_it(place: Place) -> None:
    place.write(
        "config.yaml", CONFIG.replace("user.github.io/repo", "www.example.org") + "deploy: {cname: www.example.org}\n"
    )
    place.commit()
    assert codes(place.deploy()) == []
    assert place.says("CNAME") == "www.example.org"


def test_a_site_that_is_made_for_another_address_is_told(place: Place) -> None:
    place.write("config.yaml", f"{CONFIG}deploy: {{cname: www.example.org}}\n")
    place.commit()
    done = place.deploy()
    assert codes(done) == ["cname-address"]
    assert done.commit


def test_a_domain_that_was_set_on_the_host_is_not_lost(place: Place) -> None:
    """GitHub's settings write the file into the branch themselves."""
    place.deploy()
    git(place.remote.parent, "clone", "--quiet", "--branch=gh-pages", str(place.remote), "host")
    host = Place(place.remote.parent / "host", place.remote)
    host.write("CNAME", "www.example.org\n")
    host.git("add", "CNAME")
    host.git("commit", "--quiet", "--amend", "--no-edit")
    host.git("push", "--quiet", "--force", "origin", "gh-pages")
    said = only(place.deploy())
    assert said.startswith("error[cname-lost] the site would lose its domain www.example.org")
    assert "CNAME" in place.files()
    assert place.deploy(force=True).commit
    assert "CNAME" not in place.files()


# --- what may be missing ----------------------------------------------------------------------------------------------


def test_without_a_repository_there_is_nothing_to_publish_from(place: Place, tmp_path: Path) -> None:
    (place.site / ".git").rename(tmp_path / "gone")
    assert only(place.deploy()).startswith("error[repository-absent]")


def test_nor_without_a_commit(place: Place) -> None:
    place.git("checkout", "--quiet", "--orphan", "empty")
    assert only(place.deploy()).startswith("error[commit-absent]")


def test_a_remote_that_is_not_there_is_told_with_those_that_are(place: Place) -> None:
    place.git("remote", "rename", "origin", "github")
    said = only(place.deploy())
    assert said.startswith("error[remote-unknown] the repository has no remote `origin`")
    assert "there is `github`; set `deploy.remote`" in said


def test_a_remote_can_be_named_by_its_address(place: Place) -> None:
    place.write("config.yaml", f"{CONFIG}deploy: {{remote: '{place.remote}'}}\n")
    place.commit()
    assert place.deploy().commit == place.there()
    assert place.deploy().commit == ""


def test_one_that_cannot_be_reached_is_told_with_what_git_says(place: Place) -> None:
    place.git("remote", "set-url", "origin", "../nowhere.git")
    assert only(place.deploy()).startswith(
        "error[remote-unreachable] the remote `origin` can't be reached | '../nowhere.git'"
    )


def test_git_has_to_know_who_commits(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    place.git("config", "user.useConfigOnly", "true")
    assert only(place.deploy()).startswith("error[author-unknown]")


def test_a_machine_without_git_is_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(place.site))
    assert only(place.deploy()).startswith("error[git-missing]")


def test_all_that_is_wrong_with_sources_and_branch_is_told_at_once(place: Place) -> None:
    git(place.remote, "branch", "gh-pages", "main")
    place.write("seeds/pier.txt", "The pier is closed\n\nNobody knows why.\n")
    assert sorted(codes(place.deploy())) == [
        "seed-unconverted",
        "tree-dirty",
    ]  # the branch is at the very commit of the sources
    place.commit()
    place.write("new.txt", "")
    assert sorted(codes(place.deploy())) == ["branch-foreign", "seed-unconverted", "tree-dirty"]


def test_what_a_killed_deploy_left_is_taken_away(place: Place) -> None:
    place.write(".digest/deploy/public/stale/index.html", "<p>stale</p>")
    place.write(".digest/deploy/branch.git/HEAD", "half")
    assert codes(place.deploy()) == []
    assert not any("stale" in path for path in place.files())
    assert not (place.site / ".digest/deploy").exists()


def test_a_name_that_git_would_misread_is_refused(place: Place) -> None:
    place.write("static/two\nlines.txt", "x")
    place.commit()
    done = place.deploy()
    assert "name-unfit" in codes(done)
    assert place.there() == ""


def test_another_folder_gives_the_same_commit_of_files(place: Place) -> None:
    place.deploy()
    tree = git(place.remote, "rev-parse", "gh-pages^{tree}")
    other = clone(place)
    git(place.remote, "branch", "-D", "gh-pages")
    assert deployed(other.site).commit
    assert git(place.remote, "rev-parse", "gh-pages^{tree}") == tree


# --- what may come in between -----------------------------------------------------------------------------------------


def test_sources_that_change_while_the_site_is_made_are_not_what_was_committed(place: Place) -> None:
    def write(stage: str, _done: int, _total: int) -> None:
        if stage == "check":
            place.write("new.md", "written meanwhile")

    options = DeployOptions(build=BuildOptions(now=NOW, jobs=1))
    done = deploy(place.site, options, watch=write)
    assert codes(done) == ["input-changed"]
    assert place.there() == ""


def test_another_run_on_the_site_is_waited_for(place: Place) -> None:
    options = DeployOptions(build=BuildOptions(now=NOW, jobs=1, patience=0))
    with held(place.site / ".digest/site.lock", patience=0):
        assert codes(deploy(place.site, options)) == ["site-busy"]


def test_a_state_folder_that_is_none_is_told(place: Place) -> None:
    place.write(".digest/deploy", "a file")
    assert only(place.deploy()).startswith("error[state-unwritable]")


def test_a_repository_that_is_broken_is_told_in_gits_words(place: Place) -> None:
    (place.site / ".git/index").write_bytes(b"garbage")
    said = only(place.deploy())
    assert said.startswith("error[git-failed]")
    assert "index file" in said
