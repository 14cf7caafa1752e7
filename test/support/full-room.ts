import type { Room } from "../../issuer/signing-threads/room.ts";

/** Takes all the room that is left, does the work, and leaves; gives how many places were taken. */
export async function whileFull({ assertAny, enter }: Room, work: () => Promise<void>): Promise<number> {
  let leave = () => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const inside: Promise<void>[] = [];
  for (;;) {
    try {
      assertAny();
    } catch {
      break;
    }
    inside.push(enter(() => left, { isRecorded: false }));
  }
  try {
    await work();
  } finally {
    leave();
    await Promise.all(inside);
  }
  return inside.length;
}
