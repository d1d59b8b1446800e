"""What time it is where an article was written: datelines name a city, files tell the time of an office elsewhere."""

from __future__ import annotations

from datetime import datetime
from functools import cache

# The cities that datelines of news in English name most, by their zones; most capitals are called as their zones.
_CITIES = {
    "Africa/Abidjan": "Abidjan, Accra, Bamako, Dakar, Freetown, Nouakchott, Ouagadougou, Yamoussoukro",
    "Africa/Algiers": "Algiers, Tunis",
    "Africa/Cairo": "Cairo",
    "Africa/Casablanca": "Casablanca, Rabat",
    "Africa/Johannesburg": "Johannesburg, Cape Town, Pretoria, Durban, Maseru, Mbabane",
    "Africa/Khartoum": "Khartoum",
    "Africa/Lagos": "Lagos, Abuja, Luanda, Kinshasa, N'Djamena, Yaounde, Niamey",
    "Africa/Maputo": "Maputo, Harare, Lusaka, Kigali, Lilongwe, Gaborone, Bujumbura",
    "Africa/Nairobi": "Nairobi, Addis Ababa, Mogadishu, Kampala, Dar es Salaam, Djibouti, Asmara",
    "Africa/Tripoli": "Tripoli, Benghazi",
    "America/Argentina/Buenos_Aires": "Buenos Aires, Montevideo",
    "America/Bogota": "Bogota, Lima, Quito",
    "America/Caracas": "Caracas",
    "America/Chicago": "Chicago, Houston, Dallas, Austin, Minneapolis, St. Louis, New Orleans, Kansas City, Milwaukee",
    "America/Denver": "Denver, Salt Lake City, Albuquerque",
    "America/Halifax": "Halifax",
    "America/Havana": "Havana",
    "America/La_Paz": "La Paz",
    "America/Los_Angeles": "Los Angeles, San Francisco, Seattle, San Diego, Sacramento, Las Vegas, Oakland",
    "America/Mexico_City": "Mexico City, Guadalajara",
    "America/New_York": "New York, Washington, Boston, Philadelphia, Atlanta, Miami, Detroit, Pittsburgh, Baltimore,"
    " Cleveland, United Nations, Orlando, Cape Canaveral, Charlotte, Buffalo",
    "America/Phoenix": "Phoenix",
    "America/Port-au-Prince": "Port-au-Prince",
    "America/Santiago": "Santiago",
    "America/Sao_Paulo": "Sao Paulo, Rio de Janeiro, Brasilia",
    "America/Toronto": "Toronto, Ottawa, Montreal, Quebec City",
    "America/Vancouver": "Vancouver",
    "Asia/Baghdad": "Baghdad, Basra, Mosul, Erbil",
    "Asia/Baku": "Baku",
    "Asia/Bangkok": "Bangkok, Hanoi, Phnom Penh, Vientiane, Ho Chi Minh City",
    "Asia/Beirut": "Beirut",
    "Asia/Colombo": "Colombo",
    "Asia/Damascus": "Damascus, Aleppo",
    "Asia/Dhaka": "Dhaka",
    "Asia/Dubai": "Dubai, Abu Dhabi, Muscat",
    "Asia/Hong_Kong": "Hong Kong, Macau",
    "Asia/Jakarta": "Jakarta",
    "Asia/Jerusalem": "Jerusalem, Tel Aviv, Haifa",
    "Asia/Kabul": "Kabul, Kandahar",
    "Asia/Karachi": "Karachi, Islamabad, Lahore, Peshawar, Quetta",
    "Asia/Kathmandu": "Kathmandu",
    "Asia/Kolkata": "New Delhi, Mumbai, Kolkata, Bangalore, Bengaluru, Chennai, Hyderabad, Srinagar",
    "Asia/Kuala_Lumpur": "Kuala Lumpur",
    "Asia/Manila": "Manila",
    "Asia/Pyongyang": "Pyongyang",
    "Asia/Riyadh": "Riyadh, Jeddah, Kuwait City, Doha, Manama, Sanaa, Aden",
    "Asia/Seoul": "Seoul, Busan, Panmunjom",
    "Asia/Shanghai": "Beijing, Shanghai, Guangzhou, Shenzhen, Wuhan, Chongqing, Tianjin, Nanjing, Lhasa, Urumqi",
    "Asia/Singapore": "Singapore",
    "Asia/Taipei": "Taipei",
    "Asia/Tashkent": "Tashkent",
    "Asia/Tbilisi": "Tbilisi",
    "Asia/Tehran": "Tehran",
    "Asia/Tokyo": "Tokyo, Osaka, Kyoto, Hiroshima, Nagasaki, Fukushima, Sapporo, Nagoya",
    "Asia/Ulaanbaatar": "Ulaanbaatar, Ulan Bator",
    "Asia/Yangon": "Yangon, Naypyidaw, Rangoon",
    "Asia/Yerevan": "Yerevan",
    "Atlantic/Reykjavik": "Reykjavik",
    "Australia/Adelaide": "Adelaide",
    "Australia/Brisbane": "Brisbane",
    "Australia/Perth": "Perth",
    "Australia/Sydney": "Sydney, Melbourne, Canberra, Hobart",
    "Europe/Athens": "Athens",
    "Europe/Belgrade": "Belgrade, Sarajevo, Zagreb, Ljubljana, Skopje, Pristina, Podgorica",
    "Europe/Berlin": "Berlin, Munich, Frankfurt, Hamburg, Cologne",
    "Europe/Brussels": "Brussels, Luxembourg",
    "Europe/Bucharest": "Bucharest, Chisinau",
    "Europe/Budapest": "Budapest",
    "Europe/Dublin": "Dublin",
    "Europe/Helsinki": "Helsinki, Tallinn, Riga, Vilnius",
    "Europe/Istanbul": "Istanbul, Ankara",
    "Europe/Kiev": "Kyiv, Kiev, Kharkiv, Odesa, Lviv",
    "Europe/Lisbon": "Lisbon",
    "Europe/London": "London, Belfast, Edinburgh, Manchester, Glasgow, Cardiff, Liverpool",
    "Europe/Madrid": "Madrid, Barcelona",
    "Europe/Minsk": "Minsk",
    "Europe/Moscow": "Moscow",
    "Europe/Oslo": "Oslo, Copenhagen, Stockholm",
    "Europe/Paris": "Paris, Strasbourg, Marseille, Monaco",
    "Europe/Prague": "Prague, Bratislava",
    "Europe/Rome": "Rome, Milan, Vatican City, Valletta",
    "Europe/Sofia": "Sofia",
    "Europe/Vienna": "Vienna",
    "Europe/Warsaw": "Warsaw",
    "Europe/Zurich": "Zurich, Geneva, Davos, Bern, Lausanne",
    "Europe/Amsterdam": "Amsterdam, The Hague",
    "Pacific/Auckland": "Auckland, Wellington, Christchurch",
    "Pacific/Fiji": "Suva",
    "Pacific/Honolulu": "Honolulu",
    "Pacific/Port_Moresby": "Port Moresby",
}


def at_place(moment: datetime | None, place: str | None) -> datetime | None:
    """The same moment by the clocks of the place that a dateline names: `TOKYO`, `Paris, France`.

    As it is where it names no zone itself (then it is that of the place, most likely), where the place is not known
    here, and where the machine knows of no zones.
    """
    if moment is None or moment.utcoffset() is None or place is None:
        return moment
    zone = _zones().get(" ".join(place.partition(",")[0].split()).casefold())
    if zone is None:
        return moment
    from zoneinfo import ZoneInfo

    try:
        return moment.astimezone(ZoneInfo(zone))
    except (LookupError, OSError, ValueError, OverflowError):
        return moment


@cache
def _zones() -> dict[str, str]:
    return {city.strip().casefold(): zone for zone, cities in _CITIES.items() for city in cities.split(",")}
