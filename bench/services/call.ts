/** Sends a request that must succeed and gives the JSON of the answer. Throws Error with the answer's words. */
export async function call<Answer>(
  url: string,
  { method = "POST", token, body }: { method?: string; token?: string; body?: unknown },
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      accept: "application/json",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text.slice(0, 500)}`);
  return JSON.parse(text) as Answer;
}
