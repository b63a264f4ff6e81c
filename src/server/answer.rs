//! Answers in the words in which they go out.
//!
//! The framework makes a tree of JSON values of every result before it writes it, which costs some twenty times the
//! writing. An [`Answer`] is written at once, where the work is done, and passes through the framework as one string,
//! which [`body`] puts into the message as it is.

use serde::{Serialize, Serializer};
use serde_json::Value;
use std::borrow::Cow;
use tower_lsp::jsonrpc::{Error, Response, Result};

/// The result of a request, written. Handlers of long results return this; short ones may be of any type that
/// serialises.
pub(super) struct Answer(String);

/// No other result starts like this.
const MARK: &str = "\0written ";

impl Answer {
    /// Writes a result.
    pub(super) fn of<T: Serialize + ?Sized>(result: &T) -> Result<Self> {
        let mut written = MARK.as_bytes().to_vec();
        serde_json::to_writer(&mut written, result).map_err(|_| Error::internal_error())?;
        String::from_utf8(written).map(Answer).map_err(|_| Error::internal_error())
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// The body of a response: start, result or error, and end.
pub(super) fn body(response: &Response) -> serde_json::Result<[Cow<'_, str>; 3]> {
    let (name, value) = match (response.result(), response.error()) {
        (_, Some(error)) => ("error", serde_json::to_string(error)?.into()),
        (Some(Value::String(text)), _) if text.starts_with(MARK) => ("result", Cow::Borrowed(&text[MARK.len()..])),
        (result, None) => ("result", serde_json::to_string(&result)?.into()),
    };
    let id = serde_json::to_string(response.id())?;
    Ok([format!("{{\"jsonrpc\":\"2.0\",\"id\":{id},\"{name}\":").into(), value, "}".into()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use tower_lsp::jsonrpc::Id;

    #[test]
    fn written_answers_go_out_as_they_are() {
        let text = |response: Response| body(&response).expect("a body").concat();
        let written = serde_json::to_value(Answer::of(&[1, 2]).expect("an answer")).expect("a value");
        assert_eq!(text(Response::from_ok(7.into(), written)), r#"{"jsonrpc":"2.0","id":7,"result":[1,2]}"#);
        let plain = Response::from_ok("a".into(), json!("[1,2]"));
        assert_eq!(text(plain), r#"{"jsonrpc":"2.0","id":"a","result":"[1,2]"}"#);
        assert_eq!(text(Response::from_ok(Id::Null, Value::Null)), r#"{"jsonrpc":"2.0","id":null,"result":null}"#);
        let error = text(Response::from_error(7.into(), Error::request_cancelled()));
        assert!(error.starts_with(r#"{"jsonrpc":"2.0","id":7,"error":{"code":-32800,"#), "{error}");
    }
}
