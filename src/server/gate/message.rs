//! What a body says.

use crate::server::sync::TextEvent;
use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

/// A message of the client.
#[derive(Debug)]
pub(crate) enum Message {
    /// A text was opened, changed or closed. Nearly all messages are of this kind, and hold the most: they are read
    /// once, straight into what is needed.
    Text(TextEvent),
    /// Any other request or notification.
    Call(Request),
    /// The answer to a request of the server.
    Answer(Response),
    /// A message that cannot be read or must not be.
    Unreadable {
        /// The answer it gets.
        answer: Response,
        /// Whether it may have told of a change that is lost now.
        may_be_change: bool,
    },
}

/// The fields of a message. Those that are only passed on are left as they stand.
#[derive(Default)]
struct Envelope<'m> {
    jsonrpc: Option<Value>,
    method: Option<Value>,
    id: Option<Value>,
    params: Option<&'m RawValue>,
    result: Option<&'m RawValue>,
    error: Option<Value>,
}

/// The name of a field.
#[derive(Deserialize)]
struct Name<'m>(#[serde(borrow)] Cow<'m, str>);

impl<'m> Deserialize<'m> for Envelope<'m> {
    fn deserialize<D: Deserializer<'m>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EnvelopeVisitor)
    }
}

struct EnvelopeVisitor;

impl<'m> Visitor<'m> for EnvelopeVisitor {
    type Value = Envelope<'m>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a message")
    }

    fn visit_map<M: MapAccess<'m>>(self, mut map: M) -> Result<Envelope<'m>, M::Error> {
        let mut envelope = Envelope::default();
        while let Some(Name(name)) = map.next_key()? {
            let is_repeated = match &*name {
                "jsonrpc" => envelope.jsonrpc.replace(map.next_value()?).is_some(),
                "method" => envelope.method.replace(map.next_value()?).is_some(),
                "id" => envelope.id.replace(map.next_value()?).is_some(),
                "params" => envelope.params.replace(map.next_value()?).is_some(),
                "result" => envelope.result.replace(map.next_value()?).is_some(),
                "error" => envelope.error.replace(map.next_value()?).is_some(),
                _ => {
                    map.next_value::<Sound>()?;
                    false
                }
            };
            if is_repeated {
                return Err(M::Error::custom("a field stands twice"));
            }
        }
        Ok(envelope)
    }

    /// A list is no message, but it may not even be JSON.
    fn visit_seq<S: SeqAccess<'m>>(self, list: S) -> Result<Envelope<'m>, S::Error> {
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

/// Reads a body; `None` if it tells of a text and nothing can be made of it.
pub(super) fn read(body: &[u8]) -> Option<Message> {
    let mut message = match serde_json::from_slice::<Envelope>(&without_lone_surrogates(body)) {
        Ok(envelope) => envelope.message(),
        Err(error) if error.is_data() => Some(unreadable(Id::Null, Error::invalid_request())),
        Err(_) => Some(unparsable(false)),
    };
    if let Some(Message::Unreadable { may_be_change, .. }) = &mut message {
        *may_be_change = names_change(body);
    }
    message
}

/// Whether bytes that are no message hold the name of the one that tells of changes.
pub(super) fn names_change(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"textDocument/didChange").is_some()
}

/// What stands in the place of a message longer than `limit`.
pub(super) fn too_long(limit: usize) -> Message {
    let message = format!("The message is longer than {limit} bytes.").into();
    let answer = Response::from_error(Id::Null, Error { message, ..Error::invalid_request() });
    Message::Unreadable { answer, may_be_change: true }
}

/// What stands in the place of bytes that are no message.
pub(super) fn unparsable(may_be_change: bool) -> Message {
    Message::Unreadable { answer: Response::from_error(Id::Null, Error::parse_error()), may_be_change }
}

fn unreadable(id: Id, error: Error) -> Message {
    Message::Unreadable { answer: Response::from_error(id, error), may_be_change: false }
}

impl Envelope<'_> {
    fn message(self) -> Option<Message> {
        let Ok(id) = self.id.map(read_id).transpose() else {
            return Some(unreadable(Id::Null, Error::invalid_request()));
        };
        let invalid = |id: Option<Id>| Some(unreadable(id.unwrap_or_default(), Error::invalid_request()));
        if self.jsonrpc.as_ref().and_then(Value::as_str) != Some("2.0") {
            return invalid(id);
        }
        let error = self.error.filter(|error| !error.is_null());
        let is_answer = self.result.is_some() || error.is_some();
        match (self.method, id) {
            (Some(Value::String(method)), id) if !is_answer => call(method, id, self.params),
            (None, Some(id)) => match (self.result, error.map(serde_json::from_value)) {
                (Some(result), None) => Some(match serde_json::from_str(result.get()) {
                    Ok(result) => Message::Answer(Response::from_ok(id, result)),
                    Err(_) => unparsable(false),
                }),
                (None, Some(Ok(error))) => Some(Message::Answer(Response::from_error(id, error))),
                _ => invalid(Some(id)),
            },
            (_, id) => invalid(id),
        }
    }
}

