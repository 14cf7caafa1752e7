import type { LookUpAddresses } from "../../net/target.ts";

/** What an attacker's name server may answer: all of it leads inside. */
export const insideAddresses = [
  "127.0.0.1",
  "::1",
  "10.0.0.1",
  "169.254.169.254",
  "fd00:ec2::254",
  "::ffff:127.0.0.1",
  "0.0.0.0",
];

/** A name server that gives the same addresses for every name and counts how often it was asked. */
export function answering(...addresses: string[]): {
  questions(): number;
  lookUpAddresses: LookUpAddresses;
} {
  let questions = 0;
  return {
    questions: () => questions,
    lookUpAddresses: async () => {
      questions++;
      return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    },
  };
}
