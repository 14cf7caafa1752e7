import { closeSync, readdirSync, readFileSync } from "node:fs";

const closeOnExec = 0o2000000;

/**
 * Closes the files that this process has open without having opened them (those after the first four): a pipe or lock of whoever ran
 * `stint unlock` must not stay open for as long as the wallet is unlocked. Node opens all its own to be closed in children, which tells
 * the two apart. On macOS libuv leaves none open.
 */
export function closeInherited(): void {
  if (process.platform !== "linux") return;
  for (const name of readdirSync("/proc/self/fdinfo")) {
    const file = Number(name);
    if (file > 3 && isInherited(file)) closeSync(file);
  }
}

function isInherited(file: number): boolean {
  try {
    const info = readFileSync(`/proc/self/fdinfo/${file}`, "latin1");
    return (Number.parseInt(/^flags:\s*([0-7]+)$/mu.exec(info)?.[1] ?? "2000000", 8) & closeOnExec) === 0;
  } catch {
    return false; // the one that the folder was read through
  }
}
