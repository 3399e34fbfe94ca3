//! A hostd on Rust's standard library: a thread per connection, lower-case headers, no date, closes after any 4xx without announcing it.

mod http;
mod json;

use http::{read_body, read_head, Fault, Head};
use json::Json;
use std::collections::{HashMap, HashSet};
use std::io::{BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::os::unix::ffi::OsStringExt;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{env, process, thread};

const IDLE: Duration = Duration::from_secs(10);
const LINGER: Duration = Duration::from_secs(1);
const UNKNOWN: Fault = (404, "sandbox not found");

/// A status, a media type and a body.
type Answer = (u16, &'static str, String);

struct Hostd {
    keys: Vec<Vec<u8>>,
    sandboxes: Mutex<Sandboxes>,
}

#[derive(Default)]
struct Sandboxes {
    live: HashSet<String>,
    issued: u64,
}

impl Sandboxes {
    fn add(&mut self) -> String {
        self.issued += 1;
        let id = format!("sandbox~{}", self.issued);
        self.live.insert(id.clone());
        id
    }
}

fn main() {
    let address = env::var("PODFLARE_HOSTD_ADDR").unwrap_or("127.0.0.1:7070".to_string());
    if address.starts_with(':') {
        refuse("PODFLARE_HOSTD_ADDR names no host");
    }
    let resolved = address.to_socket_addrs().map(|all| all.collect::<Vec<SocketAddr>>());
    let resolved = resolved.unwrap_or_else(|error| refuse(&format!("PODFLARE_HOSTD_ADDR={address}: {error}")));
    let list = env::var_os("PODFLARE_API_KEYS").unwrap_or_default().into_vec();
    let mut keys: Vec<Vec<u8>> = list.split(|&byte| byte == b',').map(|key| key.trim_ascii().to_vec()).collect();
    keys.retain(|key| !key.is_empty());
    let disabled = env::var("PODFLARE_AUTH_DISABLED").is_ok_and(|value| value == "1");
    if keys.is_empty() && !disabled && !resolved.iter().all(|each| each.ip().is_loopback()) {
        refuse(&format!("{address} is not a loopback address and PODFLARE_API_KEYS holds no key"));
    }
    if disabled {
        keys.clear();
        eprintln!("!!! PODFLARE_AUTH_DISABLED=1: requests are served without authentication !!!");
    }
    let listener = TcpListener::bind(&resolved[..]).unwrap_or_else(|error| refuse(&format!("{address}: {error}")));
    let hostd = Arc::new(Hostd { keys, sandboxes: Mutex::default() });
    for stream in listener.incoming().flatten() {
        let hostd = Arc::clone(&hostd);
        // Without a thread to spare the connection is dropped, which the peer sees as a close.
        let _ = thread::Builder::new().spawn(move || hostd.serve(stream));
    }
}

fn refuse(reason: &str) -> ! {
    eprintln!("hostd: {reason}");
    process::exit(64)
}

impl Hostd {
    /// Serves one connection until its end; input and output errors end it silently.
    fn serve(&self, mut output: TcpStream) -> Option<()> {
        output.set_read_timeout(Some(IDLE)).ok()?;
        let mut input = BufReader::new(output.try_clone().ok()?);
        loop {
            let head = match read_head(&mut input) {
                Ok(head) => Ok(head?),
                Err(fault) => Err(fault),
            };
            let answer = head.as_ref().map_err(|fault| *fault).and_then(|head| {
                self.admit(head)?;
                let body = read_body(head, &mut input, &mut output)?;
                self.route(head, &body)
            });
            let head = head.ok();
            let silent = head.as_ref().is_some_and(|head| head.method == "HEAD");
            let close = answer.is_err() || !head.is_some_and(|head| head.keep_alive);
            let (status, media, content) = answer
                .unwrap_or_else(|(status, text)| (status, "application/json", format!("{{\"error\":\"{text}\"}}")));
            let mut text = format!("HTTP/1.1 {status} {}\r\n", reason(status));
            if status != 204 {
                text += &format!("content-type: {media}\r\ncontent-length: {}\r\n", content.len());
            }
            if close && status < 400 {
                text += "connection: close\r\n";
            }
            text += "\r\n";
            if !silent {
                text += &content;
            }
            output.write_all(text.as_bytes()).ok()?;
            if close {
                return linger(output);
            }
        }
    }

    /// Lets the probe and holders of a key pass.
    fn admit(&self, head: &Head) -> Result<(), Fault> {
        if head.path == "/v1/healthz" || self.keys.is_empty() {
            return Ok(());
        }
        let scheme = head.authorization.get(..7).unwrap_or_default();
        let token = head.authorization.get(7..).unwrap_or_default().trim_ascii_start();
        if !scheme.eq_ignore_ascii_case(b"bearer ") || token.is_empty() {
            return Err((401, "missing Authorization: Bearer <key>"));
        }
        match self.keys.iter().filter(|key| same(key, token)).count() {
            0 => Err((401, "invalid api key")),
            _ => Ok(()),
        }
    }

    fn route(&self, head: &Head, body: &[u8]) -> Result<Answer, Fault> {
        let path: Vec<&str> = head.path.split('/').skip(1).collect();
        let mut sandboxes = self.sandboxes.lock().unwrap();
        let live = |id: &str| if sandboxes.live.contains(id) { Ok(()) } else { Err(UNKNOWN) };
        match (head.method.as_str(), &path[..]) {
            ("GET" | "HEAD", ["v1", "healthz"]) => Ok((200, "text/plain", "ok".to_string())),
            (_, ["v1", "healthz"]) => Err((405, "method not allowed")),
            ("POST", ["v1", "sandboxes"]) => match members(body)?.get("template") {
                Some(Json::Text(name)) if name.is_empty() => Err((400, "template is empty")),
                None | Some(Json::Text(_)) => json(format!("{{\"state\":\"ready\",\"id\":\"{}\"}}", sandboxes.add())),
                _ => Err((400, "template is not a string")),
            },
            ("DELETE", ["v1", "sandboxes", id]) => {
                live(id)?;
                sandboxes.live.remove(*id);
                Ok((204, "", String::new()))
            }
            ("POST", ["v1", "sandboxes", id, "exec"]) => live(id).and_then(|()| exec(&members(body)?)),
            ("POST", ["v1", "sandboxes", id, "fork"]) => {
                live(id)?;
                let n = match members(body)?.get("n") {
                    None => 1,
                    Some(Json::Number(n)) if (1.0..=32.0).contains(n) && n.fract() == 0.0 => *n as usize,
                    _ => return Err((400, "n must be a whole number from 1 to 32")),
                };
                let children: Vec<String> = (0..n).map(|_| format!("\"{}\"", sandboxes.add())).collect();
                json(format!("{{\"children\":[{}]}}", children.join(",")))
            }
            ("POST", ["v1", "sandboxes", parent, "merge_into", winner]) if parent == winner => {
                Err((400, "a sandbox cannot be merged into itself"))
            }
            ("POST", ["v1", "sandboxes", parent, "merge_into", winner]) => {
                live(parent).and(live(winner))?;
                sandboxes.live.remove(*winner);
                Ok((204, "", String::new()))
            }
            _ => Err((404, "no such route")),
        }
    }
}

/// Answers products like `print(6*7)` and keeps no state; events count from 1 and lines keep their newline.
fn exec(body: &HashMap<String, Json>) -> Result<Answer, Fault> {
    let Some(Json::Text(code)) = body.get("code") else { return Err((400, "code must be a string")) };
    match body.get("language") {
        None => {}
        Some(Json::Text(language)) if ["python", "bash"].contains(&language.as_str()) => {}
        _ => return Err((400, "language must be python or bash")),
    }
    let factors = code.trim().strip_prefix("print(").and_then(|rest| rest.strip_suffix(')')?.split_once('*'));
    let product =
        factors.and_then(|(left, right)| left.trim().parse::<u64>().ok()?.checked_mul(right.trim().parse().ok()?));
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_millis());
    let event = |kind: &str, data: &str, seq: u8| {
        format!("{{\"type\":\"{kind}\",\"data\":{data},\"seq\":{seq},\"ts\":{now}}}\n")
    };
    let output = product.map(|product| event("stdout", &format!("\"{product}\\n\""), 1)).unwrap_or_default();
    Ok((200, "application/x-ndjson", output + &event("exit", "0", 2)))
}

fn members(body: &[u8]) -> Result<HashMap<String, Json>, Fault> {
    let text = if body.is_empty() { Ok("{}") } else { std::str::from_utf8(body) };
    match text.ok().and_then(json::parse) {
        Some(Json::Object(members)) => Ok(members),
        _ => Err((400, "the body must be a JSON object")),
    }
}

fn json(content: String) -> Result<Answer, Fault> {
    Ok((200, "application/json", content))
}

/// Compares in a time that depends on the lengths only.
fn same(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && left.iter().zip(right).fold(0, |bits, (a, b)| bits | (a ^ b)) == 0
}

/// Closes without resetting: unread input would otherwise destroy the answer on its way.
fn linger(mut stream: TcpStream) -> Option<()> {
    stream.shutdown(Shutdown::Write).ok()?;
    stream.set_read_timeout(Some(LINGER)).ok()?;
    let started = Instant::now();
    while started.elapsed() < LINGER && stream.read(&mut [0; 8192]).ok()? > 0 {}
    Some(())
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Content Too Large",
        _ => "Request Header Fields Too Large",
    }
}
