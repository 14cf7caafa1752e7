import type { IssuerView } from "../use-cases/tenants.ts";

/** What an employer calls itself. */
export function nameOf({ slug, profile }: IssuerView): string {
  const { name } = profile;
  return typeof name === "string" && name !== "" ? name : slug;
}
