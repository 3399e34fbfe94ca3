//! As much JSON as a request body needs: strings, numbers and objects; the rest is only checked.

use std::collections::HashMap;
use std::iter::{from_fn, Peekable};
use std::str::Chars;

const DEPTH_LIMIT: usize = 64;

pub enum Json {
    Text(String),
    Number(f64),
    Object(HashMap<String, Json>),
    Other,
}

/// Parses a whole text; `None` when it is not JSON.
pub fn parse(text: &str) -> Option<Json> {
    let mut rest = text.chars().peekable();
    let value = value(&mut rest, 0)?;
    rest.next().is_none().then_some(value)
}

fn space(rest: &mut Peekable<Chars>) {
    while rest.next_if(|char| " \t\r\n".contains(*char)).is_some() {}
}

fn value(rest: &mut Peekable<Chars>, depth: usize) -> Option<Json> {
    if depth > DEPTH_LIMIT {
        return None;
    }
    space(rest);
    let value = match rest.peek()? {
        '{' => object(rest, depth)?,
        '[' => array(rest, depth)?,
        '"' => Json::Text(text(rest)?),
        _ => {
            let part = |char: &char| char.is_ascii_alphanumeric() || "+-.".contains(*char);
            let word: String = from_fn(|| rest.next_if(part)).collect();
            match word.as_str() {
                "true" | "false" | "null" => Json::Other,
                _ if word.starts_with(|char: char| char == '-' || char.is_ascii_digit()) => {
                    Json::Number(word.parse().ok()?)
                }
                _ => return None,
            }
        }
    };
    space(rest);
    Some(value)
}

fn object(rest: &mut Peekable<Chars>, depth: usize) -> Option<Json> {
    let mut members = HashMap::new();
    rest.next();
    space(rest);
    if rest.next_if_eq(&'}').is_some() {
        return Some(Json::Object(members));
    }
    loop {
        let Json::Text(name) = value(rest, depth + 1)? else { return None };
        rest.next_if_eq(&':')?;
        members.insert(name, value(rest, depth + 1)?);
        match rest.next()? {
            ',' => {}
            '}' => return Some(Json::Object(members)),
            _ => return None,
        }
    }
}

fn array(rest: &mut Peekable<Chars>, depth: usize) -> Option<Json> {
    rest.next();
    space(rest);
    if rest.next_if_eq(&']').is_some() {
        return Some(Json::Other);
    }
    loop {
        value(rest, depth + 1)?;
        match rest.next()? {
            ',' => {}
            ']' => return Some(Json::Other),
            _ => return None,
        }
    }
}

fn text(rest: &mut Peekable<Chars>) -> Option<String> {
    let mut units = Vec::new();
    rest.next();
    loop {
        let char = match rest.next()? {
            '"' => return Some(String::from_utf16_lossy(&units)),
            '\\' => match rest.next()? {
                'u' => {
                    let digits: String = rest.take(4).filter(char::is_ascii_hexdigit).collect();
                    units.push(u16::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == 4)?);
                    continue;
                }
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                char @ ('"' | '\\' | '/') => char,
                _ => return None,
            },
            char if char < ' ' => return None,
            char => char,
        };
        units.extend_from_slice(char.encode_utf16(&mut [0; 2]));
    }
}
