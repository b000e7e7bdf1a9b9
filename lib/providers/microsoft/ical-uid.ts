const SIGNATURE = "040000008200e00074c5b7101a82e008";
const MARK = Buffer.from("vCal-Uid\u0001\0\0\0", "latin1");
const DATE_AT = 32;
const DATA_SIZE_AT = 36;
const DATA_AT = 40;

/**
 * The iCal UID all copies of a meeting share. Exchange wraps a UID of foreign make in an object id of its own, marked
 * `vCal-Uid`, and stamps an instance's day into bytes 16 to 19: both are undone ([MS-OXCICAL] 2.1.3.1.1.20.26).
 */
export function plainUid(text: string | null | undefined): string | null {
  const uid = text?.replace(/\p{Cc}/gu, "") ?? "";
  if (!uid) return null;
  if (!uid.toLowerCase().startsWith(SIGNATURE) || !/^([0-9a-f]{2})+$/i.test(uid)) return uid;
  const bytes = Buffer.from(uid, "hex");
  return wrappedUid(bytes) ?? withoutDay(uid, bytes);
}

function wrappedUid(bytes: Buffer): string | null {
  if (bytes.length < DATA_AT + MARK.length) return null;
  const data = bytes.subarray(DATA_AT, DATA_AT + bytes.readUInt32LE(DATA_SIZE_AT));
  if (!data.subarray(0, MARK.length).equals(MARK)) return null;
  const uid = data
    .subarray(MARK.length)
    .toString("latin1")
    .replace(/\p{Cc}/gu, "");
  return uid || null;
}

/** Chance fills these bytes with a day only once in some thousand ids that are no instance's: a real one ends in zeros. */
function withoutDay(uid: string, bytes: Buffer): string {
  if (bytes.length < DATA_AT || !isDay(bytes.subarray(16, 20))) return uid;
  if (!bytes.subarray(28, 36).every((byte) => byte === 0)) return uid;
  return `${uid.slice(0, DATE_AT)}00000000${uid.slice(DATE_AT + 8)}`;
}

function isDay(bytes: Buffer): boolean {
  const [year, month, day] = [bytes.readUInt16BE(0), bytes.readUInt8(2), bytes.readUInt8(3)];
  return year >= 1601 && year <= 4500 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
