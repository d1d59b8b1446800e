"""The words by which names are told: titles, what organisations and places are called, words that are no names."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


# Before a person's name, written with a capital.
TITLES = words(
    """Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Prof Prof. Professor Doctor President Vice-President Premier Chancellor
    Minister Senator Sen Sen. Representative Rep Rep. Congressman Congresswoman Governor Gov Gov. Mayor
    Speaker Secretary Ambassador Commissioner General Gen Gen. Colonel Col Col. Major Maj Maj. Captain Capt
    Capt. Lieutenant Lt Lt. Sergeant Sgt Sgt. Admiral Adm Adm. Commander Marshal Judge Justice King Queen
    Prince Princess Duke Duchess Emperor Empress Sultan Emir Sheikh Ayatollah Imam Pope Cardinal Archbishop
    Bishop Father Sister Reverend Rev Rev. Rabbi Sir Dame Lord Lady Chairman Chairwoman Chair Director Coach
    Detective Officer Inspector Supt Comm Constable Sheriff Superintendent Attorney CEO Spokesman Spokeswoman
    Spokesperson Chief Deputy Executive MP"""
)
# Those that also head names of other things, so that one capitalised word after them shows nothing.
WEAK_TITLES = words("Chair Chief Deputy Executive Sister Father Major Attorney Director MP Speaker Captain Commander")
# The same without a capital; two capitalised words must follow.
OCCUPATIONS = words(
    """president minister premier chancellor senator congressman congresswoman governor mayor speaker secretary
    ambassador commissioner general colonel captain judge justice king queen prince princess sultan chairman
    chairwoman director coach detective officer spokesman spokeswoman spokesperson leader actor actress
    singer musician author writer journalist reporter lawyer attorney analyst economist professor scientist
    researcher engineer doctor mathematician physicist astronaut player footballer striker goalkeeper driver
    candidate lawmaker activist businessman businesswoman founder artist photographer historian wife husband
    son daughter brother sister father mother comedian rapper producer filmmaker novelist poet teammate
    climber skier swimmer boxer"""
)
SUFFIXES = words("Jr Jr. Sr Sr. II III IV")

ORGANISATIONS = words(
    """Inc Inc. Corp Corp. Corporation Ltd Ltd. LLC PLC GmbH Company Co. Holdings Industries Technologies
    Motors Airlines Airways Pharmaceuticals Ministry Department University Institute College School Academy
    Council Party Bank Court Agency Committee Commission Association Organization Organisation Union
    Authority Administration Bureau Federation Foundation Police Army Navy Force Forces Guard Corps Brigade
    Senate Congress Parliament Assembly Embassy Consulate Office Board Society League Club Group Fund
    Alliance Coalition Front Movement Service Services Directorate Chamber Cabinet Secretariat Times Post
    Journal Herald Tribune Gazette Telegraph Magazine Television Radio News Church Conference Exchange
    Reserve Trust Labs Laboratories Laboratory Observatory Orchestra Initiative Network Team"""
)
# Too plain to end a name of only two words, or a name that does not begin with a known place.
PLAIN_ORGANISATIONS = words("Group Office Board Team School Front Service Services Conference Network News Post Radio")
OF_ORGANISATIONS = words(
    """Ministry Department University Bank Institute Office House Court Federation Association Organization
    Organisation Bureau Council Board Committee Commission Academy College School Church League Union
    Chamber Embassy Society Confederation"""
)
FACILITIES = words(
    """Airport Stadium Bridge Tower Square Street Avenue Palace Station Arena Museum Cathedral Mosque Airbase
    Base Highway Road Tunnel Dam Hospital Hall Boulevard Theatre Theater Library Prison Basilica Castle Zoo"""
)
PLACES = words(
    """Sea Ocean River Mountains Mountain Lake Peninsula Island Islands Strait Straits Gulf Desert Valley Bay
    Coast Isles Canal Channel Archipelago Basin Plateau Glacier Falls Volcano"""
)
REGIONS = words("Province County Prefecture District City Oblast Governorate Township Region Territory")
EVENTS = words(
    "Olympics Paralympics Games War Festival Championship Championships Cup Bowl Uprising Revolution Expo Prix"
)
LAWS = words("Act Agreement Treaty Accord Accords Protocol Convention Amendment Constitution Pact Charter Law Laws")
# Titles or plain words that begin names of organisations as well.
BEGINNERS = words(
    "General First Second Third New National Local International Media People Police Internet Central Federal"
)
AWARDS = words("Prize Award Awards Medal Trophy Oscar Emmy")
STORMS = words("Hurricane Typhoon Cyclone Storm")
BEFORE_PLACES = words("Mount Mt. Lake Cape Strait Gulf Bay Isle")

CALENDAR = words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
    August September October November December Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec."""
)
# Words that begin sentences, or are capitalised in titles, and are no names.
COMMON = words(
    """A An The This That These Those There Here He She It We They You I His Her Its Our Their Your My Who What
    When Where Why Which How If As At By For From In Into Of Off On Onto Out Over To Up With Without Within
    Under Until Upon About Above Across After Against Along Among Around Before Behind Below Beneath Beside
    Besides Between Beyond But Despite Down During Except Inside Like Near Since Than Through Throughout
    Toward Towards Unlike Via And Or Nor So Yet Not No Yes Also Although Though Because However Therefore
    Thus Hence Meanwhile Moreover Furthermore Nevertheless Nonetheless Otherwise Instead Later Earlier Then
    Now Today Yesterday Tomorrow Tonight Once Twice Again Still Already Even Ever Never Always Often
    Sometimes Perhaps Maybe Only Just Very Too Such Some Any All Both Each Every Either Neither Several Many
    Much More Most Few Fewer Less Least Other Others Another One Two Three Four Five Six Seven Eight Nine
    Ten Eleven Twelve First Second Third Last Next Previous Former Current Recent Recently According
    Following Including Speaking Asked Given Based Is Are Was Were Be Been Being Am Has Have Had Having Do
    Does Did Done Will Would Shall Should Can Could May Might Must Let Said Says New Old Local National
    International Official Officials Authorities Police Scientists Researchers Experts Critics Supporters
    Protesters Residents People Men Women Children Sources Source Reports Report Editor Photo Image File
    Video Player Close Updated Published Breaking Exclusive Please Click Read See Full Press Media Late
    Early Dozens Hundreds Thousands Millions Whether While Earth Internet God Bible Dear Thanks Thank Good
    Great Well Oh Ok Somehow North South East West Northern Southern Eastern Western Central"""
)
DIRECTIONS = words(
    "North South East West Northern Southern Eastern Western Central Greater Upper Lower Northeast Northwest"
    " Southeast Southwest Northeastern Northwestern Southeastern Southwestern Downtown Mainland"
)
# What ministers are ministers of: `Minister of Trade and Industry Hiroshi Kajiyama`.
PORTFOLIOS = words(
    """Industry Trade Foreign Defense Defence Finance Health Economy Interior Home State Labour Labor Education
    Energy Environment Agriculture Security Affairs Commerce Transport Transportation Treasury Culture
    Tourism Science Technology Development Welfare Information Planning Housing Intelligence Relations
    Operations Human Rights Resources Public Supreme Civil Military House Budget Infrastructure
    Communications Strategy Food Drug Forestry Fire Innovation Art Arts Sciences Engineering"""
)
# Surnames as well, so that they end a building's name only where a preposition or an article says so.
SURNAME_LIKE = words("Hall Castle Church Law Street Lake Bay Post Base Hospital Bridge Falls Library Road")
NOT_NAMES = (
    COMMON
    | CALENDAR
    | PORTFOLIOS
    | TITLES
    | ORGANISATIONS
    | FACILITIES
    | PLACES
    | REGIONS
    | EVENTS
    | LAWS
    | OF_ORGANISATIONS
    | AWARDS
)
