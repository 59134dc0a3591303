//! Closed classes of words in names: particles, suffixes, titles, patronymics, endings, surnames that stand first.

/// Particles, as they are written inside a name. Capitalised ones count only where another word of the name follows,
/// which the grammar sees to.
const PARTICLES: &[&str] = &[
    "af", "al", "ap", "av", "bin", "bint", "ben", "d", "d'", "da", "dal", "das", "de", "degli", "dei", "del", "della",
    "delle", "dello", "den", "der", "des", "di", "do", "dos", "du", "e", "el", "i", "ibn", "la", "las", "le", "les",
    "lo", "los", "op", "san", "st.", "'t", "’t", "te", "ten", "ter", "ul", "und", "van", "vande", "vander", "vom",
    "von", "y", "zu", "zum", "zur", "ван", "вон", "да", "дас", "де", "дель", "ден", "дер", "ди", "дю", "ибн", "ла",
    "ле", "оглы", "фон", "цу", "эль", "аль",
];

/// Whether a word is a particle. Lower case, for `Da` and `Le` are names of their own.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Particles that Portuguese and Spanish usage leaves with the given names (`Santos, Clara Braz dos`).
pub fn is_iberian_particle(word: &str) -> bool {
    matches!(word, "de" | "da" | "do" | "dos" | "das" | "e" | "y")
}

/// Whether a word is a generational suffix.
pub fn is_suffix(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    matches!(
        bare,
        "Jr" | "JR"
            | "jr"
            | "Sr"
            | "SR"
            | "II"
            | "III"
            | "IV"
            | "2nd"
            | "3rd"
            | "Filho"
            | "FILHO"
            | "Júnior"
            | "JÚNIOR"
            | "Junior"
            | "JUNIOR"
            | "Neto"
            | "NETO"
            | "Sobrinho"
            | "SOBRINHO"
            | "мл"
            | "ст"
    )
}

/// Whether a suffix is one of Portuguese usage, which is part of the surname (ABNT NBR 6023, 8.1.1.3).
pub fn is_kinship(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(word.as_str(), "filho" | "júnior" | "junior" | "neto" | "sobrinho")
}

/// Titles before a name.
pub fn is_title(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Dr" | "Prof"
            | "Mr"
            | "Mrs"
            | "Ms"
            | "Sir"
            | "Rev"
            | "Hon"
            | "Dra"
            | "Profa"
            | "Herr"
            | "Проф"
            | "проф"
            | "акад"
            | "д-р"
    ) && word.chars().count() < 6
}

/// The initials in `EZh`, `YuV`, `AYa`: capitals without stops, of which one or more is a romanised letter of two. `None`
/// where it is not that, or is more than three initials.
pub fn split_initials(word: &str) -> Option<Vec<&str>> {
    const DIGRAPHS: &[&str] =
        &["Zh", "Kh", "Sh", "Ch", "Ts", "Yu", "Ya", "Ye", "Yo", "Iu", "Ia", "Ju", "Ja", "Dz", "Dž", "Th", "Ph"];
    let mut rest = word;
    let mut out = Vec::new();
    let mut two = false;
    while let Some(c) = rest.chars().next() {
        let digraph = DIGRAPHS.iter().find(|d| rest.starts_with(**d));
        if !c.is_uppercase() || out.len() == 3 {
            return None;
        }
        two |= digraph.is_some();
        let (initial, after) = rest.split_at(digraph.map_or(c.len_utf8(), |d| d.len()));
        out.push(initial);
        rest = after;
    }
    two.then_some(out)
}

/// Endings of patronymics in Russian, Belarusian, Ukrainian and romanised.
pub fn is_patronymic(word: &str) -> bool {
    is_feminine_patronymic(word)
        || [
            "ович",
            "евич",
            "ьич",
            "мич",
            "кич",
            "авіч",
            "евіч",
            "овіч",
            "ёвіч",
            "йович",
            "ovich",
            "evich",
            "yevich",
            "avich",
            "ovych",
            "yovych",
            "avič",
            "evič",
            "ovič",
            "ilyich",
            "ilich",
        ]
        .iter()
        .any(|e| ends_with(word, e))
}

