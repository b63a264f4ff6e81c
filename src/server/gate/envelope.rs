//! Whether a body is a message that the framework can read.

use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};
use std::fmt;
use std::mem::replace;

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
const METHOD_NOT_FOUND: i64 = -32601;

/// The fields of a message that tell what it is. Everything in it is read as strictly as the framework
/// will read it.
#[derive(Default)]
struct Envelope {
    jsonrpc: Option<Value>,
    method: Option<Value>,
    id: Option<Value>,
    error: Option<Value>,
    has_result: bool,
}

impl<'de> Deserialize<'de> for Envelope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EnvelopeVisitor)
    }
}

struct EnvelopeVisitor;

impl<'de> Visitor<'de> for EnvelopeVisitor {
    type Value = Envelope;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a message")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Envelope, M::Error> {
        let mut envelope = Envelope::default();
        let mut has_params = false;
        while let Some(key) = map.next_key::<String>()? {
            let is_repeated = match key.as_str() {
                "jsonrpc" => envelope.jsonrpc.replace(map.next_value()?).is_some(),
                "method" => envelope.method.replace(map.next_value()?).is_some(),
                "id" => envelope.id.replace(map.next_value()?).is_some(),
                "error" => envelope.error.replace(map.next_value()?).is_some(),
                other => {
                    map.next_value::<Sound>()?;
                    (other == "result" && replace(&mut envelope.has_result, true))
                        || (other == "params" && replace(&mut has_params, true))
                }
            };
            if is_repeated {
                return Err(M::Error::custom("a field stands twice"));
            }
        }
        Ok(envelope)
    }

    /// A list is no message, but it may not even be JSON.
    fn visit_seq<S: SeqAccess<'de>>(self, list: S) -> Result<Envelope, S::Error> {
        SoundVisitor.visit_seq(list)?;
        Err(S::Error::custom("a list is no message"))
    }
}

/// Any JSON value, read and forgotten. Ignoring values would not do: what is ignored is not read as text,
/// as numbers and to its depth.
struct Sound;

impl<'de> Deserialize<'de> for Sound {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SoundVisitor)
    }
}

struct SoundVisitor;

