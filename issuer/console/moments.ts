/**
 * A moment as `<input type="datetime-local">` sends it, taken as UTC; `undefined` for what is none, February 30 too.
 */
export function utcMoment(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/.test(text)) return undefined;
  const date = new Date(`${text.length === 16 ? `${text}:00` : text}Z`);
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return isReal ? date : undefined;
}
