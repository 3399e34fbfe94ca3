//! HTTP/1 by hand: one way to read a request, and 400 for everything else.

use std::collections::HashMap;
use std::io::{BufRead, Read, Write};

const LINE_LIMIT: u64 = 32 << 10;
const FIELD_LIMIT: usize = 100;
const BODY_LIMIT: usize = 1 << 20;

/// A status and the text of its error member.
pub type Fault = (u16, &'static str);
const ODD: Fault = (400, "malformed request");

pub struct Head {
    pub method: String,
    pub path: String,
    pub authorization: Vec<u8>,
    pub keep_alive: bool,
    length: usize,
    chunked: bool,
    expects: bool,
}

/// A line without its CRLF; `None` when the connection ends, breaks or idles before its first byte.
fn read_line(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, Fault> {
    let mut line = Vec::new();
    let _ = input.by_ref().take(LINE_LIMIT).read_until(b'\n', &mut line);
    match line.strip_suffix(b"\r\n") {
        Some(content) => Ok(Some(content.to_vec())),
        None if line.is_empty() => Ok(None),
        None if line.len() as u64 == LINE_LIMIT => Err((431, "line too long")),
        None => Err(ODD),
    }
}

/// Reads one request head; `None` at the end of the connection.
pub fn read_head(input: &mut impl BufRead) -> Result<Option<Head>, Fault> {
    let Some(line) = read_line(input)? else { return Ok(None) };
    let line = String::from_utf8(line).map_err(|_| ODD)?;
    let [method, target, version] = line.split(' ').collect::<Vec<_>>()[..] else { return Err(ODD) };
    if !["HTTP/1.0", "HTTP/1.1"].contains(&version) || !method.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(ODD);
    }
    let modern = version == "HTTP/1.1";
    let mut fields = read_fields(input)?;
    let text = |name: &str| fields.get(name).map(|value| String::from_utf8_lossy(value).to_ascii_lowercase());
    let coding = text("transfer-encoding");
    let chunked = coding.as_deref() == Some("chunked");
    if coding.is_some() && (!chunked || fields.contains_key("content-length")) || modern && !fields.contains_key("host")
    {
        return Err(ODD);
    }
    let digits = text("content-length").unwrap_or("0".to_string());
    let numeric = digits.bytes().all(|byte| byte.is_ascii_digit());
    Ok(Some(Head {
        method: method.to_string(),
        path: path_of(target).ok_or(ODD)?,
        length: digits.parse().ok().filter(|_| numeric).ok_or(ODD)?,
        chunked,
        expects: modern && text("expect").is_some(),
        keep_alive: modern && !text("connection").is_some_and(|options| options.contains("close")),
        authorization: fields.remove("authorization").unwrap_or_default(),
    }))
}

fn read_fields(input: &mut impl BufRead) -> Result<HashMap<String, Vec<u8>>, Fault> {
    const SINGLE: [&str; 4] = ["host", "authorization", "content-length", "transfer-encoding"];
    let mut fields = HashMap::new();
    for _ in 0..FIELD_LIMIT {
        let line = read_line(input)?.ok_or(ODD)?;
        if line.is_empty() {
            return Ok(fields);
        }
        let colon = line.iter().position(|&byte| byte == b':').ok_or(ODD)?;
        let (name, value) = (&line[..colon], &line[colon + 1..]);
        let token = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
        let control = |byte: &u8| byte.is_ascii_control() && *byte != b'\t';
        if name.is_empty() || !name.iter().all(token) || value.iter().any(control) {
            return Err(ODD);
        }
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        let single = SINGLE.contains(&name.as_str());
        if fields.insert(name, value.trim_ascii().to_vec()).is_some() && single {
            return Err(ODD);
        }
    }
    Err((431, "too many header fields"))
}

/// The path of an origin-form or absolute-form target, if it can be read in one way only.
fn path_of(target: &str) -> Option<String> {
    let scheme = target.find("://").filter(|&end| ["http", "https"].contains(&target[..end].to_lowercase().as_str()));
    let local = match scheme {
        Some(end) => target[end + 3..].find('/').map(|slash| &target[end + 3 + slash..])?,
        None => target,
    };
    let path = local.split('?').next()?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    let clear = path.starts_with('/') && !path.contains("//") && path.bytes().all(plain);
    (clear && !local.contains('#') && local.bytes().all(|byte| byte.is_ascii_graphic())).then(|| path.to_string())
}

/// Reads the body, of at most 1 MiB, after telling a client that waits for it to go on.
pub fn read_body(head: &Head, input: &mut impl BufRead, output: &mut impl Write) -> Result<Vec<u8>, Fault> {
    let cut = |_| (400, "the body ended early");
    if head.expects {
        output.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").map_err(cut)?;
    }
    let mut body = Vec::new();
    let mut size = head.length;
    loop {
        if head.chunked {
            let line = String::from_utf8(read_line(input)?.ok_or(ODD)?).map_err(|_| ODD)?;
            size = usize::from_str_radix(line.split(';').next().unwrap_or(""), 16).map_err(|_| ODD)?;
        }
        if size > BODY_LIMIT - body.len() {
            return Err((413, "body too large"));
        }
        let start = body.len();
        body.resize(start + size, 0);
        input.read_exact(&mut body[start..]).map_err(cut)?;
        if !head.chunked {
            return Ok(body);
        }
        if size == 0 {
            while !read_line(input)?.ok_or(ODD)?.is_empty() {} // trailers mean nothing here
            return Ok(body);
        }
        if !read_line(input)?.ok_or(ODD)?.is_empty() {
            return Err(ODD);
        }
    }
}
