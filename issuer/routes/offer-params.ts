import { z } from "zod";

/** The path of everything that hangs on one offer. */
export const offerParams = z.object({
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{22}$/, "must be the id of an offer")
    .meta({ description: "The last part of the claim link: whoever knows it may claim" }),
});
