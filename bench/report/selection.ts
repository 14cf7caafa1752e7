/** Whether a measurement is wanted: all are, unless words on the command line name some by a part of their name. */
export function isWanted(name: string): boolean {
  const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  return wanted.length === 0 || wanted.some((words) => name.includes(words));
}

/** Whether the report goes into docs/: never one of a part only. */
export function isToBeWritten(): boolean {
  return process.argv.slice(2).includes("--write") && isWanted("");
}
