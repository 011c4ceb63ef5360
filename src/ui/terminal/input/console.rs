//! What comes in from a console of Windows, read past crossterm: that loses the
//! characters beyond U+FFFF, which come in two halves and some names are
//! written with (its issues 848 and 1072).

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Makes keys of the console's records: each holds one unit of UTF-16.
#[derive(Default)]
struct Keys {
    /// The first half of a character.
    half: Option<u16>,
}

/// A record of a key.
struct Record {
    down: bool,
    /// Which key it is; characters that are not typed have none.
    code: u16,
    unit: u16,
    modifiers: KeyModifiers,
}

const TAB: u16 = 0x09;
const ALT: u16 = 0x12;

impl Keys {
    fn take(&mut self, record: &Record) -> Option<KeyEvent> {
        let Record { code, unit, .. } = *record;
        // What is typed by its number comes when Alt is let go, and only then.
        let by_number = code == ALT && unit != 0;
        let counts = record.down && (code != ALT) && !is_part_of_number(record);
        if !(counts || by_number && !record.down) {
            return None;
        }
        if let Some(named) = named(code, record.modifiers) {
            return Some(KeyEvent::new(named, record.modifiers));
        }
        let char = self.join(unit)?;
        let modifiers = match char {
            '\0' => return None,
            '\r' | '\n' => return Some(KeyCode::Enter.into()),
            '\t' => return Some(KeyCode::Tab.into()),
            '\x08' | '\x7f' => return Some(KeyCode::Backspace.into()),
            '\x1b' => return Some(KeyCode::Esc.into()),
            '\x01'..='\x1a' => {
                let letter = char::from(b'`' + u8::try_from(unit).ok()?);
                return Some(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL));
            }
            _ if by_number => KeyModifiers::NONE,
            // Both together are AltGr, which chose the character.
            _ if record.modifiers.contains(ALTGR) => record.modifiers - ALTGR,
            _ => record.modifiers,
        };
        Some(KeyEvent::new(KeyCode::Char(char), modifiers))
    }

    /// A character, once its second half has come, if it has two.
    fn join(&mut self, unit: u16) -> Option<char> {
        let units = self.half.take().into_iter().chain([unit]);
        let char = char::decode_utf16(units).last()?;
        self.half = char.is_err().then_some(unit);
        char.ok()
    }
}

const ALTGR: KeyModifiers = KeyModifiers::CONTROL.union(KeyModifiers::ALT);

/// Whether it is a digit of the keypad with Alt, a part of a character's number.
fn is_part_of_number(record: &Record) -> bool {
    (0x60..=0x69).contains(&record.code) && record.modifiers == KeyModifiers::ALT
}

/// The key that has a name, by its code.
fn named(code: u16, modifiers: KeyModifiers) -> Option<KeyCode> {
    Some(match code {
        0x08 => KeyCode::Backspace,
        TAB if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        TAB => KeyCode::Tab,
        0x0d => KeyCode::Enter,
        0x1b => KeyCode::Esc,
        0x21 => KeyCode::PageUp,
        0x22 => KeyCode::PageDown,
        0x23 => KeyCode::End,
        0x24 => KeyCode::Home,
        0x25 => KeyCode::Left,
        0x26 => KeyCode::Up,
        0x27 => KeyCode::Right,
        0x28 => KeyCode::Down,
        0x2d => KeyCode::Insert,
        0x2e => KeyCode::Delete,
        0x70..=0x87 => KeyCode::F(u8::try_from(code - 0x6f).ok()?),
        _ => return None,
    })
}

#[cfg(windows)]
pub(super) use events::Events;

#[cfg(windows)]
mod events {
    use std::io;

    use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    use crossterm::terminal;
    use crossterm_winapi::{Console, ControlKeyState, EventFlags, Handle, InputRecord};

    use super::{Keys, Record};

    /// The events of the console.
    pub(crate) struct Events {
        console: Console,
        keys: Keys,
    }

    impl Events {
        /// Those of the window the program runs in.
        pub(crate) fn new() -> io::Result<Self> {
            Ok(Self {
                console: Console::from(Handle::current_in_handle()?),
                keys: Keys::default(),
            })
        }

        /// Waits for the next event; gives all that have come by then.
        pub(crate) fn read(&mut self) -> io::Result<Vec<Event>> {
            let mut events = Vec::new();
            while events.is_empty() || self.console.number_of_console_input_events()? > 0 {
                events.extend(self.next()?);
            }
            Ok(events)
        }

