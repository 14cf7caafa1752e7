/** What is wrong with a store and what to do about it, for the one who runs the service. */
export function describeDamage(reason: string): string {
  return (
    `The issuer's store is damaged: ${reason}. Nothing is issued or changed until it is repaired. ` +
    "Stop the service and run `stint-issuer recover`, or restore a backup of the data directory."
  );
}
