type Selection = Map<string, Selection | undefined>;

/** Applies a `fields` parameter such as `nextSyncToken,items(id,start/dateTime)`; `*` and no parameter keep all. */
export function selectFields(value: unknown, fields: string | null): unknown {
  if (!fields || fields.includes("*")) return value;
  return pick(value, parse(fields));
}

function pick(value: unknown, selection: Selection | undefined): unknown {
  if (!selection) return value;
  if (Array.isArray(value)) return value.map((each) => pick(each, selection));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => selection.has(name));
  return Object.fromEntries(kept.map(([name, each]) => [name, pick(each, selection.get(name))]));
}

function parse(text: string): Selection {
  const selection: Selection = new Map();
  for (const part of splitTop(text)) {
    const cut = part.search(/[/(]/);
    if (cut < 0) {
      selection.set(part.trim(), undefined);
      continue;
    }
    const rest = part[cut] === "(" ? part.slice(cut + 1, part.lastIndexOf(")")) : part.slice(cut + 1);
    const name = part.slice(0, cut).trim();
    const known = selection.get(name);
    selection.set(name, known ? new Map([...known, ...parse(rest)]) : parse(rest));
  }
  return selection;
}

function splitTop(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const [at, letter] of [...text].entries()) {
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if (letter !== "," || depth > 0) continue;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return [...parts, text.slice(from)].filter((part) => part.trim() !== "");
}