        /// Waits for the next record; the event it is, if it is one.
        fn next(&mut self) -> io::Result<Option<Event>> {
            Ok(match self.console.read_single_input_event()? {
                InputRecord::KeyEvent(key) => {
                    let record = Record {
                        down: key.key_down,
                        code: key.virtual_key_code,
                        unit: key.u_char,
                        modifiers: modifiers(key.control_key_state),
                    };
                    self.keys.take(&record).map(Event::Key)
                }
                InputRecord::MouseEvent(mouse) => click(&mouse).map(Event::Mouse),
                InputRecord::WindowBufferSizeEvent(_) => {
                    // The record tells the size of what can be scrolled to.
                    let (columns, rows) = terminal::size()?;
                    Some(Event::Resize(columns, rows))
                }
                InputRecord::FocusEvent(_) | InputRecord::MenuEvent(_) => None,
            })
        }
    }

    fn modifiers(state: ControlKeyState) -> KeyModifiers {
        let pressed = [
            (0x0003, KeyModifiers::ALT),
            (0x000c, KeyModifiers::CONTROL),
            (0x0010, KeyModifiers::SHIFT),
        ];
        let pressed = pressed.iter().filter(|(bits, _)| state.has_state(*bits));
        pressed.map(|(_, modifier)| *modifier).collect()
    }

    /// A click or a turn of the wheel; other things done with a mouse say
    /// nothing here.
    fn click(mouse: &crossterm_winapi::MouseEvent) -> Option<MouseEvent> {
        let state = mouse.button_state;
        let kind = match mouse.event_flags {
            EventFlags::PressOrRelease | EventFlags::DoubleClick if state.left_button() => {
                MouseEventKind::Down(MouseButton::Left)
            }
            EventFlags::MouseWheeled if state.scroll_down() => MouseEventKind::ScrollDown,
            EventFlags::MouseWheeled => MouseEventKind::ScrollUp,
            _ => return None,
        };
        Some(MouseEvent {
            kind,
            column: u16::try_from(mouse.mouse_position.x).ok()?,
            row: u16::try_from(mouse.mouse_position.y).ok()?,
            modifiers: KeyModifiers::NONE,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(down: bool, code: u16, unit: u16, modifiers: KeyModifiers) -> Record {
        Record {
            down,
            code,
            unit,
            modifiers,
        }
    }

    fn read(records: &[Record]) -> Vec<(KeyCode, KeyModifiers)> {
        let mut keys = Keys::default();
        let read = records.iter().filter_map(|record| keys.take(record));
        read.map(|key| (key.code, key.modifiers)).collect()
    }

    /// Pressed and let go, unit by unit, as input methods send it.
    fn sent(text: &str) -> Vec<Record> {
        let sent = |unit| [true, false].map(|down| record(down, 0, unit, KeyModifiers::NONE));
        text.encode_utf16().flat_map(sent).collect()
    }

    #[test]
    fn a_character_in_two_halves_is_one() {
        let chars = |text: &str| {
            let read = read(&sent(text)).into_iter();
            read.map(|(code, _)| code.to_string()).collect::<String>()
        };
        assert_eq!(chars("王小𠮷𬭸燚"), "王小𠮷𬭸燚");
        let mut torn = sent("𠮷好𠮷");
        torn.drain(2..4); // the second half of the first
        assert_eq!(read(&torn).len(), 2);
    }

    #[test]
    fn a_character_by_its_number_comes_when_alt_is_let_go() {
        let alt = KeyModifiers::ALT;
        let typed = [
            record(true, ALT, 0, alt),
            record(true, 0x62, u16::from(b'2'), alt),
            record(false, 0x62, u16::from(b'2'), alt),
            record(false, ALT, 0x738b, KeyModifiers::NONE),
        ];
        let read = read(&typed);
        assert_eq!(read, [(KeyCode::Char('王'), KeyModifiers::NONE)]);
    }

    #[test]
    fn keys_have_their_names() {
        let (none, control) = (KeyModifiers::NONE, KeyModifiers::CONTROL);
        let pressed = [
            record(true, 0x0d, 0x0d, none),
            record(false, 0x0d, 0x0d, none),
            record(true, 0x79, 0, none),
            record(true, TAB, 9, KeyModifiers::SHIFT),
            record(true, 0x11, 0, control),
            record(true, 0x43, 3, control),
            record(true, 0x51, u16::from(b'@'), ALTGR),
        ];
        let expected = [
            (KeyCode::Enter, none),
            (KeyCode::F(10), none),
            (KeyCode::BackTab, KeyModifiers::SHIFT),
            (KeyCode::Char('c'), control),
            (KeyCode::Char('@'), none),
        ];
        assert_eq!(read(&pressed), expected);
    }
}
