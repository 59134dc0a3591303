//! Abbreviations that every reader knows, so that no article need explain them.

/// Known in any language that uses Latin letters.
const LATIN: &str = "AC AD AI AIDS AIDs AM ANOVA ANCOVA API ASCII ASEAN ATM ATP BA BBC BC BCE BRICS BSc CAD CD CE CEO CIA CNN CO COVID CPU \
    CT CV DC DIY DNA DOI DVD ECG EEG EEC EN EU FAO FAQ FBI FIFA FM FTIR GB GDP GIS GMT GNP GPS GPT HD HIV HPLC HR HTML HTTP HTTPS IBM ICT \
    ID IEEE IMF IP IQ IR ISBN ISO ISSN IT ITU IUCN JPEG JSON KGB LCD LED LGBT LLC LTD MA MATLAB MB MBA MD MP MRI MS MSc NASA NATO NGO NGOs \
    NMR NP OECD OK OPEC ORCID PC PCR PDF PhD PIN PM PR PVC QGIS QR RAM RPMI RNA ROM SAS SARS SD SE SEM SI SIM SMS SOS SPSS SQL TEM TNT TV UEFA UFO \
    UK UN UNESCO UNICEF URL US USA USB USD USSR UTC UV VAT VIP WHO WTO WWF WWII WWI XML XRD";

/// Known in one language, or where it is spoken.
const BY_LANGUAGE: &[(&str, &str)] = &[
    ("de", "AG BIP BRD DDR DM DNS EDV EG GmbH KZ NS NSDAP SPD CDU CSU UNO UdSSR"),
    ("fr", "ADN ARN CNRS OMS ONG ONU OTAN PIB RDA RFA SIDA TGV TVA UE URSS VIH"),
    ("es", "ADN ARN CCOO EE EEUU FMI IVA OCDE OMS ONG ONU OTAN PIB SIDA TIC TV UE UNAM URSS UU VIH"),
    (
        "pt",
        "ABNT AC ADN AIDS AL AM AP ARN BA BNDES CAAE CAPES CE CEP CEPE CNPJ CNPq CNPQ CPF DF ES EUA FAPESP FAPERJ FAPEMIG FMI GO IBGE IDH INEP MA \
         MEC MG MS MT NBR OCDE OIT OMS ONG ONGs ONU OTAN PA PB PE PI PIB PR RG RJ RN RO RR RS SC SE SIDA SP SUS TCC TCLE TIC TICs TO UE URSS",
    ),
    ("pl", "MSZ ONZ NATO PKB PRL RP UE USA ZSRR"),
    (
        "ru",
        "АН АЭС БГУ БССР ВВП ВИЧ ВКП ВЛКСМ ВНП ВОЗ ВОВ ВТО ВУЗ ГДР ГК ГОСТ ГПК ГЭС ДНК ЕАЭС ЕС ЖКХ ЗАГС ЗАО ИП ИТ КГБ КНДР КНР КПСС ЛГБТ МВД \
         МВФ МГУ МИД МХАТ НАН НАТО НДС НИИ НКВД НЭП ОАО ОАЭ ООН ООО ОПЕК ПК РАН РБ РККА РКП РНК РСФСР РФ СМИ СНГ СНК СПИД СССР США ТАСС ТВ \
         ТК УДК УК УПК УССР ФБР ФИО ФРГ ФСБ ЦК ЦРУ ЧП ЭВМ ЭКГ ЮАР ЮНЕСКО ЮНИСЕФ ББК",
    ),
    (
        "be",
        "ААН АН БГУ БДУ БССР ВКП ВНУ ВУП ГДР ДНК ЕС ЕАЭС ЗАГС ЗША КДБ КПСС ЛССР МЗС МУС НАН НАТА НКУС НЭП РБ РНК РСФСР РФ СМІ СНД СНК СССР ТБ \
         УССР ФРГ ЦК ЮНЕСКА ЮНЕСКО УДК ББК ЛКСМБ",
    ),
    (
        "uk",
        "АН АЕС ВВП ВІЛ ВООЗ ГДР ДНК ЄС ЗМІ ЗСУ КПРС МВС МВФ МЗС НАН НАТО НКВС ООН РНК РФ СБУ СНД СНІД СРСР СССР США ТБ УНР УРСР УДК ФРН ЦК \
         ЮНЕСКО ББК",
    ),
];

/// Whether every reader of a text in a language knows an abbreviation.
pub(super) fn is_known(abbreviation: &str, lang: &str) -> bool {
    let of = |list: &str| list.split_ascii_whitespace().any(|known| known == abbreviation);
    let own = BY_LANGUAGE.iter().find(|(tag, _)| *tag == lang);
    of(LATIN) || own.is_some_and(|(_, list)| of(list)) || lang == "und" && BY_LANGUAGE.iter().any(|(_, list)| of(list))
}

#[cfg(test)]
mod tests {
    use super::is_known;

    #[test]
    fn what_is_known_depends_on_the_language() {
        assert!(is_known("NATO", "en") && is_known("SP", "pt") && is_known("СССР", "ru"));
        assert!(!is_known("SP", "en") && !is_known("CSTO", "en") && !is_known("ОДКБ", "ru"));
    }
}
