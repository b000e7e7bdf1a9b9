import { isTimeZone } from "../google/event-time";

/** Windows names and the IANA zones they stand for, the preferred one first (CLDR windowsZones). */
const TABLE = `
Dateline Standard Time|Etc/GMT+12
UTC-11|Pacific/Pago_Pago Pacific/Midway
Hawaiian Standard Time|Pacific/Honolulu
Alaskan Standard Time|America/Anchorage America/Juneau
Pacific Standard Time|America/Los_Angeles America/Vancouver
Pacific Standard Time (Mexico)|America/Tijuana
US Mountain Standard Time|America/Phoenix
Mountain Standard Time (Mexico)|America/Mazatlan
Mountain Standard Time|America/Denver America/Edmonton America/Boise
Central America Standard Time|America/Guatemala America/Costa_Rica
Central Standard Time|America/Chicago America/Winnipeg
Central Standard Time (Mexico)|America/Mexico_City America/Monterrey
Canada Central Standard Time|America/Regina
SA Pacific Standard Time|America/Bogota America/Lima America/Panama
Eastern Standard Time|America/New_York America/Toronto America/Detroit
US Eastern Standard Time|America/Indiana/Indianapolis America/Indianapolis
Cuba Standard Time|America/Havana
Paraguay Standard Time|America/Asuncion
Atlantic Standard Time|America/Halifax Atlantic/Bermuda
Venezuela Standard Time|America/Caracas
Central Brazilian Standard Time|America/Cuiaba America/Campo_Grande
SA Western Standard Time|America/La_Paz America/Puerto_Rico
Pacific SA Standard Time|America/Santiago
Newfoundland Standard Time|America/St_Johns
E. South America Standard Time|America/Sao_Paulo
SA Eastern Standard Time|America/Cayenne America/Fortaleza
Argentina Standard Time|America/Argentina/Buenos_Aires America/Buenos_Aires
Greenland Standard Time|America/Nuuk America/Godthab
Montevideo Standard Time|America/Montevideo
Bahia Standard Time|America/Bahia
UTC-02|Etc/GMT+2 Atlantic/South_Georgia
Azores Standard Time|Atlantic/Azores
Cape Verde Standard Time|Atlantic/Cape_Verde
UTC|UTC Etc/UTC Etc/GMT
GMT Standard Time|Europe/London Europe/Dublin Europe/Lisbon
Greenwich Standard Time|Atlantic/Reykjavik Africa/Abidjan Africa/Accra
Morocco Standard Time|Africa/Casablanca
W. Europe Standard Time|Europe/Berlin Europe/Amsterdam Europe/Rome Europe/Stockholm Europe/Vienna Europe/Zurich Europe/Oslo
Central Europe Standard Time|Europe/Budapest Europe/Prague Europe/Belgrade Europe/Bratislava Europe/Ljubljana
Romance Standard Time|Europe/Paris Europe/Madrid Europe/Brussels Europe/Copenhagen
Central European Standard Time|Europe/Warsaw Europe/Zagreb Europe/Sarajevo
W. Central Africa Standard Time|Africa/Lagos Africa/Algiers Africa/Luanda
Jordan Standard Time|Asia/Amman
GTB Standard Time|Europe/Bucharest Europe/Athens
Middle East Standard Time|Asia/Beirut
Egypt Standard Time|Africa/Cairo
E. Europe Standard Time|Europe/Chisinau
Syria Standard Time|Asia/Damascus
South Africa Standard Time|Africa/Johannesburg Africa/Harare Africa/Maputo
FLE Standard Time|Europe/Kyiv Europe/Kiev Europe/Helsinki Europe/Sofia Europe/Riga Europe/Tallinn Europe/Vilnius
Israel Standard Time|Asia/Jerusalem
Kaliningrad Standard Time|Europe/Kaliningrad
Libya Standard Time|Africa/Tripoli
Namibia Standard Time|Africa/Windhoek
Arabic Standard Time|Asia/Baghdad
Turkey Standard Time|Europe/Istanbul
Arab Standard Time|Asia/Riyadh Asia/Kuwait Asia/Qatar
Belarus Standard Time|Europe/Minsk
Russian Standard Time|Europe/Moscow
E. Africa Standard Time|Africa/Nairobi Africa/Addis_Ababa
Iran Standard Time|Asia/Tehran
Arabian Standard Time|Asia/Dubai
Azerbaijan Standard Time|Asia/Baku
Russia Time Zone 3|Europe/Samara
Mauritius Standard Time|Indian/Mauritius
Georgian Standard Time|Asia/Tbilisi
Caucasus Standard Time|Asia/Yerevan
Afghanistan Standard Time|Asia/Kabul
West Asia Standard Time|Asia/Tashkent
Ekaterinburg Standard Time|Asia/Yekaterinburg
Pakistan Standard Time|Asia/Karachi
India Standard Time|Asia/Kolkata Asia/Calcutta
Sri Lanka Standard Time|Asia/Colombo
Nepal Standard Time|Asia/Kathmandu Asia/Katmandu
Central Asia Standard Time|Asia/Almaty Asia/Bishkek
Bangladesh Standard Time|Asia/Dhaka
Myanmar Standard Time|Asia/Yangon Asia/Rangoon
SE Asia Standard Time|Asia/Bangkok Asia/Jakarta Asia/Ho_Chi_Minh Asia/Saigon
N. Central Asia Standard Time|Asia/Novosibirsk
North Asia Standard Time|Asia/Krasnoyarsk
China Standard Time|Asia/Shanghai Asia/Hong_Kong
North Asia East Standard Time|Asia/Irkutsk
Singapore Standard Time|Asia/Singapore Asia/Kuala_Lumpur Asia/Manila
W. Australia Standard Time|Australia/Perth
Taipei Standard Time|Asia/Taipei
Ulaanbaatar Standard Time|Asia/Ulaanbaatar
Tokyo Standard Time|Asia/Tokyo
Korea Standard Time|Asia/Seoul
Yakutsk Standard Time|Asia/Yakutsk
Cen. Australia Standard Time|Australia/Adelaide
AUS Central Standard Time|Australia/Darwin
E. Australia Standard Time|Australia/Brisbane
AUS Eastern Standard Time|Australia/Sydney Australia/Melbourne
West Pacific Standard Time|Pacific/Port_Moresby Pacific/Guam
Tasmania Standard Time|Australia/Hobart
Vladivostok Standard Time|Asia/Vladivostok
Lord Howe Standard Time|Australia/Lord_Howe
Central Pacific Standard Time|Pacific/Guadalcanal Pacific/Noumea
Magadan Standard Time|Asia/Magadan
New Zealand Standard Time|Pacific/Auckland
UTC+12|Etc/GMT-12
Fiji Standard Time|Pacific/Fiji
Kamchatka Standard Time|Asia/Kamchatka
Chatham Islands Standard Time|Pacific/Chatham
Tonga Standard Time|Pacific/Tongatapu
Samoa Standard Time|Pacific/Apia
Line Islands Standard Time|Pacific/Kiritimati`;

const ROWS = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [windows = "", zones = ""] = line.split("|");
    return { windows, zones: zones.split(" ") };
  });

const IANA_OF = new Map(ROWS.map(({ windows, zones }) => [windows.toLowerCase(), zones[0] ?? "UTC"]));
const WINDOWS_OF = new Map(
  ROWS.flatMap(({ windows, zones }) => zones.map((zone) => [zone, windows] as const)),
);

/** The IANA zone a Windows or IANA name means, or undefined when nobody knows it (providers 3.1). */
export function ianaZone(name: string): string | undefined {
  const windows = IANA_OF.get(name.trim().toLowerCase());
  if (windows) return windows;
  if (name.toLowerCase() === "tzone://microsoft/utc") return "UTC";
  return isTimeZone(name) ? name : undefined;
}

/** The Windows name Exchange shows for an IANA zone; zones without one keep their IANA name. */
export function windowsZone(zone: string): string {
  return WINDOWS_OF.get(zone) ?? zone;
}
