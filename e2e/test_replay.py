"""A customer replays last year's tickets: read in the browser, told by the lines of the file."""

import csv
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from e2e.accessibility import overflow, violations
from e2e.days import in_days
from e2e.pages.advice_page import AdvicePage
from e2e.pages.replay_page import ReplayPage

CUSTOMER = "Zebra Telecom Ltd"
"""Stands in every row of a file and must never leave the browser."""
TICKETS = 200
BAD = {11: "30.02.2025;Level 2;0:20", 101: "05.04.2025;Level 2;soon", 201: "05.08.2025;Level 2;"}
"""Rows by their lines in the file."""


@pytest.fixture
def replay(page: Page) -> ReplayPage:
    return ReplayPage(page)


def _row(line: int) -> str:
    month, day = (line - 2) % 12 + 1, (line - 2) // 12 + 1
    level = "Bug" if line % 10 == 0 else "Level 2"
    return BAD.get(line, f"{day:02}.{month:02}.2025;{level};0:20") + f";{CUSTOMER}, “does not ring”"


def _year() -> bytes:
    """Return a year of tickets as a spreadsheet writes them: with semicolons, in Windows-1252; every tenth is a bug."""
    rows = [_row(line) for line in range(2, TICKETS + 2)]
    return "\r\n".join(["Opened;Kind;Time spent;Customer", *rows, ""]).encode("cp1252")


def _ask_about_the_year(replay: ReplayPage) -> str:
    """Replay the year with its bugs as development and without its bad rows; return what was sent."""
    replay.open()
    replay.choose(_year())
    replay.field("“Bug” (20 tickets)").select_option(label="Level 3 (development)")
    replay.leave_out.check()
    with replay.page.expect_request("**/api/v1/advice") as asked:
        replay.send.click()
    expect(replay.answer).to_be_visible()
    return asked.value.post_data or ""


def test_bad_rows_are_told_by_their_lines_and_left_out_only_when_that_is_confirmed(
    replay: ReplayPage, axe_source: str
) -> None:
    replay.open()
    replay.choose(_year())
    expect(replay.bad).to_have_count(0)
    replay.field("“Bug” (20 tickets)").select_option(label="Level 3 (development)")
    expect(replay.said("197 tickets can be replayed, 3 rows cannot.")).to_be_visible()
    expect(replay.bad.get_by_role("row")).to_have_text(
        [
            "LineWhat is wrong",
            "11“30.02.2025” is no date that can be read, as 2026-05-31 or 31.05.2026 would be.",
            "101“soon” is no length of time that can be read, as 1.5 or 1:30 would be.",
            "201The hours are missing.",
        ]
    )
    assert violations(replay.page, axe_source) == []
    replay.send.click()
    expect(replay.faults).to_be_focused()
    replay.faults.get_by_role("link").click()
    expect(replay.leave_out).to_be_focused()
    assert violations(replay.page, axe_source) == []
    replay.page.keyboard.press("Space")
    replay.send.click()
    expect(replay.answer).to_be_visible()


def test_a_value_that_is_left_out_is_a_choice_and_no_fault(replay: ReplayPage) -> None:
    replay.open()
    replay.choose(b"opened;kind;spent\n2025-01-01;Level 3;1\n2025-02-01;Development;1\n2025-02-02;Spam;1\n")
    expect(replay.said("3 rows of tickets.csv were read, below the one that names the columns.")).to_be_visible()
    expect(replay.field("“Level 3” (1 ticket)")).to_have_value("dev")
    expect(replay.field("“Development” (1 ticket)")).to_have_value("dev")
    expect(replay.preview.get_by_role("row").nth(3)).to_contain_text("Spam → level not chosen yet")
    replay.send.click()
    expect(replay.faults.get_by_role("link")).to_have_text(["Choose a level for “Spam”."])
    assert replay.above(replay.faults, replay.field("Columns are separated by"))
    replay.field("“Spam” (1 ticket)").select_option(label="Leave these tickets out")
    expect(replay.said("2 tickets can be replayed, 1 ticket is left out, as you chose.")).to_be_visible()
    expect(replay.bad).to_have_count(0)
    replay.region.get_by_text("Left out by its level: 1 ticket").click()
    left_out = replay.region.get_by_role("table", name="Each ticket left out, with its line in the file")
    expect(left_out.get_by_role("row").nth(1)).to_have_text("4Its level is “Spam”, which you leave out.")
    replay.send.click()
    expect(replay.answer).to_be_visible()


