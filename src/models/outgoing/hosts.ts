/** Names that are no host of the internet: reserved (RFC 2606, 6761, 6762, 8375), of a cluster, of a private network. */
const NEAR_NAMES = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|test|invalid|home\.arpa|svc|svc\.[\w.-]+|consul|onion)$/iu;
/** This machine, link-local and private addresses (RFC 1122, 1918, 3927). */
const NEAR_ADDRESSES = /^(?:127\.|0\.0\.0\.0$|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/u;
/** The same of IPv6 (RFC 4193, 4291), in brackets. */
const NEAR_SIX = /^\[(?:::1?|f[cd][\da-f]{2}:.*|fe80:.*|::ffff:.*)\]$/iu;

/** Whether a host is this machine, or stands in the same network or cluster. */
export function isNear(host: string): boolean {
  if (host.startsWith('[')) return NEAR_SIX.test(host);
  return !host.includes('.') || NEAR_NAMES.test(host) || NEAR_ADDRESSES.test(host);
}
