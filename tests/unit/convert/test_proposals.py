from __future__ import annotations

from digest.convert.proposals import above, propose
from digest.ground.moment import Moment
from tests.unit.convert.samples import CONFIG


def test_what_is_known_stands_as_header_lines_over_the_body() -> None:
    known = {"Title": "Talks  open", "Section": ""}
    found = propose(known, ["28 July 2015", "", "They met in Geneva on Monday and talked."], "a.md", CONFIG)
    assert (found.front.title, found.front.date) == ("Talks open", Moment("2015-07-28"))
    assert found.origins["date"].line - above(known) == 1
