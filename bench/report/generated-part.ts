/**
 * Replaces what stands between the two markers of a name in a Markdown text, and nothing else.
 *
 * @throws TypeError when the text does not hold both markers once, in their order: nobody's words are overwritten by a guess.
 */
export function replaceGeneratedPart(text: string, name: string, content: string): string {
  const [begin, end] = markersOf(name);
  const [before, rest, ...more] = text.split(begin);
  const [, after, ...others] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined || more.length + others.length > 0)
    throw new TypeError(`The text needs ${begin} and ${end} once each, in this order`);
  return `${before}${begin}\n\n${content}\n\n${end}${after}`;
}

/** The lines between which a part is generated. */
export function markersOf(name: string): [begin: string, end: string] {
  return [`<!-- generated: ${name} -->`, `<!-- end of generated: ${name} -->`];
}
