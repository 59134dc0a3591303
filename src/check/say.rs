//! Messages in the editor's language.

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ui {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Ui {
    /// The language of a tag such as `ru` or `ru_RU.UTF-8`, if messages are there in it.
    pub fn parse(tag: &str) -> Option<Ui> {
        match tag.split(['-', '_', '.']).next()? {
            "en" => Some(Ui::En),
            "ru" => Some(Ui::Ru),
            _ => None,
        }
    }

    /// The tag.
    pub fn as_str(self) -> &'static str {
        match self {
            Ui::En => "en",
            Ui::Ru => "ru",
        }
    }

    /// The English or the Russian of two.
    pub fn of<T>(self, en: T, ru: T) -> T {
        match self {
            Ui::En => en,
            Ui::Ru => ru,
        }
    }
}

/// `say!(ui, "English {x}", "русский {x}")`: a message with its values filled in, in the language of the editor. The
/// first argument is a [`Ui`] or a [`super::Subject`]'s `ui`.
macro_rules! say {
    ($ui:expr, $en:literal, $ru:literal $(, $argument:expr)* $(,)?) => {
        match $ui {
            $crate::check::Ui::En => format!($en $(, $argument)*),
            $crate::check::Ui::Ru => format!($ru $(, $argument)*),
        }
    };
}
pub(crate) use say;

/// The form that a Russian noun has after a number: `plural(n, ["слово", "слова", "слов"])`.
#[allow(dead_code, reason = "not every set of rules counts")]
pub(crate) fn plural(number: usize, forms: [&'static str; 3]) -> &'static str {
    match (number % 10, number % 100) {
        (1, n) if n != 11 => forms[0],
        (2..=4, n) if !(12..=14).contains(&n) => forms[1],
        _ => forms[2],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_nouns_agree_with_their_number() {
        let forms = |n| plural(n, ["слово", "слова", "слов"]);
        let expected =
            [(0, "слов"), (1, "слово"), (2, "слова"), (5, "слов"), (11, "слов"), (12, "слов"), (21, "слово")];
        for (number, form) in expected {
            assert_eq!(forms(number), form, "{number}");
        }
    }

    #[test]
    fn the_language_of_the_environment_is_understood() {
        assert_eq!(Ui::parse("ru_RU.UTF-8"), Some(Ui::Ru));
        assert_eq!(Ui::parse("en"), Some(Ui::En));
        assert_eq!(Ui::parse("C"), None);
        assert_eq!(say!(Ui::Ru, "{} words", "слов: {}", 3), "слов: 3");
    }
}
