const ENTITIES: Record<string, string> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&nbsp;": " ",
  "&amp;": "&",
};

/** HTML as plain text: line breaks and paragraphs become lines, everything else between angle brackets goes. */
export function plainText(html: string): string {
  const text = html.replace(/<br\s*\/?>|<\/(p|div)>/gi, "\n").replace(/<[^>]*>/g, "");
  return text.replace(/&(lt|gt|quot|nbsp|amp);/g, (entity) => ENTITIES[entity] ?? entity).trim();
}
