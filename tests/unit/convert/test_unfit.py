from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from digest.config import Convert
from digest.convert.unfit import Unfit
from digest.engine.work import forgetful
from digest.ground.diagnostics import Place, error
from tests.unit.convert.samples import CONFIG, remembering

FINDINGS = [error("seed-no-body", "no story", Place(file="seeds/a.txt"), hint="write one")]


def test_what_is_wrong_with_a_seed_is_remembered_for_its_path_and_its_bytes(tmp_path: Path) -> None:
    with remembering(tmp_path) as work:
        Unfit(CONFIG, work).remember("a.txt", "00", FINDINGS)
    with remembering(tmp_path) as work:
        unfit = Unfit(CONFIG, work)
        assert unfit.recall("a.txt", "00") == FINDINGS
        assert unfit.recall("a.txt", "11") is None
        assert unfit.recall("b.txt", "00") is None


def test_other_settings_or_another_code_may_make_an_article_of_it() -> None:
    work = forgetful()
    Unfit(CONFIG, work).remember("a.txt", "00", FINDINGS)
    assert Unfit(replace(CONFIG, convert=Convert(language="fr")), work).recall("a.txt", "00") is None
    assert Unfit(CONFIG, work._replace(code="2")).recall("a.txt", "00") is None


def test_a_damaged_memory_is_none() -> None:
    work = forgetful()
    unfit = Unfit(CONFIG, work)
    unfit.remember("a.txt", "00", FINDINGS)
    for key in work.cache.keys("unfit"):
        work.cache.put("unfit", key, b"\xff")
    assert unfit.recall("a.txt", "00") is None
