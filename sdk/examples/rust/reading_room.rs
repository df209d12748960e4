// SPDX-License-Identifier: Apache-2.0
//
// The template's plugin in Rust, against lectern/plugin.h alone: the code of `lectern plugin new reading-room`, for a bundle
// with the same plugin.info and passages. No crate is needed. What of the interface is not used is left out: a structure may
// be declared up to the last field that is read.
use std::ffi::{c_char, c_void};
use std::ptr;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Text {
    data: *const u8,
    size: u64, // bytes
}

#[repr(C)]
pub struct Fact {
    size: u32,
    kind: u32,
    text: Text,
    unit: Text,
    as_of: Text,
    rows: u64,
}

#[repr(C)]
pub struct Host {
    size: u32,
    abi_major: u16,
    abi_minor: u16,
    context: *mut c_void,
    fact: extern "C" fn(*const Host, Text, *mut Fact) -> i32,
    cell: extern "C" fn(*const Host, Text, u64, Text, *mut Fact) -> i32,
    option: extern "C" fn(*const Host, Text, *mut Text) -> i32,
    derive: extern "C" fn(*const Host, Text, Text, *const Text, u64) -> i32,
}

#[repr(C)]
pub struct Plugin {
    magic: u32,
    size: u32,
    abi_major: u16,
    abi_minor: u16,
    pointer_bytes: u32,
    id: *const c_char,
    version: *const c_char,
    create: extern "C" fn(*const Host, *mut *mut c_void) -> i32,
    destroy: extern "C" fn(*mut c_void),
    contribute: extern "C" fn(*mut c_void, *const Host) -> i32,
    extension: *const c_void,
}
// Constant, and all it points to is.
unsafe impl Sync for Plugin {}

const OK: i32 = 0;
const NOWHERE: Text = Text { data: ptr::null(), size: 0 };

fn borrow(words: &str) -> Text {
    Text { data: words.as_ptr(), size: words.len() as u64 }
}

/// A decimal in thousandths: 46.2 is no binary fraction. Nothing where the profile does not give it.
fn thousandths(host: &Host, key: &str) -> Option<i64> {
    let mut fact = Fact { size: size_of::<Fact>() as u32, kind: 0, text: NOWHERE, unit: NOWHERE, as_of: NOWHERE, rows: 0 };
    if (host.fact)(host, borrow(key), &mut fact) != OK || fact.text.size == 0 {
        return None;
    }
    // Borrowed until contribute() returns, and UTF-8: the host has checked it.
    let bytes = unsafe { std::slice::from_raw_parts(fact.text.data, fact.text.size as usize) };
    let words = std::str::from_utf8(bytes).ok()?;
    let (whole, part) = words.split_once('.').unwrap_or((words, ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    format!("{whole}{part}").parse().ok()
}

fn growth(host: &Host) -> Option<i32> {
    let from = ["reading_room.loans", "reading_room.loans_before"];
    let now = thousandths(host, from[0])?;
    let before = thousandths(host, from[1]).filter(|value| *value > 0)?;
    let change = i128::from(now) - i128::from(before);
    let before = i128::from(before);
    let tenths = (change.abs() * 1000 + before / 2) / before; // rounded half away from zero
    let value = format!("{}{}.{}", if change < 0 { "-" } else { "" }, tenths / 10, tenths % 10);
    let keys = from.map(borrow);
    Some((host.derive)(host, borrow("reading_room.growth"), borrow(&value), keys.as_ptr(), keys.len() as u64))
}

extern "C" fn create(_host: *const Host, _instance: *mut *mut c_void) -> i32 {
    OK // the instance stays null
}

extern "C" fn destroy(_instance: *mut c_void) {}

extern "C" fn contribute(_instance: *mut c_void, host: *const Host) -> i32 {
    growth(unsafe { &*host }).unwrap_or(OK)
}

#[no_mangle]
#[allow(non_upper_case_globals)]
pub static lectern_plugin_v1: Plugin = Plugin {
    magic: 0x4e54_434c,
    size: size_of::<Plugin>() as u32,
    abi_major: 1,
    abi_minor: 0,
    pointer_bytes: size_of::<usize>() as u32,
    id: c"reading-room".as_ptr(),
    version: c"0.1.0".as_ptr(),
    create,
    destroy,
    contribute,
    extension: ptr::null(),
};