def test_numbers_are_all_that_is_sent_of_a_file(replay: ReplayPage) -> None:
    sent = _ask_about_the_year(replay)
    assert CUSTOMER not in sent
    assert "Bug" not in sent
    question = json.loads(sent)
    assert (question["start"], question["months"]) == ("2025-01-01", 12)
    requests = question["workload"]["requests"]
    assert len(requests) == TICKETS - len(BAD)
    assert requests[0] == [0, 1, 2]
    assert all(type(number) is int for request in requests for number in request)
    address = parse_qs(urlsplit(replay.page.url).query)
    name = address.pop("tickets")[0]
    assert re.fullmatch("[0-9a-f]{8}", name)
    assert address == {"family": ["softswitch"], "months": ["12"], "start": ["2025-01-01"]}


def test_every_choice_tells_what_a_year_of_tickets_would_have_cost(replay: ReplayPage, axe_source: str) -> None:
    _ask_about_the_year(replay)
    # 177 tickets within the quota's level at US$90 and 20 of development at US$200; the plan covers 10 and 3 of them.
    expect(AdvicePage(replay.page).reasons).to_contain_text("would have cost least for these requests")
    expect(replay.page.get_by_text("is paid later")).to_have_count(0)
    assert replay.totals[:2] == [
        "Standard support US$19,830.00 US$19,830.00 184 184",
        "Ad hoc only US$19,930.00 US$19,930.00 197 197",
    ]
    standard = replay.unfold("Standard support")
    # Two tickets of half an hour fill the hour of January; the third is of its third day.
    first = standard.get_by_role("row").filter(has_text="Level 1 and 2: hours of a month")
    expect(first).to_contain_text("3 January 2025")
    rows = standard.get_by_role("table", name=re.compile("^Tickets beyond quota.*Standard support$")).get_by_role("row")
    expect(rows).to_have_count(101)
    expect(rows.nth(1)).to_have_text("263 January 2025Level 230 minuteseither wayhours of a month")
    standard.get_by_role("button", name="Next 100").click()
    expect(rows).to_have_count(85)
    expect(standard.get_by_text("101 to 184 of 184")).to_be_visible()
    assert violations(replay.page, axe_source) == []
    replay.page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(replay.page) == 0


def test_tickets_beyond_quota_at_best_only_are_told_from_those_beyond_it_as_they_came(replay: ReplayPage) -> None:
    # Six hours a month: the first ticket leaves too little of them for the second, which would save more.
    replay.open()
    replay.choose(b"date,level,hours\n2025-01-01,l2,0.25\n2025-01-02,l2,6\n")
    replay.send.click()
    fold = replay.unfold("Advanced support")
    expect(fold.get_by_role("heading")).to_have_text("Advanced support: 1 ticket beyond quota as they came, 1 at best")
    expect(fold).to_contain_text("Listed are the 2 tickets that are beyond quota as they came or at best:")
    expect(fold).to_contain_text("1 only as they came and 1 only at best, which keeps quota for tickets that save more")
    rows = fold.get_by_role("table", name="Tickets beyond quota").get_by_role("row")
    expect(rows).to_have_text(
        [
            "LineDateLevelLengthBeyond quotaLimit, as they came",
            "21 January 2025Level 215 minutesonly at bestcovered",
            "32 January 2025Level 26 hoursonly as they camehours of a month",
        ]
    )


