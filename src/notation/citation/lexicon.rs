//! The closed classes of words by which the grammars of a citation find the names in it: conjunctions, roles, given
//! names, words that are in no name, abbreviations.

use super::tokens::{Draft, Tokens};
use crate::article::PartKind;
use crate::notation::name;

/// A quick hash for the fixed lists of this module (FNV-1a): what is looked up changes nothing in them, so nobody can fill
/// them with collisions.
#[derive(Clone, Debug)]
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl std::hash::Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A fixed set of words.
pub(super) type WordSet = std::collections::HashSet<&'static str, std::hash::BuildHasherDefault<Fnv>>;
/// A fixed table by word.
pub(super) type WordMap<T> = std::collections::HashMap<&'static str, T, std::hash::BuildHasherDefault<Fnv>>;

/// Makes a function that tells whether a word, in lower case, is in a list.
macro_rules! word_class {
    ($(#[$doc:meta])* $name:ident, $list:literal) => {
        $(#[$doc])*
        pub(super) fn $name(word: &str) -> bool {
            static SET: std::sync::LazyLock<$crate::notation::citation::lexicon::WordSet> =
                std::sync::LazyLock::new(|| $list.split_ascii_whitespace().collect());
            SET.contains(word)
        }
    };
}
pub(super) use word_class;

/// Phrases in lower case, their words parted by single spaces, by their first word.
pub(super) type Phrases = std::sync::LazyLock<WordMap<Vec<&'static str>>>;

/// Makes a list of phrases, which are parted by `|`.
macro_rules! phrases {
    ($(#[$doc:meta])* $name:ident, $list:literal) => {
        $(#[$doc])*
        pub(in crate::notation::citation) static $name: $crate::notation::citation::lexicon::Phrases = std::sync::LazyLock::new(|| {
            let mut map = $crate::notation::citation::lexicon::WordMap::<Vec<&'static str>>::default();
            for phrase in $list.split('|') {
                map.entry(phrase.split(' ').next().unwrap_or("")).or_default().push(phrase);
            }
            map
        });
    };
}
pub(super) use phrases;

/// `and` between the last two names.
pub(super) fn is_conjunction(word: &str) -> bool {
    matches!(
        word,
        "and" | "und" | "et" | "y" | "e" | "и" | "і" | "и̇" | "i" | "og" | "och" | "en" | "ed" | "та" | "oraz"
    )
}

phrases! {
    /// What stands for the names left out.
    ET_AL,
    "et al|et alii|et coll|and others|u a|u. a|y otros|y cols|e outros|et autres|i in|i inni|и др|и другие|і др|\
     та ін|та інші|et. al|und andere"
}

/// Particles of surnames.
pub(super) fn is_particle(word: &str) -> bool {
    name::is_particle(word)
}

/// Particles that are also written with a capital at the start of a surname.
pub(super) fn is_capital_particle(word: &str) -> bool {
    matches!(
        word,
        "De" | "Di"
            | "Da"
            | "Del"
            | "Della"
            | "Van"
            | "Von"
            | "Der"
            | "Den"
            | "La"
            | "Le"
            | "Dos"
            | "El"
            | "Al"
            | "DE"
            | "DA"
            | "DOS"
            | "VAN"
            | "VON"
            | "DEL"
            | "LA"
            | "TEN"
    )
}

/// Initials of two letters, with a stop: `Yu.`, `Ch.`, `Дж.`
pub(super) fn is_two_letter_initial(word: &str) -> bool {
    matches!(
        word,
        "yu" | "ya"
            | "ye"
            | "yo"
            | "ch"
            | "sh"
            | "zh"
            | "kh"
            | "ts"
            | "th"
            | "ph"
            | "ju"
            | "ja"
            | "iu"
            | "ia"
            | "дж"
            | "дз"
            | "ст"
            | "ал"
            | "сп"
            | "cs"
            | "gy"
            | "sz"
            | "rh"
            | "lj"
            | "ll"
            | "wm"
            | "fr"
            | "юл"
            | "ол"
            | "вл"
            | "вс"
            | "св"
            | "ге"
            | "ев"
    )
}

word_class! {
    /// Little words that are in no name however it is written.
    is_function_word,
    "the a an on in of for to from with by and at as is are what how why when where who les une un des os as el los das die der ein eine zur zum uma um una о об в на из \
     к по аб про пра the journal proceedings proc trans transactions review ministry department university vol no ed eds pp"
}

word_class! {
    /// Words with which a name does not start and that are in no name.
    is_no_name,
    "the a an on in of for to from with by and at as is are what how why when where who some new journal proceedings \
     proc review handbook introduction report reports technical theory theories history studies study analysis using \
     toward towards science sciences nature research international national american european university press \
     department ministry institute association organization organisation society committee commission council bureau \
     agency office bank union united states republic federal government conference symposium workshop transactions \
     ieee acm annual volume vol no edition ed eds editor editors dictionary encyclopedia encyclopaedia guide manual \
     programme program project system systems model models method methods data computer modern social political \
     economic economics public world global early general special advanced modeling learning language languages \
     philosophy psychology culture cultural art arts life letters retrieved available accessed chapter section \
     appendix preprint thesis dissertation phd le les une un des o os el los das die der ein eine zur zum uma um una \
     revista universidade universidad université universität ministério ministerio instituto secretaria sociedade \
     associação fundação conselho resolução lei decreto portaria estudo estudos análise avaliação história política \
     educação relatório dissertação tese anais boletim diário congresso gosudarstvo закон указ постановление приказ \
     республика республики министерство университет институт журнал вестник труды материалы сборник история теория \
     право основы очерки проблемы вопросы введение курс учебник беларусь россия российская белорусская национальный \
     государственный о об в на из к по аб про пра nations north south east west northern southern eastern western \
     central trends advances applications application approach approaches aspects effects effect role impact \
     information technology management development engineering mathematics mathematical physics chemistry biology \
     medicine health education law security foreign policy relations war peace power state politics people women men \
     children black white red collected selected complete works essays papers notes readings lectures principles \
     foundations fundamentals elements concepts concise oxford cambridge springer elsevier wiley brief letter comment \
     reply erratum editorial abstract summary overview survey state-of-the-art"
}

word_class! {
    /// Common given names, which show that two capitalised words are a person.
    is_given_name,
    "hal adam adrian alan albert alberto alejandro alex alexander alexandre alfred alice alison allan amy ana anders \
     andré andrea andreas andrew andy angela ann anna anne annette anthony antoine antonio antónio arnold arthur \
     audrey barbara barry ben benjamin bernard bernd bill bob brad brian bruce bruno calvin camille carl carla carlo \
     carlos carol caroline carolyn catherine cecilia charles charlotte chester chris christian christina christine \
     christoph christopher claire clara claude claudia colin cynthia daniel daniela david dean deborah denis dennis \
     derek diana diane dieter dominic dominique donald doris dorothy doug douglas edgar eduardo edward edwin elaine \
     elena elisabeth elizabeth ellen emily emma eric erik ernest ernst eugene eva evelyn fabio felix fernando \
     florence frances francis francisco françois frank franz fred frederick fritz gary gabriel geoffrey georg george \
     gérard gerald gerard gerhard gilles gisela giovanni giuseppe glenn gordon grace graham greg gregory guy hans \
     harald harold harry heather heinrich heinz helen henri henry herbert hermann howard hugh ian ignacio inês irene \
     isabel ivan jack jacob jacques jaime james jan jane janet jason jay jean jeff jeffrey jennifer jeremy jerome \
     jerry jessica jill jim joan joanna joão joe joel johann johannes john johnny jon jonathan jorge josé jose josef \
     joseph joshua joyce juan judith julia julian julie jürgen justin karen karin karl katherine kathleen keith kelly \
     ken kenneth kevin kim klaus kurt larry laura laurence lawrence lee leo leon leonard leslie lewis linda lisa \
     lorenzo louis louise luc lucas lucia luis luís luigi luiz lynn malcolm manfred manuel marc marcel marcelo marco \
     marcus margaret maria maría marie mario marion mark markus martha martin mary mathias matt matthew matthias \
     maurice max maxime melissa michael michel michele michelle miguel mike milton monica nancy naomi natalie nathan \
     neil nicholas nick nicolas nicole nina norman olga oliver oscar oswald otto pablo pamela pat patricia patrick \
     paul paula paulo pedro peggy peter phil philip philippe phillip pierre rachel rafael ralph randall randy raymond \
     rebecca renato renée ricardo richard rita robert roberta roberto robin rodolfo roger roland rolf ron ronald rosa \
     rose roy rudolf russell ruth ryan sally sam samuel sandra sara sarah scott sean sebastian sergio sharon shirley \
     silvia simon sophie stanley stefan stephan stephanie stephen steve steven stewart stuart sue susan sven sylvia \
     tara ted teresa terry theodore theresa thierry thomas tim timothy tina tobias todd tom tony ulrich urs ursula \
     valerie vanessa vera vernon veronica victor victoria vincent virginia vladimir walter warren wayne wendy werner \
     wilhelm will william wolfgang yves yvonne zoe ólga ольга анна мария елена наталья татьяна светлана ирина \
     александр сергей андрей алексей дмитрий иван михаил николай владимир юрий виктор павел пётр петр игорь олег \
     вадим максим евгений валерий анатолий василий георгий константин людмила галина нина вера надежда любовь \
     екатерина юлия марина"
}

word_class! {
    /// Words that are mostly abbreviations, so that the stop after them ends no sentence.
    is_abbreviation,
    "vol no nr éd edn рэсп вярх міжнар навук рэдкал дзярж універс гіст філас верхов совмест заруб отеч регион ed eds proc trans symp conf int intl intern natl nat univ dept dep inst j jr sr st dr prof mr mrs ms \
     inc ltd co corp etc vs cf al am amer math phys rev lett sci soc acad assoc biol chem comput eng engng appl res \
     tech technol rep art arch ann bull bol acta adv aust br brit bras can chron clin comm commun contemp crit cult \
     dev dis ecol econ educ electr electron environ ethnol eur exp fed gen geogr geol ges gov hist hum ind inf jpn \
     lab lang ling lit mag manag mass mat mech med mod mol nucl opt org pap philol philos pol polit proj psych \
     psychiatr psychol publ quart quat rel sect ser softw spec stat stud suppl surg surv syst theor theoret therm \
     tokyo transl urban veg vet zool z zh zurn wiss calif conn colo ill mich minn mo nev okla ore penn pa tenn tex va \
     wash wis ch chap sec fig par pt bd hrsg aufl jg т № с см ст гл рис изд ред вып кн ч рос гос ист науч акад им тр \
     сб вестн журн матер междунар конф респ нац арх ун-т ун-та ин-т филос экон юрид полит соц соврем отд сер обл г гг \
     в вв н э пер англ нем фр рус бел укр доп испр перераб стер учеб канд д-ра докт дис автореф m-ва м-ва \
     иностр дел нояб янв февр авг сент окт дек тыс млн др пр проф s l n d cap orgs coord coords supl enferm cad esc \
     fac fund bot ci geociênc pesq agropec agrop resumo univers neurosci immunol microbiol biochem biophys genet \
     physiol pharmacol pathol oncol cardiol neurol pediatr radiol evol comp sens astron astrophys autom contr robot \
     instrum meas sib moscow leningr izv vestn dokl nauk tr sov ross akad subj disc discr intell artif archit program \
     progr distrib paral kybern found symb log"
}

/// What a person did, by the word that says so.
#[derive(Clone, Debug)]
pub(super) struct Role {
    /// The word, without brackets.
    pub word: Tokens,
    /// All of it, with brackets and the comma before.
    pub range: Tokens,
    /// The person group.
    pub kind: PartKind,
}

phrases! {
    /// Editors' words after names.
    EDITOR_AFTER,
    "ed|eds|editor|editors|edited|hrsg|hg|herausgeber|éd|éds|dir|coord|coords|coordinador|coordinadores|\
     coordenador|coordenadores|org|orgs|organizador|organizadora|organizadores|organizadoras|compilador|comp|\
     comps|compiler|red|redaktor|redaktorzy|ред|редактор|редакторы|рэдактар|рэдактары|редактори|отв ред|\
     ответственный редактор|сост|составитель|составители|укл|упоряд|под ред|под редакцией|chief editor|\
     editor-in-chief|гл ред|научный редактор|науч ред|editor e|ed and trans|editores|ed and transl|a cura di|gen ed|general editor|general editors|series ed|vol ed|hgg|hrg|hrsgg"
}
phrases! {
    /// Translators' words after names.
    TRANSLATOR_AFTER,
    "trans|transl|translator|translators|tr|übers|trad|tradutor|traductor|переводчик|пер|перакладчык"
}
phrases! {
    /// Other roles after names.
    OTHER_AFTER,
    "director|producer|directors|producers|writer|ill|illustrator"
}

/// The role that is told after names at `i`: `(Eds.)`, `, editors`, `[ed.]`, `(отв. ред.)`.
pub(super) fn role(draft: &Draft<'_>, i: usize) -> Option<Role> {
    let mut at = i;
    if draft.sign(at) == ',' {
        at += 1;
    }
    let open = matches!(draft.sign(at), '(' | '[');
    let start = at + usize::from(open);
    let find = |phrases: &Phrases| draft.any_phrase(start, phrases);
    let (mut end, kind) = [
        (find(&EDITOR_AFTER), PartKind::Editors),
        (find(&TRANSLATOR_AFTER), PartKind::Translators),
        (find(&OTHER_AFTER).filter(|_| open), PartKind::Authors),
    ]
    .into_iter()
    .find_map(|(end, kind)| Some((end?, kind)))?;
    let first = draft.lower(start);
    end = draft.past_stop(end);
    if open {
        // `(Eds.)`, `(Ed. & Trans.)`, but not `(ed. Smith)`.
        let close = if matches!(draft.sign(end), ')' | ']') {
            end
        } else if matches!(draft.lower(end), "and" | "&" | "y" | "e" | "и") || matches!(draft.sign(end), '&' | ',') {
            draft.closing(at, 8)?
        } else {
            return None;
        };
        return Some(Role { word: start..end, range: i..close + 1, kind });
    }
    // Without brackets a role ends with a stop or a sign: `editors.`, `eds.,`, not `ed. Seaman` nor `Ed. Smith`.
    let stopped = draft.sign(end - 1) == '.';
    let by = matches!(draft.lower(end), "by" | "von" | "par" | "por" | "с");
    let next_is_name = stopped
        && draft.sign(end) == '\0'
        && draft.capital(end)
        && matches!(first, "ed" | "eds" | "tr" | "trans" | "ред" | "пер")
        && draft.sign(i) != ',';
    if by || next_is_name || first == "edited" || first == "comp" && !stopped || first == "org" && !stopped {
        return None;
    }
    if !stopped && draft.sign(end) == '\0' && end < draft.len() {
        return None;
    }
    // The stop of `editors.` ends the statement, that of `ed.` the word.
    let word_end = if stopped && !is_abbreviation(draft.lower(end - 2)) { end - 1 } else { end };
    Some(Role { word: start..word_end, range: i..end, kind })
}

phrases! {
    /// Editors' words before names.
    EDITOR_BEFORE,
    "edited by|ed by|a cura di|eds by|ed|eds|edited and introduced by|edited and translated by|\
     edited and with an introduction by|selected and edited by|compiled by|herausgegeben von|hrsg von|hg von|hrsg|\
     éd par|édité par|sous la direction de|sous la dir de|dir|editado por|organizado por|org por|coordinado por|\
     ed de|под ред|под редакцией|под общ ред|под общей редакцией|под науч ред|отв ред|ред|сост|науч ред|гл ред|\
     за ред|пад рэд|пад рэдакцыяй|редкол|ред кол|pod red|red|pod redakcją|editors|under the editorship of|\
     в кн под ред|за заг ред"
}

phrases! {
    /// Translators' words before names.
    TRANSLATOR_BEFORE,
    "translated by|trans by|trans|transl|transl by|tr|tr by|translated and edited by|translated and introduced by|\
     traduit par|traduction de|trad fr par|trad|trad de|trad por|tradução de|tradução|traducción de|übersetzt von|\
     ubersetzt von|übers von|aus dem englischen von|tłum|tłumaczenie|пер с англ|пер с нем|пер с фр|пер с польск|\
     пер|перевод|пераклад|перевод с английского"
}

/// The role that is told before names at `i`: `edited by`, `под ред.`, `ed.`, `translated by`. Gives the token after.
pub(super) fn role_before(draft: &Draft<'_>, i: usize) -> Option<(usize, PartKind)> {
    let editor = draft.any_phrase(i, &EDITOR_BEFORE).map(|e| (e, PartKind::Editors));
    let translator = draft.any_phrase(i, &TRANSLATOR_BEFORE).map(|e| (e, PartKind::Translators));
    let (end, kind) = [editor, translator].into_iter().flatten().max_by_key(|(e, _)| *e)?;
    let end = draft.past_stop(end);
    Some((end + usize::from(draft.sign(end) == ':'), kind))
}
