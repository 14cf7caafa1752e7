import { isUrl } from "../credential/members.ts";
import { parseDateTimeStamp, parseUsualDateTime } from "../date-time.ts";
import type { JsonValue } from "../json/json-value.ts";
import type { SimpleType } from "./model/members.ts";

interface TypeTest {
  is: string;
  /** As the official JSON Schema tests it. */
  schema(value: JsonValue): boolean;
  /** What the specification says besides; told apart because a schema knows nothing of it. */
  text?: { says: string; holds(value: string): boolean };
}

const isText = (value: JsonValue): value is string => typeof value === "string";

function textThat(is: string, holds: (value: string) => boolean): TypeTest {
  return { is, schema: (value) => isText(value) && holds(value) };
}

/** What a value of each type must be. */
export const simpleTypes: Record<SimpleType, TypeTest> = {
  string: { is: "a text", schema: isText },
  number: { is: "a number", schema: (value) => typeof value === "number" },
  boolean: { is: "true or false", schema: (value) => typeof value === "boolean" },
  uri: { is: "a text", schema: isText, text: { says: "must be a URI", holds: isUrl } },
  dateTime: {
    ...textThat("a date and time with its zone (RFC 3339)", isDateTime),
    text: { says: "must be an XSD dateTimeStamp", holds: (value) => parseDateTimeStamp(value) !== undefined },
  },
  date: textThat("a date (RFC 3339)", isDate),
  email: {
    is: "a text",
    schema: isText,
    text: { says: "must be an e-mail address", holds: (value) => /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(value) },
  },
  languageCode: textThat("a language code, such as en or pt-BR", (value) =>
    /^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/.test(value),
  ),
  countryCode: {
    is: "a text",
    schema: isText,
    text: { says: "must be a country code of two letters", holds: (value) => /^[A-Z]{2}$/.test(value) },
  },
  compactJws: textThat("a JWS in compact form", (value) => /^[\w-]+\.[\w-]*\.[\w-]+$/.test(value)),
};

/** RFC 3339, 5.6: a real day; a leap second only where one can be. */
function isDateTime(text: string): boolean {
  if (parseUsualDateTime(text) !== undefined) return true;
  const match =
    text.length <= 64
      ? /^(\d{4}-\d\d-\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(text)
      : null;
  if (match === null || !isDate(match[1] as string)) return false;
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4])];
  const [zoneHour, zoneMinute] = [Number(match[6] ?? 0), Number(match[7] ?? 0)];
  if (hour > 23 || minute > 59 || zoneHour > 23 || zoneMinute > 59) return false;
  if (second <= 59) return true;
  const ahead = (zoneHour * 60 + zoneMinute) * (match[5] === "-" ? -1 : 1);
  const inUtc = (hour * 60 + minute - ahead + 2 * 1440) % 1440;
  return second === 60 && inUtc === 1439;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && parseDateTimeStamp(`${text}T00:00:00Z`) !== undefined;
}
