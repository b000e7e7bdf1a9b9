const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const letters = (text: string): string[] => Array.from(graphemes.segment(text), (part) => part.segment);

const oneBlock = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+$/u;
const joined = /^[\p{Script=Arabic}\p{Script=Syriac}]/u;

/**
 * One or two letters that stand for a name. A name written without spaces in Han, Kana or Hangul gives its last two
 * characters, which is how a given name is told; letters that join (Arabic) give one; a name without letters gives "?".
 */
export function initialsOf(name: string): string {
  const words = name
    .slice(0, 200)
    .split(/[\s\p{Pd}_.@]+/u)
    .filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
  const first = words[0];
  if (first === undefined) return "?";
  if (words.length === 1 && oneBlock.test(first)) return letters(first).slice(-2).join("");
  const opening = letters(first.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u, ""))[0] ?? "?";
  const last = words.at(-1);
  if (words.length === 1 || last === undefined || joined.test(opening))
    return opening.toLocaleUpperCase("en");
  const closing = letters(last.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u, ""))[0] ?? "";
  return (opening + closing).toLocaleUpperCase("en");
}