def test_tickets_beyond_quota_are_saved_as_a_file_with_their_lines(replay: ReplayPage) -> None:
    _ask_about_the_year(replay)
    replay.unfold("Standard support")
    with replay.saved("Standard support").path().open(newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["Tickets beyond quota, as they came or at best: Standard support"]
    assert lines[1:5] == [
        ["Product", "Softswitch"],
        ["First day", "2025-01-01"],
        ["Last day looked at", "2025-12-31"],
        ["Must-haves", "none"],
    ]
    names, *cells = lines[lines.index([]) + 1 :]
    rows = [dict(zip(names, each, strict=True)) for each in cells]
    assert len(rows) == 184
    assert rows[0] == {
        "line": "26",
        "date": "2025-01-03",
        "level": "Level 2",
        "hours": "0.5",
        "as they came": "beyond: hours of a month",
        "best possible": "beyond",
    }


def test_how_a_file_is_read_outlives_its_answer(replay: ReplayPage) -> None:
    _ask_about_the_year(replay)
    AdvicePage(replay.page).answers_given.click()
    expect(replay.field("“Bug” (20 tickets)")).to_have_value("dev")
    replay.field("How long").select_option(label="2 years")
    replay.leave_out.check()
    replay.send.click()
    expect(replay.page.get_by_text("for 2 years, from 1 January 2025 to 31 December 2026")).to_be_visible()


def test_an_answer_about_a_file_opens_again_in_its_tab_alone(
    replay: ReplayPage, browser: Browser, base_url: str
) -> None:
    _ask_about_the_year(replay)
    totals = replay.totals
    assert totals
    replay.page.reload()
    expect(replay.answer).to_be_visible()
    assert replay.totals == totals

    replay.page.get_by_role("link", name="Compare the plans").click()
    expect(replay.page.get_by_role("heading", name="Advice for requests that are past")).to_be_visible()
    replay.page.go_back()
    expect(replay.answer).to_be_visible()
    assert replay.totals == totals

    with browser.new_context(base_url=base_url) as elsewhere:
        other = ReplayPage(elsewhere.new_page())
        other.page.goto(replay.page.url)
        expect(other.said("are not in this tab")).to_be_visible()
        expect(other.file).to_be_visible()
        expect(other.answer).to_have_count(0)


def test_what_a_file_does_not_prove_is_asked_and_shown_as_it_is_read(replay: ReplayPage) -> None:
    order = "In 04/05/2026, which number is the day?"
    replay.open()
    replay.choose(b"1001,04/05/2025,phone down,80\n1002,06/07/2025,phone down,20\n")
    expect(replay.preview.get_by_role("row").nth(1)).to_contain_text(
        "04/05/2025 → which number is the day is not chosen"
    )
    replay.send.click()
    expect(replay.faults.get_by_role("link")).to_have_text(
        ["Choose the column of levels.", "Choose the column of hours.", "Say which number is the day."]
    )
    replay.column("Level").select_option(label="No column: all tickets are of one level")
    replay.field("All 2 tickets").select_option(label="Level 1")
    replay.column("Hours").select_option(label="Column 4: 80")
    replay.field("Plain numbers of this column are").select_option(label="minutes")
    replay.field(order).select_option(label="The first: 4 May 2026")
    expect(replay.preview.get_by_role("row").nth(1)).to_contain_text("04/05/2025 → 4 May 2025")
    expect(replay.preview.get_by_role("row").nth(1)).to_contain_text("80 → 1 hour 30 minutes")
    replay.field(order).select_option(label="The second: April 5, 2026")
    expect(replay.preview.get_by_role("row").nth(1)).to_contain_text("04/05/2025 → 5 April 2025")
    expect(replay.said("All 2 tickets can be replayed.")).to_be_visible()
    expect(replay.field("First day")).to_have_value("2025-04-01")
    replay.send.click()
    expect(replay.answer.get_by_text("from 5 April 2025 to 7 June 2025")).to_be_visible()


def test_a_file_without_names_and_with_short_years_is_read_as_it_is(replay: ReplayPage) -> None:
    replay.open()
    replay.choose(b"3.1.25,2,1.5\n3.2.25,3,0.5\n")
    expect(replay.preview.get_by_role("row").nth(1)).to_have_text(
        "13.1.25 → 3 January 20252 → Level 21.5 → 1 hour 30 minutes"
    )
    expect(replay.said("All 2 tickets can be replayed.")).to_be_visible()
    replay.send.click()
    expect(replay.answer).to_be_visible()


def test_one_mistyped_year_is_told_and_moves_no_month(replay: ReplayPage) -> None:
    rows = [f"{2024 + (at % 12 > 1)}-{(at + 10) % 12 + 1:02}-15,l2,1" for at in range(39)]
    replay.open()
    replay.choose("\n".join(["date,level,hours", *rows, "2162-03-04,l2,1", "2006-03-04,l2,1"]).encode())
    expect(replay.field("First day")).to_have_value("2024-11-01")
    expect(replay.field("How long")).to_have_value("12")
    expect(replay.said("Proposed is the newest year with many tickets. 39 tickets can be replayed.")).to_be_visible()
    expect(replay.said("2 rows are of other days, 1 of them to come.")).to_be_visible()
    expect(replay.bad.get_by_role("row").nth(1)).to_have_text("414 March 2162 is to come.")
    replay.leave_out.check()
    replay.send.click()
    expect(replay.answer.get_by_text("39 tickets from 15 November 2024 to 15 October 2025")).to_be_visible()


def test_a_file_whose_first_day_is_past_says_how_to_see_what_can_still_be_bought(replay: ReplayPage) -> None:
    rows = [f"{in_days(day)},l2,0.5" for day in range(2, 320, 7)]
    replay.open("?family=gateway")
    replay.choose("\n".join(["date,level,hours", *rows]).encode())
    replay.field("First day").fill(in_days(-20).isoformat())
    replay.send.click()
    expect(replay.page.get_by_text("The term of Dedicated support began on").first).to_be_visible()
    expect(replay.page.get_by_text("replay the file with today as the first day")).to_be_visible()


def test_a_file_of_one_ticket_is_told_as_one(replay: ReplayPage) -> None:
    replay.open()
    replay.choose(b"date,level,hours\n2025-03-04,l2,1\n")
    expect(replay.said("The ticket can be replayed.")).to_be_visible()
    replay.send.click()
    expect(replay.answer.get_by_text("What the ticket of 4 March 2025 would have cost")).to_be_visible()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_without_its_mark_is_read(replay: ReplayPage, encoding: str) -> None:
    replay.open()
    replay.choose("date,level,hours\n2025-03-04,Stufe “Süd”,1\n".encode(encoding))
    expect(replay.field("“Stufe “Süd”” (1 ticket)")).to_be_visible()


def test_of_many_years_the_newest_are_proposed_and_the_others_left_out_by_word(
    replay: ReplayPage,
) -> None:
    replay.open()
    replay.choose(b"date,level,hours\n" + b"".join(b"%d-06-15,l2,1\n" % year for year in range(2021, 2026)))
    expect(replay.field("First day")).to_have_value("2023-06-01")
    expect(replay.said("Proposed are the newest 3 years with many tickets.")).to_be_visible()
    expect(replay.said("3 tickets can be replayed. 2 rows are of other days.")).to_be_visible()
    expect(replay.bad.get_by_role("row").nth(1)).to_have_text("215 June 2021 is outside the months that are replayed.")
    replay.send.click()
    expect(replay.faults.get_by_role("link")).to_have_count(1)
    replay.leave_out.check()
    replay.send.click()
    expect(replay.answer.get_by_text("from 15 June 2023 to 15 June 2025")).to_be_visible()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "This file holds no tickets."),
        (b"date,level,hours\n", "This file holds the names of columns and no tickets."),
        (b"PK\x03\x04\x14\x00", "This is a spreadsheet."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "Save it as CSV, in UTF-8 where you are asked for an encoding"),
        (b"date,level,hours\n" + b"2025-01-01,l1,1\n" * 10_001, "This file holds more than 10,000 tickets."),
    ],
)
def test_a_file_that_is_no_list_of_tickets_is_refused_beside_its_field(
    replay: ReplayPage, data: bytes, why: str
) -> None:
    replay.open()
    replay.choose(data)
    expect(replay.file).to_have_accessible_description(re.compile(re.escape(why)))
    expect(replay.send).to_have_count(0)
    replay.choose(_year())
    expect(replay.send).to_be_visible()
    expect(replay.file).not_to_have_accessible_description(re.compile(re.escape(why)))


