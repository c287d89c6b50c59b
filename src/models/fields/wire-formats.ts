/**
 * Fields of formats that others have fixed. Where one of them stands, the fields beside and below it belong to the format too.
 * OAuth 2.0 (RFC 6749, 7009, 7591, 7636, 7662, 8414, 8628, 9728), OpenID Connect Core and Discovery, JSON Web Keys, web app manifests,
 * Digital Asset Links, chat completions.
 */
const NAMES: ReadonlySet<string> = new Set([
  'access_token', 'refresh_token', 'id_token', 'token_type', 'expires_in', 'client_id', 'client_secret', 'client_name', 'redirect_uri', 'redirect_uris', 'grant_type', 'grant_types', 'response_type', 'response_types', 'response_mode', 'code_challenge', 'code_verifier', 'error_description', 'error_uri', 'device_code', 'user_code',
  'verification_uri', 'token_endpoint', 'authorization_endpoint', 'jwks_uri', 'userinfo_endpoint', 'email_verified', 'given_name', 'family_name', 'preferred_username', 'client_assertion', 'id_token_hint', 'login_hint', 'post_logout_redirect_uri', 'token_type_hint', 'authorization_servers', 'bearer_methods_supported', 'scopes_supported',
  'short_name', 'start_url', 'theme_color', 'background_color', 'related_applications', 'package_name', 'sha256_cert_fingerprints', 'applinks', 'webcredentials',
  'finish_reason', 'tool_calls', 'tool_choice', 'max_tokens', 'prompt_tokens', 'completion_tokens',
]);

/** Whether names of fields that stand together are those of a format which others have fixed. */
export function isWireFormat(names: Iterable<string>): boolean {
  for (const name of names) if (NAMES.has(name) || /^[$@]/u.test(name)) return true;
  return false;
}
