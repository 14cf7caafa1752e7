/** Makes a value of JSON, and all that is in it, unchangeable: one that is given to many stays what it is. Gives it back. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
