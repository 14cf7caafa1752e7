/**
 * Thrown inside this folder for whatever it does not decide: rare features, and everything that may be an error. The
 * JSON-LD library decides then, so that each refusal is the library's own. One object for all, because making a stack
 * trace costs more than reading a document does.
 */
export const notCovered = new Error("The compiled reader does not cover this document");

/** Gives `undefined` where the compiled reader does not decide. */
export function unlessNotCovered<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error === notCovered) return undefined;
    throw error;
  }
}
