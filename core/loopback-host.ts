/**
 * Tells whether a host name or address is this machine by its spelling alone: `localhost`, `*.localhost`
 * (RFC 6761, 6.3), 127.0.0.0/8 in four decimal parts, `::1` with or without brackets.
 */
export function isLoopbackHost(host: string): boolean {
  return /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.(?:0|[1-9][0-9]{0,2})){3}|::1|\[::1\])$/.test(host);
}
