import { Problem } from "../../core/problem/problem.ts";

/** Room for issuances whose signatures are costly: counted from before they are recorded, so that none of them is refused afterwards. */
export interface Room {
  /** Throws {@link Problem} `OVERLOADED` while there is none. */
  assertAny(): void;
  /**
   * Does such an issuance, if there is room for it (`OVERLOADED`).
   *
   * @param options.isRecorded - It is taken in however many there are: something rests on it already.
   */
  enter<Result>(work: () => Promise<Result>, options: { isRecorded: boolean }): Promise<Result>;
}

/** @param maximum - How many may be under way. */
export function createRoom(maximum: number): Room {
  let underWay = 0;
  const assertAny = () => {
    if (underWay >= maximum)
      throw new Problem("OVERLOADED", "Too many signatures for selective disclosure are waiting; try again.");
  };
  const leave = () => {
    underWay -= 1;
  };
  return {
    assertAny,
    enter: async (work, { isRecorded }) => {
      if (!isRecorded) assertAny();
      underWay += 1;
      return work().finally(leave);
    },
  };
}
