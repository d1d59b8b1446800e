"""Currencies and units of measure: how news writes them, and how the standards do."""

from __future__ import annotations

SIGNS = {
    "$": "USD",
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "hk$": "HKD",
    "nz$": "NZD",
    "s$": "SGD",
    "r$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
}
"""Signs before an amount, and the currency (ISO 4217) that each stands for."""

NATIONS = {
    "u.s.": "US",
    "us": "US",
    "american": "US",
    "canadian": "CA",
    "australian": "AU",
    "hong kong": "HK",
    "singapore": "SG",
    "new zealand": "NZ",
    "swiss": "CH",
    "japanese": "JP",
    "south korean": "KR",
    "indian": "IN",
    "russian": "RU",
    "mexican": "MX",
    "british": "GB",
    "chinese": "CN",
}
"""Words before the name of a currency, and the country (ISO 3166) that each stands for."""

CURRENCIES = {
    "dollar": ("D", "USD"),
    "euro": ("", "EUR"),
    "yen": ("", "JPY"),
    "yuan": ("", "CNY"),
    "renminbi": ("", "CNY"),
    "rupee": ("R", "INR"),
    "ruble": ("", "RUB"),
    "rouble": ("", "RUB"),
    "rupiah": ("", "IDR"),
    "peso": ("N", ""),
    "franc": ("F", "CHF"),
    "pound": ("P", "GBP"),
    "sterling": ("P", "GBP"),
    "won": ("", "KRW"),
    "baht": ("", "THB"),
    "ringgit": ("", "MYR"),
    "shekel": ("", "ILS"),
    "zloty": ("", "PLN"),
    "forint": ("", "HUF"),
    "naira": ("", "NGN"),
}
"""Names of currencies: the last letter of the code after that of a country, and the code of the name alone."""

TAKEN_FOR = {
    "USD": "the dollar taken for the US one",
    "INR": "the rupee taken for the Indian one",
    "CHF": "the franc taken for the Swiss one",
    "GBP": "the pound taken for the British one",
}
"""What is taken for granted where nothing but the name of these currencies is written."""

UNITS = {
    "kilometer": "km",
    "kilometre": "km",
    "meter": "m",
    "metre": "m",
    "centimeter": "cm",
    "centimetre": "cm",
    "millimeter": "mm",
    "millimetre": "mm",
    "mile": "mi",
    "yard": "yd",
    "foot": "ft",
    "feet": "ft",
    "inch": "in",
    "inche": "in",
    "tonne": "t",
    "ton": "ton",
    "kilogram": "kg",
    "kilogramme": "kg",
    "kilo": "kg",
    "gram": "g",
    "gramme": "g",
    "milligram": "mg",
    "pound": "lb",
    "lb": "lb",
    "ounce": "oz",
    "liter": "L",
    "litre": "L",
    "gallon": "gal",
    "barrel": "bbl",
    "hectare": "ha",
    "acre": "acre",
    "knot": "kn",
    "mph": "mi/h",
    "kph": "km/h",
    "megawatt": "MW",
    "gigawatt": "GW",
    "kilowatt": "kW",
    "watt": "W",
    "megabyte": "MB",
    "gigabyte": "GB",
    "terabyte": "TB",
    "degree": "°",
    "degrees celsius": "°C",
    "degrees centigrade": "°C",
    "degrees fahrenheit": "°F",
    "° c": "°C",
    "° f": "°F",
}
"""Units as they are written, without the s of the plural, and their signs."""

POWERS = {"square": "²", "sq": "²", "cubic": "³"}
"""Words before a unit of length."""