/// Endings of feminine patronymics, which are no surnames.
pub fn is_feminine_patronymic(word: &str) -> bool {
    [
        "овна", "евна", "ична", "аўна", "еўна", "ёўна", "івна", "ївна", "ivna", "ovna", "evna", "ichna", "yevna",
        "aŭna", "eŭna",
    ]
    .iter()
    .any(|e| ends_with(word, e))
}

/// Endings of Slavonic surnames.
pub fn is_surname_ending(word: &str) -> bool {
    [
        "ов",
        "ев",
        "ёв",
        "ин",
        "ын",
        "ова",
        "ева",
        "ёва",
        "ина",
        "ына",
        "ский",
        "ская",
        "цкий",
        "цкая",
        "скі",
        "цкі",
        "ский",
        "енко",
        "ко",
        "ук",
        "юк",
        "чик",
        "ых",
        "их",
        "оў",
        "еў",
        "ёў",
        "ич",
        "ська",
        "ський",
        "цький",
        "ян",
        "дзе",
        "швили",
        "ov",
        "ev",
        "in",
        "ova",
        "eva",
        "ina",
        "sky",
        "skiy",
        "skii",
        "skaya",
        "skaia",
        "ski",
        "tsky",
        "enko",
        "uk",
        "chuk",
        "yan",
        "shvili",
        "dze",
    ]
    .iter()
    .any(|e| ends_with(word, e))
}

/// Given names that end like surnames.
pub fn is_given(word: &str) -> bool {
    const GIVEN: &[&str] = &[
        "Марина",
        "Ирина",
        "Галина",
        "Полина",
        "Екатерина",
        "Валентина",
        "Нина",
        "Арина",
        "Алина",
        "Карина",
        "Регина",
        "Кристина",
        "Ангелина",
        "Эвелина",
        "Константин",
        "Валентин",
        "Мартин",
        "Ева",
        "Лев",
        "Яков",
        "Ольга",
        "Анна",
        "Мария",
        "Елена",
        "Наталья",
        "Татьяна",
        "Светлана",
        "Александр",
        "Сергей",
        "Андрей",
        "Алексей",
        "Дмитрий",
        "Иван",
        "Михаил",
        "Николай",
        "Владимир",
        "Юрий",
        "Виктор",
        "Павел",
        "Пётр",
        "Петр",
        "Игорь",
        "Олег",
        "Вадим",
        "Максим",
        "Ірына",
        "Марына",
        "Марія",
        "Олена",
        "Катерина",
        "Ірина",
        "Марина",
        "Marina",
        "Irina",
        "Galina",
        "Polina",
        "Ekaterina",
        "Valentina",
        "Nina",
        "Arina",
        "Alina",
        "Karina",
        "Christina",
        "Kristina",
        "Martina",
        "Konstantin",
        "Valentin",
        "Martin",
        "Kevin",
        "Benjamin",
        "Robin",
        "Justin",
        "Edwin",
        "Erwin",
        "Alvin",
        "Calvin",
        "Melvin",
        "Eva",
        "Edvin",
        "Ivan",
        "Olga",
        "Anna",
        "Maria",
        "Elena",
        "Sergei",
        "Sergey",
        "Andrei",
        "Alexander",
        "Aleksandr",
        "Dmitry",
        "Dmitrii",
        "Mikhail",
        "Nikolai",
        "Vladimir",
        "Uladzimir",
        "Yuri",
        "Viktor",
        "Pavel",
        "Igor",
        "Oleg",
        "Lev",
        "Yakov",
        "Luke",
        "Franklin",
        "Colin",
        "Austin",
        "Yan",
        "Ian",
        "Ryan",
        "Brian",
        "Bryan",
        "Vivian",
        "Adrian",
        "Fabian",
    ];
    GIVEN.contains(&word)
}

