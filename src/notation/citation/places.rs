//! Places of publication: cities with more than a few publishers, in the languages that citations are written in.

use std::sync::LazyLock;

use super::lexicon::WordSet;
use super::tokens::{Class, Draft};

/// Cities in lower case, the words of one joined by `_`; Russian abbreviations with them (`М.`, `СПб.`).
const CITIES: &str = "\
    london the_netherlands united_kingdom united_states new_zealand south_africa czech_republic new_jersey new_hampshire new_mexico \
    north_carolina south_carolina west_virginia rhode_island british_columbia new_south_wales great_britain saudi_arabia new_york new_york_city paris berlin oxford cambridge boston chicago amsterdam philadelphia princeton stanford washington baltimore toronto montreal montréal \
    vancouver ottawa sydney melbourne canberra brisbane perth adelaide auckland wellington dublin edinburgh glasgow manchester bristol birmingham leeds liverpool leicester \
    sheffield nottingham exeter reading aldershot harmondsworth basingstoke chichester hoboken thousand_oaks beverly_hills newbury_park los_angeles san_francisco san_diego san_mateo san_jose \
    palo_alto menlo_park los_altos berkeley santa_monica santa_barbara santa_cruz santa_clara santa_fe pasadena sacramento seattle portland denver boulder austin dallas houston atlanta miami \
    orlando tallahassee gainesville durham chapel_hill raleigh charlottesville alexandria arlington bethesda college_park annapolis newark new_haven new_brunswick englewood_cliffs upper_saddle_river \
    hillsdale mahwah ithaca syracuse rochester albany buffalo pittsburgh university_park columbus cleveland cincinnati detroit ann_arbor east_lansing bloomington indianapolis notre_dame west_lafayette \
    urbana champaign evanston madison milwaukee minneapolis st_paul saint_paul iowa_city ames lincoln omaha st_louis saint_louis kansas_city lawrence norman nashville knoxville memphis new_orleans \
    baton_rouge tucson phoenix tempe albuquerque salt_lake_city provo las_vegas honolulu anchorage providence hanover dartmouth amherst lexington lanham totowa dordrecht leiden the_hague den_haag hague \
    rotterdam utrecht groningen nijmegen delft eindhoven brussels bruxelles louvain leuven antwerp ghent gent liège luxembourg geneva genève zurich zürich basel bern lausanne fribourg vienna wien graz \
    salzburg innsbruck linz munich münchen hamburg frankfurt frankfurt_am_main frankfurt/main köln cologne bonn stuttgart heidelberg tübingen göttingen leipzig dresden jena weimar halle marburg \
    münster würzburg freiburg mannheim karlsruhe kaiserslautern dortmund düsseldorf essen bochum bielefeld hannover hanover bremen kiel darmstadt wiesbaden mainz potsdam rostock konstanz nürnberg erlangen augsburg \
    regensburg bad_heilbrunn weinheim opladen hildesheim copenhagen københavn stockholm uppsala lund gothenburg göteborg oslo bergen trondheim helsinki turku reykjavik tallinn tartu riga vilnius kaunas \
    warsaw warszawa kraków cracow wrocław poznań gdańsk łódź lublin toruń białystok katowice prague praha brno bratislava budapest bucharest bucurești sofia belgrade beograd zagreb ljubljana sarajevo \
    athens rome roma milan milano turin torino florence firenze bologna venice venezia padua padova naples napoli pisa genoa genova bari palermo madrid barcelona valencia sevilla seville granada salamanca \
    zaragoza bilbao lisbon lisboa porto coimbra évora braga lyon marseille toulouse bordeaux strasbourg grenoble nice rennes nantes lille montpellier aix-en-provence poitiers dijon tours caen orléans \
    rueil-malmaison versailles moscow moskva leningrad saint_petersburg st_petersburg petersburg minsk kiev kyiv kharkov kharkiv odessa lviv lvov novosibirsk kazan ekaterinburg tomsk tbilisi yerevan baku almaty tashkent \
    jerusalem tel_aviv haifa cairo istanbul ankara beirut tehran delhi new_delhi mumbai bombay calcutta kolkata madras chennai bangalore hyderabad beijing shanghai hong_kong taipei tokyo kyoto osaka seoul singapore \
    bangkok manila jakarta kuala_lumpur hanoi johannesburg cape_town pretoria nairobi lagos ibadan dakar rio_de_janeiro são_paulo sao_paulo brasília brasilia belo_horizonte porto_alegre curitiba salvador recife \
    fortaleza campinas florianópolis goiânia belém manaus niterói petrópolis vitória natal viçosa piracicaba ribeirão_preto são_carlos londrina maringá pelotas santa_maria uberlândia bauru buenos_aires córdoba cordoba la_plata \
    rosario santiago santiago_de_chile montevideo lima bogotá bogota caracas quito medellín cali mexico_city méxico mexico ciudad_de_méxico guadalajara havana la_habana san_juan \
    москва м москва-ленинград ленинград л санкт-петербург спб петербург петроград пг минск мн мінск киев к київ харьков харків х одесса одеса львов львів новосибирск казань екатеринбург свердловск томск иркутск \
    владивосток ростов-на-дону ростов_н/д ростов_на_дону самара саратов воронеж нижний_новгород н_новгород пермь уфа челябинск омск красноярск калининград тверь ярославль гомель гродно гродна брест витебск віцебск могилев магілёў полоцк новополоцк вильнюс вильна \
    варшава рига таллин тбилиси ереван баку алматы алма-ата ташкент бишкек астана душанбе кишинев прага берлин лондон париж нью-йорк женева вена \
    woodstock norwalk boca_raton clevedon ross-on-wye cheltenham northampton norwood mineola belmont pacific_grove monterey redwood_city reading rowley malden burlington hershey westport \
    collegeville grand_rapids downers_grove wheaton lewiston peabody evanston carbondale dekalb athens_ga amherst waltham medford northampton middletown bloomsbury harlow maidenhead wallingford whitehaven";

/// How many tokens from `i` on are a city's name.
pub(super) fn city(draft: &Draft<'_>, i: usize) -> Option<usize> {
    static SET: LazyLock<WordSet> = LazyLock::new(|| CITIES.split_ascii_whitespace().collect());
    if draft.class(i) != Class::Word || !draft.word(i).starts_with(char::is_uppercase) {
        return None;
    }
    let mut key = draft.lower(i).to_owned();
    // `М`, `Л`, `К` are places only with their stop.
    let mut best =
        (SET.contains(key.as_str()) && (key.chars().count() > 1 || draft.sign(i + 1) == '.')).then_some(i + 1);
    let mut at = i + 1;
    for _ in 0..3 {
        at = if draft.sign(at) == '.' { at + 1 } else { at };
        if draft.class(at) != Class::Word || !draft.free(at) {
            break;
        }
        key.push('_');
        key.push_str(draft.lower(at));
        at += 1;
        if SET.contains(key.as_str()) {
            best = Some(at);
        }
    }
    best
}
