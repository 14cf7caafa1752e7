import { readDataDirectory } from "../config.ts";
import { prefixOf } from "../store/record-keys.ts";
import { recoverStore } from "../store/recover.ts";

/** `stint-issuer recover`: repairs a damaged store; the service must be stopped. */
export async function recover({ fromStore = false }: { fromStore?: boolean }): Promise<void> {
  const { source, keptAside } = await recoverStore({
    directory: readDataDirectory(),
    now: () => new Date(),
    fromStore,
    forget: prefixOf.statusListsInUse(),
  });
  const rebuilt =
    source === "journal"
      ? "The store was rebuilt from its journal"
      : "The journal was begun anew from the store";
  const aside = keptAside.map((path) => `  ${path}\n`).join("");
  process.stdout.write(`${rebuilt}, and the two agree. The next credentials get new status lists.\n`);
  if (aside) process.stdout.write(`The damaged files were kept:\n${aside}`);
}
