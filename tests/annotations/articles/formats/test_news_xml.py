"""Feeds, NITF and NewsML-G2, in the shapes that their specifications publish; and hostile XML."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.annotations.articles.formats.reading import article, articles, found, problems

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Meridian News</title><language>en-gb</language>
<item><title>Six &amp;amp; more sign</title><link>https://example.org/2026/six-sign.html?utm=1</link>
<guid isPermaLink="false">id-1</guid><pubDate>Mon, 12 Jan 2026 21:40:00 +0100</pubDate>
<dc:creator>Ana Duarte</dc:creator>
<description>The beginning.</description>
<content:encoded><![CDATA[<p>The <i>whole</i> of it.</p><script>x()</script><p>And more.</p>]]></content:encoded></item>
<item><title>Only a title</title><guid>https://example.org/</guid></item>
<item><description>&lt;p&gt;No title.&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Blatt</title><author><name>Red.</name></author>
<entry><id>urn:uuid:1225c695</id><title type="html">Eins &amp;lt;2&amp;gt;</title><link rel="self" href="https://e.org/s"/>
<link href="https://e.org/eins/"/><updated>2026-01-12T21:40:00Z</updated><author><name>Ada</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Das <b>Erste</b>.</p><p>Das Zweite.</p></div>
</content>
</entry>
<entry><id>urn:uuid:1225c696</id><title>Zwei</title><published>2025-01-01</published><updated>2026-01-01</updated>
<summary>Kurz &lt; lang.</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Old</title></channel><item><title>One</title><link>http://e.org/one</link></item></rdf:RDF>"""
NITF = """<!DOCTYPE nitf SYSTEM "nitf-3-2.dtd"><nitf xml:lang="en"><head><title>Weather</title><docdata>
<date.issue norm="20260112T214000+0100"/><doc.copyright holder="The Agency"/></docdata></head>
<body><body.head><hedline><hl1>Norfolk Weather and Tide Updates</hl1></hedline>
<byline>By <person>Alan Karben</person></byline>
<dateline><location>Norfolk</location>, Jan. 12 -</dateline></body.head>
<body.content><block><p>The weather was <em>superb</em> today.</p><media><media-caption>A photo</media-caption></media>
<hl2>Tides</hl2><p>They rose.</p></block></body.content></body></nitf>"""
ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:example.org:20260112:%s" xml:lang="en">
<itemMeta><provider literal="The Agency"/><versionCreated>2026-01-12T21:40:00+01:00</versionCreated></itemMeta>
<contentMeta><headline>Six sign</headline><by>By Ana Duarte</by><language tag="en-US"/></contentMeta>
<contentSet>%s</contentSet></newsItem>"""
INLINE = """<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>
<body><p>They signed.</p><p>It rained.</p></body></html></inlineXML>"""
ENTITIES = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(25))
BOMB = f'<!DOCTYPE rss [<!ENTITY a "ha">{ENTITIES}]><rss>&z;</rss>'


def written(tmp_path: Path, content: str, name: str = "a.xml") -> Path:
    (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path / name


def test_rss(tmp_path: Path) -> None:
    read = articles(written(tmp_path, RSS))
    assert list(read) == ["six-sign", "only-a-title", "000003"]
    first = read["six-sign"]
    assert first.text == "Six & more sign\n\nThe whole of it.\n\nAnd more.\n"
    assert first.meta == ("Meridian News", "Ana Duarte", "en-gb", "https://example.org/2026/six-sign.html?utm=1")
    assert first.published is not None
    assert first.published.isoformat() == "2026-01-12T21:40:00+01:00"
    assert [read[key].text for key in list(read)[1:]] == ["Only a title\n", "No title.\n"]


def test_atom_and_rss_of_the_web_of_data(tmp_path: Path) -> None:
    read = articles(written(tmp_path, ATOM, "a.atom"))
    assert list(read) == ["eins", "urn-uuid-1225c696"]
    assert read["eins"].text == "Eins <2>\n\nDas Erste.\n\nDas Zweite.\n"
    assert read["eins"].meta == ("Blatt", "Ada", "de", "https://e.org/eins/")
    second = read["urn-uuid-1225c696"]
    assert (second.text, second.author) == ("Zwei\n\nKurz < lang.\n", "Red.")
    assert second.published is not None
    assert second.published.year == 2025
    assert [(key, each.source) for key, each in articles(written(tmp_path, RDF, "a.rss")).items()] == [("one", "Old")]


def test_nitf(tmp_path: Path) -> None:
    read = article(written(tmp_path, NITF, "a.nitf"))
    head = "Norfolk Weather and Tide Updates\n\nNorfolk, Jan. 12 -\n\n"
    assert read.text == head + "The weather was superb today.\n\nTides\n\nThey rose.\n"
    assert read.meta == ("The Agency", "Alan Karben", "en", None)
    assert read.published is not None
    assert read.published.isoformat() == "2026-01-12T21:40:00+01:00"


def test_newsml(tmp_path: Path) -> None:
    read = article(written(tmp_path, ITEM % ("one", INLINE)))
    assert (read.text, read.meta[:3]) == (
        "Six sign\n\nThey signed.\n\nIt rained.\n",
        ("The Agency", "Ana Duarte", "en-US"),
    )
    by = "<creator><name>By Jo Li</name></creator><infoSource><name>A Wire</name></infoSource>"
    shown = (ITEM % ("one", INLINE)).replace("<by>By Ana Duarte</by>", by).replace('literal="The Agency"', 'uri="x:y"')
    assert article(written(tmp_path, shown)).meta[:2] == ("A Wire", "Jo Li")
    links = (
        '<link rel="irel:seeAlso" href="https://e.org/photo"><title>A photo</title></link>'
        '<link rel="canonical" href="https://e.org/six"/>'
    )
    assert article(written(tmp_path, shown)).meta.url is None
    assert (
        article(written(tmp_path, shown.replace("</itemMeta>", f"{links}</itemMeta>"))).meta.url == "https://e.org/six"
    )
    picture, nitf = '<remoteContent href="x.jpg"/>', f"<inlineXML>{NITF.partition('>')[2]}</inlineXML>"
    items = ITEM % ("one", INLINE) + ITEM % ("two", picture) + ITEM % ("three", nitf)
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'
    several = articles(written(tmp_path, message))
    assert list(several) == ["one", "three"]
    assert "The weather was superb today." in several["three"].text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "a.xml:1: not well-formed XML: no element found; mend it"),
        ("<rss>\n<channel></rss>", "a.xml:2: not well-formed XML: mismatched tag; mend it"),
        (BOMB, "a.xml: XML that declares entities; it may be hostile; take the declarations out"),
        (
            '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
            "a.xml: XML that declares entities; it may be hostile; take the declarations out",
        ),
        (
            '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><rss/>',
            "a.xml: XML that declares entities; it may be hostile; take the declarations out",
        ),
        (
            '<?xml version="1.0" encoding="x-none"?><rss/>',
            "a.xml: XML in an encoding that is not known; save it as UTF-8",
        ),
    ],
)
def test_what_is_wrong_with_a_document_is_one_line(tmp_path: Path, content: str, said: str) -> None:
    assert problems(written(tmp_path, content)) == [said]


def test_xml_of_another_kind_holds_no_article_and_is_no_problem(tmp_path: Path) -> None:
    assert found(written(tmp_path, "<project><name>x</name></project>")) == {}
