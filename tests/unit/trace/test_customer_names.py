"""A customer's line under the provider's domain is no server of it, whatever it writes below."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.directory.providers import line_words, mail_words, shipped_providers
from upstander.language.net_address import AddressSort, read_net_address
from upstander.mail.headers import split_headers
from upstander.model.lead import Strength, TraceSheet
from upstander.trace._customer_names import carries_address, is_customers_line
from upstander.trace.mail_trace import trace_mail
from upstander.trace.received import read_received
from upstander.trace.walk import Recipient, Walk, walk

DATE = "; Thu, 12 Nov 2026 21:47:03 +0000"
IP = "203.0.113.77"
VICTIM = "from bank.example.com (bank.example.com [198.51.100.9]) by {} (Postfix) with ESMTP"


def traced(
    *lines: str, to: str = "tara@example.org", named: tuple[str, ...] = (), more: str = ""
) -> TraceSheet:
    written = "".join(f"Received: {each}{DATE}\r\n" for each in lines)
    mail = f"{written}{more}From: kit@example.net\r\nTo: {to}\r\n\r\nhello\r\n"
    return trace_mail(mail.encode(), source="m", recipient_mx=named)


def forged(
    name: str, ip: str = IP, *, named: tuple[str, ...] = (), by: str = "mx.example.org"
) -> TraceSheet:
    """What becomes of a line that the computer ``name`` made up by its own looked-up name."""
    top = f"from x ({name} [{ip}]) by {by} (Postfix) with ESMTP"
    return traced(top, VICTIM.format(name), to=f"tara@{by.split('.', 1)[1]}", named=named)


def handed_over(sheet: TraceSheet) -> tuple[str, Strength]:
    assert sheet.handover is not None
    return sheet.handover.ip, sheet.handover.strength


# --- names that carry their address --------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "203.0.113.77.example.org",
        "77.113.0.203.example.org",
        "host86-203-0-113-77.range.example.org",
        "203-0-113-77.example.org",
        "77.113-0-203.example.org",
        "h0-203-77-113.example.org",
        "113.Red-203-0-77.example.org",
        "node024-203-000-113.example.org",
        "h203000113077.example.org",
        "ISP203000113077.example.org",
        "h077113000203.example.org",
        "cb00714d.example.org",
        "0xCB00714D.example.org",
        "pCB00714D.example.org",
        "4d7100cb.example.org",
        "ip-cb-00-71-4d.example.org",
        "ip-cb-0-71-4d.example.org",
        "3405803853.example.org",
        "203011377.example.org",
        "0-113-77.example.org",
    ],
)
def test_a_name_made_of_its_address_is_a_customers(name: str) -> None:
    assert carries_address(name, IP)
    assert is_customers_line(name, IP, ("example.org",))


@pytest.mark.parametrize(
    "name",
    [
        "2001-0db8-0005-0006-0007-0008-0009-abcd.example.org",
        "20010db800050006000700080009abcd.example.org",
        "2001-db8-5-6-7-8-9-abcd.example.org",
        "abcd.9.8.7.6.5.db8.2001.example.org",
        "d.c.b.a.9.0.0.0.8.0.0.0.7.0.0.0.6.0.0.0.5.0.0.0.8.b.d.0.1.0.0.2.example.org",
        "x-0007-0008-0009-abcd.example.org",
        "2001-db8-5-6.example.org",
        "h2001.0db8.0005.0006.example.org",
    ],
)
def test_a_name_made_of_its_ipv6_address_is_a_customers(name: str) -> None:
    assert carries_address(name, "2001:db8:5:6:7:8:9:abcd")


@pytest.mark.parametrize(
    ("name", "ip"),
    [
        ("2001-db8--9.example.org", "2001:db8::9"),
        ("203-0-113-77.example.org", "::ffff:203.0.113.77"),
        ("203-0-113-77.example.org", "2002:cb00:714d::1"),
        ("203-0-113-77.example.org", "203.000.113.077"),
    ],
)
def test_an_address_that_is_written_or_wrapped_otherwise_is_found_too(name: str, ip: str) -> None:
    assert carries_address(name, ip)


@pytest.mark.parametrize("ip", ["", "unknown", "300.1.1.1", "1.2.3", ":", "203.0.113.77/24"])
def test_where_there_is_no_address_no_name_carries_it(ip: str) -> None:
    assert not carries_address("203-0-113-77.example.org", ip)


# --- names with a word for a line ----------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "ool-1.dyn.example.org", "a.dynamic.example.org", "cust173.lond.example.org",
        "fia83-8.dsl.example.org", "x.adsl.example.org", "vdsl7.example.org",
        "c-9.client.example.org",
        "u035201.ppp.example.org", "MG001182.user.example.org", "cp341468-b.home.example.org",
        "modemcable090.mc.example.org", "pool-9.example.org", "dhcp3.example.org",
        "9.broadband.example.org", "mobile-8.example.org", "vps1234.example.org",
        "customer-17.example.org", "DialUp9.example.org", "b7.rev.example.org",
        "x.ftth.example.org",
        "mx1.cust-17.example.org",
    ],
)  # fmt: skip
def test_a_word_for_a_line_makes_a_name_a_customers(name: str) -> None:
    assert is_customers_line(name, IP, ("example.org",))
    assert handed_over(forged(name)) == (IP, Strength.PROVEN)


@pytest.mark.parametrize(
    ("name", "ip", "end"),
    [
        ("mail-wr1-f41.google.com", "209.85.221.41", "google.com"),
        ("mail-wr1-x42f.google.com", "2a00:1450:4864:20::42f", "google.com"),
        ("mail-sor-f41.google.com", "209.85.220.41", "google.com"),
        ("AM6PR01MB1234.eurprd01.prod.outlook.com", "2603:10a6:20b::1", "prod.outlook.com"),
        ("mail-am6eur05on2041.mail.protection.outlook.com", "40.107.22.41",
         "mail.protection.outlook.com"),
        ("sonic312-23.consmr.mail.ir2.yahoo.com", "77.238.178.94", "yahoo.com"),
        ("mta1007.mail.sp2.yahoo.com", "67.195.204.77", "mail.yahoo.com"),
        ("st43p00im-ztdg10061701.me.com", "17.58.63.172", "me.com"),
        ("re-prd-rgout-005.btmx-prd.synchronoss.net", "213.120.69.9", "btmx-prd.synchronoss.net"),
        ("mail-41104.protonmail.ch", "185.70.41.104", "protonmail.ch"),
        ("wout1-smtp.messagingengine.com", "64.147.123.24", "messagingengine.com"),
        ("mk-filter-3-a-1.mail.uk.tiscali.co.uk", "212.74.100.54", "tiscali.co.uk"),
        ("know-smtprelay-omc-1.virginmedia.com", "80.0.253.65", "virginmedia.com"),
        ("mx1.example.org", IP, "example.org"),
        ("mx77.example.org", IP, "example.org"),
        ("smtp-in-12.example.org", "203.0.113.12", "example.org"),
        ("smtp-pool-3.example.org", IP, "example.org"),
        ("clientmail2.example.org", IP, "example.org"),
        ("dynamite.example.org", IP, "example.org"),
        ("homer.example.org", IP, "example.org"),
        ("static.example.org", IP, "example.org"),
        ("mail.home.example", IP, "home.example"),
        ("mx.pool.example", IP, "pool.example"),
        ("vps123.hoster.example", IP, "vps123.hoster.example"),
        ("vps-203-0-113-77.hoster.example", IP, "vps-203-0-113-77.hoster.example"),
        ("cb00714d.example", IP, "cb00714d.example"),
    ],
)  # fmt: skip
def test_the_name_of_a_mail_server_is_no_customers(name: str, ip: str, end: str) -> None:
    assert not is_customers_line(name, ip, (end,))


@pytest.mark.parametrize("profile", ["google", "bt", "icloud", "yahoo", "fastmail", "proton"])
def test_no_end_of_a_shipped_profile_looks_like_a_customers_line(profile: str) -> None:
    ends = shipped_providers()[profile].servers

    assert not [each for each in ends if is_customers_line(f"mx1.{each}", IP, ends)]


def test_a_word_is_for_a_line_or_for_a_mail_server_and_not_for_both() -> None:
    assert line_words() and mail_words()
    assert not line_words() & mail_words()


# --- what becomes of the hand-over ---------------------------------------------------------------

_OUTSIDE = (AddressSort.PUBLIC, AddressSort.DOCUMENTATION)
_EDGES = st.sampled_from(["", "h-", "host", "host81-", "x9-", "ip-"])
_REST = st.sampled_from(["", ".range", ".dsl", "-x", ".lon-1.core", ".mail"])
_MARKS = st.sampled_from([".", "-", "_"])


def _is_outside(address: IPv4Address | IPv6Address) -> bool:
    read = read_net_address(str(address))
    return read is not None and read.sort in _OUTSIDE


@st.composite
def _named_fours(draw: st.DrawFn) -> tuple[str, str]:
    address = draw(st.ip_addresses(v=4).filter(_is_outside))
    octets = list(address.packed)[:: draw(st.sampled_from([1, -1]))]
    form = draw(st.sampled_from(["d", "03d", "x", "02x", "02X"]))
    parts = [f"{each:{form}}" for each in octets]
    mark = draw(_MARKS) if form in ("d", "x") else draw(st.sampled_from(["", ".", "-", "_"]))
    return f"{draw(_EDGES)}{mark.join(parts)}{draw(_REST)}", str(address)


@st.composite
def _named_sixes(draw: st.DrawFn) -> tuple[str, str]:
    six = st.ip_addresses(v=6, network=ip_network("2000::/3"))
    address = draw(six.filter(lambda each: _is_outside(each) and len(each.compressed) > 11))
    groups = address.exploded.split(":")
    short = [f"{int(each, 16):x}" for each in groups]
    mark = draw(st.sampled_from([".", "-"]))
    form = draw(
        st.sampled_from(
            [
                "".join(groups),
                mark.join(groups),
                mark.join(short),
                mark.join(reversed(short)),
                ".".join(reversed("".join(groups))),
                address.compressed.replace(":", "-").strip("-"),
            ]
        )
    )
    return f"{draw(_EDGES)}{form}{draw(_REST)}", str(address)


_BELOW = st.lists(
    st.builds(
        "from {0} ({1} [198.51.100.{2}]) by {3} {4}".format,
        st.sampled_from(["bank.example.com", "mx.example.org", "localhost", "{name}"]),
        st.sampled_from(["bank.example.com", "mx.example.org", "{name}"]),
        st.integers(1, 254),
        st.sampled_from(["{name}", "mx.example.org", "localhost"]),
        st.sampled_from(["with SMTP", "with LMTP", "(Postfix) with ESMTPSA", "with HTTP", ""]),
    ),
    max_size=5,
)


@given(st.one_of(_named_fours(), _named_sixes()), _BELOW)
def test_whatever_a_line_whose_name_carries_its_address_writes_it_is_the_hand_over(
    named: tuple[str, str], below: list[str]
) -> None:
    name, ip = f"{named[0]}.example.org", named[1]
    top = f"from x ({name} [{ip}]) by mx.example.org (Postfix) with ESMTP"
    lines = [each.replace("{name}", name) for each in below]

    sheet = traced(top, VICTIM.format(name), *lines)

    assert ip_address(handed_over(sheet)[0]) == ip_address(ip)
    assert {each.strength for each in sheet.hops[1:]} == {Strength.CLAIMED}


def test_a_customer_of_a_known_provider_is_the_hand_over_too() -> None:
    sheet = forged("host81-203-0-113-77.range.btinternet.com", by="re-prd-fep-049.btinternet.com")

    assert handed_over(sheet) == (IP, Strength.PROVEN)
    assert sheet.hops[1].strength is Strength.CLAIMED


@pytest.mark.parametrize("name", ["vps123.example.org", "h-203-0-113-77.example.org"])
def test_a_server_that_the_person_named_is_passed_whatever_its_name(name: str) -> None:
    assert handed_over(forged(name, named=(name,))) == ("198.51.100.9", Strength.PROVEN)
    assert handed_over(forged(name, named=("example.org",)))[0] == IP


def test_a_server_that_wrote_the_line_above_is_passed_whatever_its_name() -> None:
    name = "vps123.example.org"
    itself = f"from {name} ({name} [{IP}]) by {name} (Postfix) with ESMTP"

    sheet = traced(itself, VICTIM.format(name))

    assert handed_over(sheet) == ("198.51.100.9", Strength.PROVEN)


def test_an_address_of_the_own_network_is_passed_whatever_its_name() -> None:
    assert handed_over(forged("dhcp-10-0-0-5.example.org", "10.0.0.5"))[0] == "198.51.100.9"


# --- a name alone, where the provider's own addresses are known ----------------------------------


def walked(*values: str, recipient: Recipient) -> Walk:
    data = "".join(f"Received: {each}{DATE}\r\n" for each in values).encode() + b"\r\n"
    fields = split_headers(data).all("received")
    return walk([read_received(each, number=at) for at, each in enumerate(fields, 1)], recipient)


def by_name(ip: str, *networks: str, names: tuple[str, ...] = ("example.org",)) -> Walk:
    blocks = tuple(ip_network(each) for each in networks)
    top = f"from x (mx2.example.org [{ip}]) by mx.example.org (Postfix) with ESMTP"
    return walked(
        top, VICTIM.format("mx2.example.org"), recipient=Recipient(names, networks=blocks)
    )


def test_a_name_at_an_address_outside_the_known_blocks_makes_what_is_below_less_sure() -> None:
    found = by_name(IP, "192.0.2.0/24")

    assert found.doubtful and found.handover is not None
    assert (found.handover.ip, found.handover.strength) == ("198.51.100.9", Strength.INFERRED)
    assert found.handover.basis.startswith("Probably")
    assert f"mx2.example.org ({IP})" in found.handover.basis
    assert "not among those that are known to be its own" in found.warnings[0]
    assert [each.strength for each in found.hops] == [Strength.PROVEN, Strength.INFERRED]


@pytest.mark.parametrize(
    ("ip", "networks"),
    [
        ("192.0.2.25", ["192.0.2.0/24"]),
        ("::ffff:192.0.2.25", ["192.0.2.0/24"]),
        (IP, []),
        (IP, ["10.0.0.0/8"]),
        (IP, ["2001:db8:1::/48"]),
        ("2001:db8:2::9", ["192.0.2.0/24"]),
        ("2001:db8:2::9", ["2002:a00::/24"]),
    ],
)
def test_a_name_is_enough_where_the_address_is_inside_or_no_such_block_is_known(
    ip: str, networks: list[str]
) -> None:
    found = by_name(ip, *networks)

    assert found.handover is not None and not found.doubtful
    assert found.handover.strength is Strength.PROVEN


def test_a_server_that_is_known_by_its_whole_name_may_have_any_address() -> None:
    found = by_name(IP, "192.0.2.0/24", names=("mx2.example.org", "example.org"))

    assert not found.doubtful


def test_icloud_is_not_sure_of_a_server_outside_its_block() -> None:
    results = "Authentication-Results: icloud.com; spf=pass smtp.mailfrom=example.net\r\n"
    top = "from x (pv5.me.com [{}]) by mx1.mail.icloud.com (Postfix) with ESMTPS"
    below = VICTIM.format("pv5.me.com")

    inside = traced(top.format("17.58.6.43"), below, to="tara@icloud.com")
    outside = traced(top.format(IP), below, to="tara@icloud.com", more=results)

    assert handed_over(inside) == ("198.51.100.9", Strength.PROVEN)
    assert handed_over(outside) == ("198.51.100.9", Strength.INFERRED)
    assert not any(each.trusted for each in outside.authentication.results)
    assert not [each for each in outside.leads if each.strength is Strength.PROVEN]


def test_a_recipients_own_domain_without_a_profile_is_inside_by_name_as_before() -> None:
    top = f"from x (mail.school.example [{IP}]) by mx.school.example (Postfix) with ESMTP"

    sheet = traced(top, VICTIM.format("mail.school.example"), to="tara@school.example")

    assert handed_over(sheet) == ("198.51.100.9", Strength.PROVEN)