impl<'de> Visitor<'de> for SoundVisitor {
    type Value = Sound;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Sound, E> {
        Ok(Sound)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Sound, E> {
        Ok(Sound)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Sound, E> {
        Ok(Sound)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Sound, E> {
        Ok(Sound)
    }

    fn visit_str<E>(self, _: &str) -> Result<Sound, E> {
        Ok(Sound)
    }

    fn visit_unit<E>(self) -> Result<Sound, E> {
        Ok(Sound)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Sound, S::Error> {
        while list.next_element::<Sound>()?.is_some() {}
        Ok(Sound)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Sound, M::Error> {
        while map.next_entry::<Sound, Sound>()?.is_some() {}
        Ok(Sound)
    }
}

/// What a body is.
#[derive(Debug, PartialEq)]
pub(super) enum Body {
    /// A message to let through as it is.
    Message(Kind),
    /// A message to let through in these words.
    Mended(Kind, Vec<u8>),
    /// Something else, to be answered with this body.
    Unreadable(Vec<u8>),
}

/// What a message does to the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It begins it: what follows has to wait for the answer.
    Initialize,
    /// It asks to end it.
    Shutdown,
    /// It ends it.
    Exit,
    /// Anything else.
    Other,
}

/// Judges a body.
pub(super) fn judge(body: &[u8]) -> Body {
    let envelope: Envelope = match serde_json::from_slice(body) {
        Ok(envelope) => envelope,
        Err(error) if error.is_data() => return unreadable(None, INVALID_REQUEST, "Invalid Request"),
        Err(_) => {
            return match without_lone_surrogates(body).map(|mended| (judge(&mended), mended)) {
                Some((Body::Message(kind), mended)) => Body::Mended(kind, mended),
                Some((judged, _)) => judged,
                None => unreadable(None, PARSE_ERROR, "Parse error"),
            };
        }
    };
    let id_is_good = match &envelope.id {
        None | Some(Value::Null | Value::String(_)) => true,
        Some(Value::Number(number)) => number.is_i64(),
        Some(_) => false,
    };
    let method_is_good = envelope.method.as_ref().is_none_or(Value::is_string);
    if envelope.jsonrpc != Some(json!("2.0")) || !id_is_good || !method_is_good {
        return unreadable(envelope.id.filter(|_| id_is_good), INVALID_REQUEST, "Invalid Request");
    }
    let has_result = envelope.has_result;
    match (envelope.method.as_ref().and_then(Value::as_str), envelope.id) {
        // The framework would take it for an answer.
        (Some(_), id) if has_result || envelope.error.is_some() => unreadable(id, INVALID_REQUEST, "Invalid Request"),
        // The framework leaves requests of this kind unanswered.
        (Some(method), id @ Some(_)) if method.starts_with("$/") => {
            unreadable(id, METHOD_NOT_FOUND, "Method not found")
        }
        (Some("initialize"), _) => Body::Message(Kind::Initialize),
        (Some("exit"), _) => Body::Message(Kind::Exit),
        // The framework refuses parameters that clients send all the same.
        (Some("shutdown"), Some(id)) => {
            Body::Mended(Kind::Shutdown, json!({ "jsonrpc": "2.0", "id": id, "method": "shutdown" }).to_string().into())
        }
        (Some(_), _) => Body::Message(Kind::Other),
        (None, Some(_)) if has_result != envelope.error.as_ref().is_some_and(is_error) => Body::Message(Kind::Other),
        (None, id) => unreadable(id, INVALID_REQUEST, "Invalid Request"),
    }
}

/// The body with every half of a surrogate pair that stands alone made a replacement character; `None` if
/// there is none. Editors send such halves for text that is broken, and both count as one UTF-16 unit.
fn without_lone_surrogates(body: &[u8]) -> Option<Vec<u8>> {
    let unit = |at: usize| {
        let digits = body.get(at..at + 6)?.strip_prefix(br"\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let mut mended = body.to_vec();
    let (mut at, mut is_changed) = (0, false);
    while let Some(found) = memchr::memchr(b'\\', &body[at..]) {
        at += found;
        let len = match (unit(at), unit(at + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                mended[at + 2..at + 6].copy_from_slice(b"fffd");
                is_changed = true;
                6
            }
            _ => 2,
        };
        at = (at + len).min(body.len());
    }
    is_changed.then_some(mended)
}

fn is_error(error: &Value) -> bool {
    error.get("code").is_some_and(Value::is_i64) && error.get("message").is_some_and(Value::is_string)
}

/// The body that stands for an unreadable message.
pub(super) fn unreadable(id: Option<Value>, code: i64, message: &str) -> Body {
    let params = Unreadable { code, message: message.to_owned() };
    let request = json!({ "jsonrpc": "2.0", "id": id, "method": UNREADABLE, "params": params });
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
        judge(body.as_bytes()) == Body::Message(Kind::Other)
    }

    #[test]
    fn messages_pass() {
        assert!(is_message(r#"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":null}"#));
        assert!(is_message(r#"{"jsonrpc":"2.0","method":"initialized"}"#));
        assert!(is_message(r#"{"jsonrpc":"2.0","method":"$/setTrace","params":{}}"#));
        assert!(is_message(r#"{"jsonrpc":"2.0","id":"a","result":[1]}"#));
        assert!(is_message(r#"{"jsonrpc":"2.0","id":1,"result":null}"#));
        assert!(is_message(r#"{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}}"#));
        assert_eq!(judge(br#"{"jsonrpc":"2.0","method":"exit"}"#), Body::Message(Kind::Exit));
    }

    #[test]
    fn what_the_framework_would_choke_on_is_mended() {
        let mended = |body: &str| match judge(body.as_bytes()) {
            Body::Mended(_, mended) => String::from_utf8(mended).expect("text"),
            judged => panic!("{body}: {judged:?}"),
        };
        let shutdown = mended(r#"{"jsonrpc":"2.0","id":7,"method":"shutdown","params":{}}"#);
        assert_eq!(shutdown, r#"{"id":7,"jsonrpc":"2.0","method":"shutdown"}"#);
        let change = mended(r#"{"jsonrpc":"2.0","method":"x","params":["\\ud800 \ud83e\uddd1 \ud800 \udddd"]}"#);
        assert_eq!(change, r#"{"jsonrpc":"2.0","method":"x","params":["\\ud800 \ud83e\uddd1 \ufffd \ufffd"]}"#);
    }

    #[test]
    fn all_else_is_answered_or_dropped() {
        let bad = [
            "",
            "{",
            "[]",
            "5",
            "{}",
            r#"{"jsonrpc":"1.0","method":"x"}"#,
            r#"{"jsonrpc":"2.0","id":1.5,"method":"x"}"#,
            r#"{"jsonrpc":"2.0","id":{},"method":"x"}"#,
            r#"{"jsonrpc":"2.0","id":1,"method":"$/x"}"#,
            r#"{"jsonrpc":"2.0","id":1,"method":"x","result":1}"#,
            r#"{"jsonrpc":"2.0","id":1,"id":2,"method":"x"}"#,
            r#"{"jsonrpc":"2.0","id":1,"method":5}"#,
            r#"{"jsonrpc":"2.0","id":3,"error":"no"}"#,
            "\u{1}",
        ];
        for body in bad {
            assert!(matches!(judge(body.as_bytes()), Body::Unreadable(_)), "{body}");
        }
        let with_params = |params: &[u8]| [br#"{"jsonrpc":"2.0","method":"x","params":"#, params, b"}"].concat();
        let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
        for params in [deep.as_bytes(), b"\"\xff\"", b"1e999", b"\"\\q\"", b"[1,]"] {
            assert!(matches!(judge(&with_params(params)), Body::Unreadable(_)), "{}", String::from_utf8_lossy(params));
        }
    }
}