def test_the_keyboard_alone_replays_a_year_on_a_narrow_screen(replay: ReplayPage, axe_source: str) -> None:
    page, keys = replay.page, replay.page.keyboard
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/advice/?family=softswitch")
    replay.tab_to(page.get_by_role("button", name="I have last year’s tickets in a file"))
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Last year’s tickets")).to_be_focused()
    # No browser lets a script use its own dialog of files.
    replay.choose(_year())
    bugs = replay.field("“Bug” (20 tickets)")
    replay.tab_to(bugs)
    keys.type("Level 3")
    expect(bugs).to_have_value("dev")
    assert overflow(page) == 0
    replay.tab_to(replay.leave_out)
    keys.press("Space")
    keys.press("Tab")
    expect(replay.send).to_be_focused()
    keys.press("Enter")
    expect(AdvicePage(page).answer).to_be_focused()
    expect(replay.answer).to_be_visible()
    assert len(replay.totals) == 4
    replay.tab_to(replay.fold("Standard support").locator("summary"))
    keys.press("Enter")
    fold = replay.fold("Standard support")
    expect(fold.get_by_role("row").filter(has_text="Level 1 and 2: hours of a month")).to_contain_text("3 January 2025")
    expect(fold.get_by_role("rowheader", name="Line 26", exact=True)).to_be_visible()
    assert overflow(page) == 0
    assert violations(page, axe_source) == []


