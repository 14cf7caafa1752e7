/** The `type/subtype` of a Content-Type, in lower case and without parameters; empty when there is none. */
export function essenceOf(contentType: string | undefined): string {
  return (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Whether a Content-Type announces JSON in UTF-8: `application/json`, any `+json`, `application/vc` or `application/vp`. */
export function isJsonMediaType(contentType: string | undefined): boolean {
  const essence = essenceOf(contentType);
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? "")?.[1]?.toLowerCase() ?? "utf-8";
  const json =
    essence === "application/json" ||
    essence === "application/vc" ||
    essence === "application/vp" ||
    /^application\/[a-z0-9.+-]+\+json$/.test(essence);
  return json && (charset === "utf-8" || charset === "utf8");
}