/// Surnames that usually stand first in a double surname of Spanish America and Spain.
pub fn is_spanish_surname(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "García",
        "Garcia",
        "Díaz",
        "Diaz",
        "Ruiz",
        "Moreno",
        "Muñoz",
        "Romero",
        "Navarro",
        "Torres",
        "Ramos",
        "Gil",
        "Serrano",
        "Molina",
        "Morales",
        "Ortega",
        "Castillo",
        "Herrera",
        "Medina",
        "Vargas",
        "Rojas",
        "Rivera",
        "Mejía",
        "Sánchez",
        "Troitiño",
        "Neira",
        "Acosta",
        "Cruz",
        "Flores",
        "Vega",
        "Aguilar",
        "Salazar",
        "Soto",
        "Guerrero",
        "Castro",
    ];
    OTHERS.contains(&word) || ["ez", "éz"].iter().any(|e| ends_with(word, e)) && word.chars().count() > 4
}

/// Whether a word may start a double surname: not one of the second given names that stand in the same place.
pub fn is_double_start(word: &str) -> bool {
    const SECOND_GIVEN: &[&str] = &[
        "María",
        "Maria",
        "José",
        "Jose",
        "Luis",
        "Juan",
        "Carlos",
        "Antonio",
        "Teresa",
        "Isabel",
        "Ángel",
        "Angel",
        "Manuel",
        "Miguel",
        "Francisco",
        "Jesús",
        "Pedro",
        "Pablo",
        "Alberto",
        "Eduardo",
        "Fernando",
        "Javier",
        "Andrés",
        "Elena",
        "Carmen",
        "Luz",
        "Ana",
        "Rosa",
        "Cristina",
        "Alejandro",
        "Enrique",
        "Ricardo",
        "Roberto",
        "Jorge",
        "Horacio",
        "Inés",
    ];
    !SECOND_GIVEN.contains(&word) && word.starts_with(char::is_uppercase) && word.chars().count() > 2
}

/// Surnames of China, Korea and Vietnam in romanisation.
pub fn is_asian_surname(word: &str) -> bool {
    const SURNAMES: &[&str] = &[
        "bai", "cai", "cao", "chan", "chang", "chen", "cheng", "cheung", "choi", "chung", "cui", "dai", "dang", "deng",
        "ding", "dong", "du", "fan", "fang", "feng", "fu", "gao", "gu", "guo", "han", "he", "ho", "hou", "hu", "huang",
        "jang", "jeong", "jia", "jiang", "jin", "jung", "kang", "kim", "kong", "kwon", "lai", "lam", "le", "lee",
        "lei", "li", "liang", "liao", "lim", "lin", "liu", "long", "lu", "luo", "ma", "mao", "meng", "ngo", "nguyen",
        "nguyễn", "oh", "pan", "park", "peng", "pham", "phạm", "phan", "qian", "qin", "qiu", "ren", "seo", "shao",
        "shen", "shi", "shin", "song", "su", "sun", "tan", "tang", "tao", "tian", "tran", "trần", "wan", "wang", "wei",
        "wen", "wong", "wu", "xia", "xiao", "xie", "xiong", "xu", "xue", "yan", "yang", "yao", "ye", "yin", "yoon",
        "yu", "yuan", "zeng", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu", "zou",
    ];
    SURNAMES.contains(&word.to_lowercase().as_str())
}

/// Vietnamese surnames that always stand first.
pub fn is_vietnamese(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "nguyen" | "nguyễn" | "pham" | "phạm" | "tran" | "trần" | "ngo")
}

/// Chinese surnames of two characters.
pub const COMPOUND_SURNAMES: &[&str] =
    &["欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "皇甫", "东方", "尉迟", "公孙", "慕容", "夏侯"];

/// Whether a word of mixed or upper case ends with `ending` (given in lower case) and has something before it.
fn ends_with(word: &str, ending: &str) -> bool {
    let mut word = word.chars().rev().flat_map(char::to_lowercase);
    ending.chars().rev().all(|e| word.next() == Some(e)) && word.next().is_some()
}
