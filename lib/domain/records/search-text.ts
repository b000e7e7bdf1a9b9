/** Letters that Unicode does not take apart into a base letter and an accent. */
const plainLetters: Record<string, string> = {
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  ı: "i",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};

/** Text as search compares it: lower case, without Latin accents, so that "nunez" finds "Núñez". */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[łøđðıßæœþ]/g, (letter) => plainLetters[letter] ?? letter);
}

const MAX_WORDS = 8;
const MAX_LENGTH = 200;

/** The words of a query, each of which must be found somewhere; at most eight. */
export function searchWords(query: string): string[] {
  const words = foldText(query.slice(0, MAX_LENGTH)).split(/\s+/).filter(Boolean);
  return [...new Set(words)].slice(0, MAX_WORDS);
}

/** A `like` pattern for text that contains `word` as it is written: its own % and _ mean themselves. */
export const containing = (word: string): string => `%${word.replace(/[\\%_]/g, "\\$&")}%`;
