//! Letters of one alphabet that look like those of another.

/// The Latin letter that a Cyrillic one looks like, if there is one.
pub(super) fn latin_for(c: char) -> Option<char> {
    Some(match c {
        'а' => 'a',
        'с' => 'c',
        'е' => 'e',
        'һ' => 'h',
        'і' => 'i',
        'ј' => 'j',
        'о' => 'o',
        'р' => 'p',
        'ѕ' => 's',
        'х' => 'x',
        'у' => 'y',
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        'І' => 'I',
        'Ј' => 'J',
        'К' => 'K',
        'М' => 'M',
        'О' => 'O',
        'Р' => 'P',
        'Ѕ' => 'S',
        'Т' => 'T',
        'Х' => 'X',
        'У' => 'Y',
        'к' => 'k',
        'м' => 'm',
        'т' => 't',
        'в' => 'b',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_are_latin() {
        assert_eq!("сору".chars().map(latin_for).collect::<Option<String>>().as_deref(), Some("copy"));
        assert_eq!(latin_for('ж'), None);
        assert_eq!(latin_for('c'), None);
    }
}
