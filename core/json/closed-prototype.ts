/**
 * Lets nothing be added to what all objects have in common, for the rest of the process. A library that keeps things in an object by names
 * from a document can be led to write there ("__proto__"), and whatever every later document seems to say has been altered then; with
 * this it fails instead, on that document alone. What is there already can still be replaced in one object, as libraries do.
 */
export function closePrototype(): void {
  Object.preventExtensions(Object.prototype);
}
