//! Which requests are answered, and what every answer says of itself.
//!
//! Any page that a browser shows can send requests to 127.0.0.1. So only those are answered that name this server as their host,
//! which no foreign name that was made to lead here does, and that no other page sent.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// What a page may load and do: its own style, script and icon, and to send its forms here.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      frame-ancestors 'none'; base-uri 'none'";

/// The headers of every answer. Without the address of a page sent along, browsers say `null` for where a form comes from, so
/// the policy for that is `same-origin` and not `no-referrer`.
const HEADERS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("x-robots-tag"), "noindex"),
];

/// Answers what may be answered, and refuses the rest.
pub(crate) async fn guard(State(port): State<u16>, request: Request, next: Next) -> Response {
    let mut response = match refusal(port, request.uri(), request.headers()) {
        None => next.run(request).await,
        Some((status, reason)) => (status, format!("{reason}\n")).into_response(),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Why a request is refused, if it is.
fn refusal(port: u16, uri: &Uri, headers: &HeaderMap) -> Option<(StatusCode, &'static str)> {
    let host = only(headers, &header::HOST);
    let is_named = host.is_some_and(|host| is_here(host, port))
        && uri.authority().is_none_or(|authority| is_here(authority.as_str(), port));
    if !is_named {
        return Some((StatusCode::MISDIRECTED_REQUEST, "This server answers to 127.0.0.1 and localhost alone."));
    }
    let is_own = |origin: &str| origin.strip_prefix("http://").is_some_and(|origin| Some(origin) == host);
    let from_elsewhere = headers.contains_key(header::ORIGIN) && !only(headers, &header::ORIGIN).is_some_and(is_own);
    let site = HeaderName::from_static("sec-fetch-site");
    let by_another = headers.contains_key(&site) && !matches!(only(headers, &site), Some("same-origin" | "none"));
    if from_elsewhere || by_another {
        let reason = "Another page led here. Open the address that the program printed by hand.";
        return Some((StatusCode::FORBIDDEN, reason));
    }
    None
}

/// The value of a header that stands there once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Whether a host with its port is this server.
fn is_here(host: &str, port: u16) -> bool {
    let is_port = |rest: &str| match rest.strip_prefix(':') {
        Some(written) => written == port.to_string(),
        None => rest.is_empty() && port == 80,
    };
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
        let (own, rest) = host.split_at_checked(name.len()).unwrap_or(("", ""));
        own.eq_ignore_ascii_case(name) && is_port(rest)
    })
}