fn read_id(id: Value) -> Result<Id, Value> {
    match id {
        Value::Null => Ok(Id::Null),
        Value::String(id) => Ok(Id::String(id)),
        other => other.as_i64().map(Id::Number).ok_or(other),
    }
}

/// A request, which has an id, or a notification.
fn call(method: String, id: Option<Id>, params: Option<&RawValue>) -> Option<Message> {
    match id {
        Some(id) if TextEvent::is_told_by(&method) => return Some(unreadable(id, Error::invalid_request())),
        None if TextEvent::is_told_by(&method) => return TextEvent::read(&method, params?.get()).map(Message::Text),
        // The framework leaves requests of this kind unanswered.
        Some(id) if method.starts_with("$/") => return Some(unreadable(id, Error::method_not_found())),
        _ => {}
    }
    // The framework refuses to shut down with parameters, which clients send all the same.
    let params = params.filter(|_| method != "shutdown");
    let Ok(params) = params.map(|params| serde_json::from_str::<Value>(params.get())).transpose() else {
        return Some(unparsable(false));
    };
    let mut request = Request::build(method);
    if let Some(params) = params {
        request = request.params(params);
    }
    if let Some(id) = id {
        request = request.id(id);
    }
    Some(Message::Call(request.finish()))
}

/// The body with every half of a surrogate pair that stands alone made a replacement character. Editors send such
/// halves for text that is broken, and both count as one UTF-16 unit.
fn without_lone_surrogates(body: &[u8]) -> Cow<'_, [u8]> {
    let unit = |at: usize| {
        let digits = body.get(at..at + 6)?.strip_prefix(br"\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let mut mended = Cow::Borrowed(body);
    let Some(mut at) = memchr::memmem::find(body, br"\u") else { return mended };
    // An escaped backslash may stand right before it.
    at = body[..at].iter().rposition(|byte| *byte != b'\\').map_or(0, |before| before + 1);
    while let Some(found) = memchr::memchr(b'\\', &body[at..]) {
        at += found;
        let len = match (unit(at), unit(at + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                mended.to_mut()[at + 2..at + 6].copy_from_slice(b"fffd");
                6
            }
            _ => 2,
        };
        at = (at + len).min(body.len());
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(body: &str) -> String {
        match read(body.as_bytes()) {
            Some(Message::Call(request)) => request.to_string(),
            message => panic!("{body}: {message:?}"),
        }
    }

    #[test]
    fn calls_and_answers_are_told_apart() {
        for body in [
            r#"{"jsonrpc":"2.0","method":"textDocument/hover","params":null,"id":1}"#,
            r#"{"jsonrpc":"2.0","method":"initialized"}"#,
            r#"{"jsonrpc":"2.0","method":"$/setTrace","params":{}}"#,
            r#"{"jsonrpc":"2.0","method":"exit"}"#,
        ] {
            assert_eq!(told(body), body);
        }
        for body in [
            r#"{"jsonrpc":"2.0","id":"a","result":[1]}"#,
            r#"{"jsonrpc":"2.0","id":1,"result":null}"#,
            r#"{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}}"#,
        ] {
            assert!(matches!(read(body.as_bytes()), Some(Message::Answer(_))), "{body}");
        }
    }

    #[test]
    fn what_would_be_refused_is_mended() {
        let shutdown = told(r#"{"jsonrpc":"2.0","id":7,"method":"shutdown","params":{}}"#);
        assert_eq!(shutdown, r#"{"jsonrpc":"2.0","method":"shutdown","id":7}"#);
        let text = told(r#"{"jsonrpc":"2.0","method":"x","params":["\\ud800 \ud83e\uddd1 \ud800 \udddd \u0041"]}"#);
        assert_eq!(text, r#"{"jsonrpc":"2.0","method":"x","params":["\\ud800 🧑 � � A"]}"#);
    }

    #[test]
    fn all_else_is_answered() {
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
            r#"{"jsonrpc":"2.0","id":3,"error":{"code":-1,"message":"no"},"result":1}"#,
            "\u{1}",
        ];
        for body in bad {
            assert!(matches!(read(body.as_bytes()), Some(Message::Unreadable { .. })), "{body}");
        }
        let with_params = |params: &[u8]| [br#"{"jsonrpc":"2.0","method":"x","params":"#, params, b"}"].concat();
        let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
        for params in [deep.as_bytes(), b"\"\xff\"", b"1e999", b"\"\\q\"", b"[1,]"] {
            let message = read(&with_params(params));
            assert!(matches!(message, Some(Message::Unreadable { .. })), "{}", String::from_utf8_lossy(params));
        }
    }
}
