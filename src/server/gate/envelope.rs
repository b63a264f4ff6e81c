//! Whether a body is a message that the framework can read.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::borrow::Cow;

/// The method under which unreadable messages go through.
pub(crate) const UNREADABLE: &str = "imr/unreadable";

/// Why a message could not be read: a code and words of JSON-RPC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Unreadable {
    pub(crate) code: i64,
    pub(crate) message: String,
}

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    jsonrpc: Option<Cow<'a, str>>,
    #[serde(borrow)]
    method: Option<Cow<'a, str>>,
    #[serde(default, deserialize_with = "present")]
    id: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    result: Option<IgnoredAny>,
    #[serde(default, deserialize_with = "present")]
    error: Option<Value>,
}

/// Takes a field that is there, even if it is `null`.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// What a body is.
#[derive(Debug, PartialEq)]
pub(super) enum Body {
    /// A message to let through as it is.
    Message {
        /// Whether it ends the session.
        is_exit: bool,
    },
    /// Something else, to be answered with this body.
    Unreadable(Vec<u8>),
}

/// Judges a body.
pub(super) fn judge(body: &[u8]) -> Body {
    let envelope: Envelope<'_> = match serde_json::from_slice(body) {
        Ok(envelope) => envelope,
        Err(error) if error.is_data() => return unreadable(None, INVALID_REQUEST, "Invalid Request"),
        Err(_) => return unreadable(None, PARSE_ERROR, "Parse error"),
    };
    let id_is_good = match &envelope.id {
        None | Some(Value::Null | Value::String(_)) => true,
        Some(Value::Number(number)) => number.is_i64(),
        Some(_) => false,
    };
    if envelope.jsonrpc.as_deref() != Some("2.0") || !id_is_good {
        return unreadable(envelope.id.filter(|_| id_is_good), INVALID_REQUEST, "Invalid Request");
    }
    match (envelope.method, envelope.id) {
        (Some(method), _) => Body::Message { is_exit: method == "exit" },
        (None, Some(_)) if envelope.result.is_some() && envelope.error.is_none() => Body::Message { is_exit: false },
        (None, Some(_)) if envelope.result.is_none() && envelope.error.as_ref().is_some_and(is_error) => {
            Body::Message { is_exit: false }
        }
        (None, id) => unreadable(id, INVALID_REQUEST, "Invalid Request"),
    }
}

fn is_error(error: &Value) -> bool {
    error.get("code").is_some_and(Value::is_i64) && error.get("message").is_some_and(Value::is_string)
}

/// The body that stands for an unreadable message.
pub(super) fn unreadable(id: Option<Value>, code: i64, message: &str) -> Body {
    let params = Unreadable { code, message: message.to_owned() };
    let request = serde_json::json!({ "jsonrpc": "2.0", "id": id, "method": UNREADABLE, "params": params });
    Body::Unreadable(request.to_string().into_bytes())
}

/// The body that stands for a message longer than `limit`.
pub(super) fn too_long(limit: usize) -> Body {
    unreadable(None, INVALID_REQUEST, &format!("The message is longer than {limit} bytes."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_message(body: &str) -> bool {
        matches!(judge(body.as_bytes()), Body::Message { is_exit: false })
    }

    #[test]
    fn messages_pass() {
        assert!(is_message(r#"{"jsonrpc":"2.0","id":1,"method":"shutdown","params":null}"#));
        assert!(is_message(r#"{"jsonrpc":"2.0","method":"initialized"}"#));
        assert!(is_message(r#"{"jsonrpc":"2.0","id":"a","result":[1]}"#));
        assert!(is_message(r#"{"jsonrpc":"2.0","id":1,"result":null}"#));
        assert!(is_message(r#"{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}}"#));
        assert_eq!(judge(br#"{"jsonrpc":"2.0","method":"exit"}"#), Body::Message { is_exit: true });
    }

    #[test]
    fn all_else_is_answered_or_dropped() {
        let bad = ["", "{", "[]", "5", "{}", r#"{"jsonrpc":"1.0","method":"x"}"#, r#"{"jsonrpc":"2.0","id":1.5,"method":"x"}"#,
            r#"{"jsonrpc":"2.0","id":{},"method":"x"}"#, r#"{"jsonrpc":"2.0","id":3,"error":"no"}"#, "\u{1}"];
        for body in bad {
            assert!(matches!(judge(body.as_bytes()), Body::Unreadable(_)), "{body}");
        }
        let deep = format!("{{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{}", "[".repeat(100_000));
        assert!(matches!(judge(deep.as_bytes()), Body::Unreadable(_)));
        assert!(matches!(judge(b"\xff\xfe"), Body::Unreadable(_)));
    }
}
