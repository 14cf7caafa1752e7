/**
 * Tells whether a double holds exactly the decimal that was written, in the sense that its shortest
 * spelling is the same decimal: 1.0, 1e2 and 0.10 are, 9007199254740993 and 1e400 are not.
 *
 * @param text - A number in JSON's grammar; not checked again here.
 */
export function isExactNumber(text: string, value: number): boolean {
  // 15 significant digits always survive the way through a double (IEEE 754, DBL_DIG).
  if (text.length <= 15 && !/[eE]/.test(text)) return true;
  if (!Number.isFinite(value)) return false;
  const written = decimal(text);
  const kept = decimal(String(value));
  if (written.digits === "") return kept.digits === "";
  return written.digits === kept.digits && written.exponent === kept.exponent;
}

/** The decimal as 0.digits times ten to the exponent, digits without zeros at either end. */
function decimal(text: string): { digits: string; exponent: number } {
  const unsigned = text.startsWith("-") ? text.slice(1) : text;
  const [mantissa = "", power = "0"] = unsigned.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const all = whole + fraction;
  let start = 0;
  while (all[start] === "0") start++;
  let end = all.length;
  while (end > start && all[end - 1] === "0") end--;
  return { digits: all.slice(start, end), exponent: Number(power) + whole.length - start };
}