def test_ten_thousand_tickets_are_answered_while_somebody_waits(replay: ReplayPage) -> None:
    levels = ("l1", "l2", "dev")
    rows = [f"2025-{at % 12 + 1:02}-{at % 28 + 1:02},{levels[at % 3]},{at % 8 + 1}.25" for at in range(10_000)]
    replay.open()
    replay.choose("\n".join(["date,level,hours", *rows]).encode())
    expect(replay.said("All 10,000 tickets can be replayed.")).to_be_visible()
    replay.send.click()
    working = re.compile("of 2: .* 10,000 tickets .* So many take some seconds")
    expect(replay.page.get_by_role("status").filter(has_text=working)).to_be_visible()
    expect(replay.page.get_by_role("progressbar", name=working)).to_be_visible()
    expect(replay.answer).to_be_visible(timeout=90_000)
    assert len(replay.totals) == 4
    fold = replay.unfold("Standard support")
    expect(fold.get_by_role("table", name="When each limit first refused a ticket")).to_be_visible()
    expect(fold.get_by_text(re.compile("^1 to 100 of [0-9]+,[0-9]{3}$"))).to_be_visible()
    replay.page.emulate_media(media="print")
    printed = re.compile("^Printed are rows 1 to 100 of [0-9]+,[0-9]{3}. The CSV file holds all of them.$")
    expect(fold.get_by_text(printed)).to_be_visible()


def test_paper_has_every_row_of_a_list_that_the_screen_cuts(replay: ReplayPage) -> None:
    rows = [f"2025-{at % 12 + 1:02}-{at % 28 + 1:02},l2,2" for at in range(300)]
    replay.open()
    replay.choose("\n".join(["date,level,hours", *rows]).encode())
    replay.send.click()
    fold = replay.unfold("Standard support")
    lines = fold.get_by_role("table", name=re.compile("^Tickets beyond quota.*Standard support$")).get_by_role(
        "rowheader"
    )
    expect(lines).to_have_count(100)
    shown = re.compile("^1 to 100 of 300$")
    expect(fold.get_by_text(shown)).to_be_visible()
    replay.page.emulate_media(media="print")
    expect(lines).to_have_count(300)
    expect(fold.get_by_text(shown)).not_to_be_visible()


def test_a_replay_is_stopped_and_its_file_is_still_there(replay: ReplayPage) -> None:
    page = replay.page
    held: list[Route] = []
    page.route("**/api/v1/advice", lambda route: held.append(route))
    replay.open()
    replay.choose(_year())
    replay.field("“Bug” (20 tickets)").select_option(label="Level 3 (development)")
    replay.leave_out.check()
    replay.send.click()
    stop = page.get_by_role("button", name="Stop")
    stop.focus()
    page.keyboard.press("Enter")
    expect(stop).to_have_count(0)
    expect(page.get_by_role("heading", name="Last year’s tickets")).to_be_focused()
    expect(replay.leave_out).to_be_checked()
    expect(replay.answer).to_have_count(0)
    # The page gave them up; Playwright waits all the same, and complains in a later spec of one that nobody ended.
    for route in held:
        route.abort()
    page.unroute("**/api/v1/advice")
    replay.send.click()
    expect(AdvicePage(page).answer).to_have_text(re.compile("would have cost least"))
