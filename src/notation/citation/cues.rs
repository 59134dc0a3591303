//! Words that tell what a stretch of a citation is: a journal, proceedings, a publisher, a place, a series, a body.

use super::lexicon::word_class;

word_class! {
    /// Words of bodies: ministries, universities, societies.
    is_organisation,
    "organisation organization ministry ministério ministerio ministère ministerium department departamento département commission comissão comisión council conselho \
     consejo conseil committee comitê comité comisia institute instituto institut institution association associação asociación society sociedade sociedad société \
     gesellschaft university universidade universidad université universität academy academia akademie foundation fundação fundación bureau agency agência agencia \
     board bank banco office center centre centro federation fund secretaria secretaría collaboration consortium group laboratory laboratories corporation \
     company assembly parliament congress senate government governo gobierno authority archive archives library union alliance who unesco unicef undp oecd nato inep ibge \
     министерство государственный комитет организация организации институт университет академия совет комиссия агентство центр фонд банк союз ассоциация \
     общество міністэрства міністерство інститут універсітэт університет парламент правительство архив национальный \
     nations programme service survey administration task force network observatory hospital museum школа club party"
}

word_class! {
    /// Words of journals' titles, whole and abbreviated.
    is_journal,
    "journal journals j jour review reviews rev letters lett transactions trans trans. abstracts annals ann archives arch bulletin bull magazine mag quarterly quart annual gazette \
     newsletter proceedings acta zeitschrift zeitung zeitschr archiv jahrbuch annalen mitteilungen blätter beiträge berichte revue cahiers bulletin annales études \
     revista rev cadernos cad anais boletim boletín arquivos archivos anales memórias arq bras gaceta rivista giornale studi kwartalnik przegląd rocznik zeszyty czasopismo \
     журнал журн ж вестник вестн весник весці веснік вісник известия изв труды тр бюллетень бюл записки зап вопросы вопр ведомости часопіс часопис альманах \
     zhurnal vestnik izvestiya trudy voprosy visnyk chasopis \
     neurosci physiol biol chem phys math sci acad natl soc amer am int res appl clin exp mol med psychol psychiatry comput eng environ ecol geol geophys astrophys \
     times post tribune guardian herald newspaper chronicle weekly monthly daily news"
}

word_class! {
    /// Words of proceedings and conferences.
    is_proceedings,
    "proceedings proc procs conference conf symposium symp workshop workshops congress colloquium meeting convention seminar anais congresso simpósio congreso simposio actas actes colloque congrès \
     tagung tagungsband kongress konferenz konferencja materiały материалы матер матэрыялы матеріали конференция конференции конф канферэнцыі конференції симпозиума \
     семинара съезда форума чтений тезисы тез докладов materialy konferentsii sbornik conferência encontro jornadas sigmod sigir sigplan sigcomm sigarch icml icra cvpr iccv eccv nips aaai ijcai focs stoc \
     popl pldi vldb pods chi uist acl emnlp coling sosp osdi isca micro asplos ecoop oopsla interspeech icassp colloquia presented"
}

word_class! {
    /// Words of publishers' names.
    is_publisher,
    "press publishers publisher publishing publications verlag springer springer-verlag elsevier wiley wiley-blackwell blackwell routledge sage kluwer mcgraw-hill \
     prentice prentice-hall addison-wesley morgan kaufmann academic pergamon plenum norton penguin macmillan palgrave knopf harper harpercollins random doubleday vintage \
     freeman benjamin benjamins gruyter mouton dekker birkhäuser birkhauser north-holland crc ieee acm siam mit oup cup iop ios o'reilly o’reilly pearson longman heinemann butterworth \
     butterworths butterworth-heinemann erlbaum ashgate polity verso faber cassell collins methuen chapman gallimard seuil hachette larousse puf flammarion minuit payot armand \
     l'harmattan l’harmattan dunod plon grasset fayard nathan suhrkamp reclam fischer beck campus rowohlt oldenbourg niemeyer metzler kohlhammer mohr ullstein dtv vieweg teubner \
     éditions édition editions editora editorial ediciones edições edizioni einaudi mondadori feltrinelli laterza anagrama alianza gredos gedisa siglo fondo ariel paidós artmed atlas vozes \
     cortez contexto companhia letras zahar forense saraiva hucitec papirus martins nacional imprensa imprenta impr tipografia wydawnictwo pwn издательство изд-во издат наука мысль \
     просвещение юрайт юристъ норма инфра-м прогресс политиздат госполитиздат юрлит юридическая высшая высш магистр вече эксмо аст питер логос аспект проспект беларуская \
     белорусская навука бгу мгу спбгу рггу бгэу гу ун-т ун-та университет университета вышэйшая мастацкая полымя універсітэт nauka mysl' progress izdatel'stvo books book inc ltd llc co \
     gmbh sons bros brothers imprint ucla university univ universidade universidad université universität \
     guilford jossey-bass lippincott williams wilkins thieme karger saunders mosby churchill livingstone humana dordrecht citeseer usenix omnipress nova brill olms harrassowitz \
     éd ed. edusp ufmg ufrj unesp unicamp embrapa fapesp summus loyola vale peeters queriniana cengage thomson wadsworth brooks/cole holt rinehart winston scribner scribner's appleton houghton mifflin \
     houghton-mifflin simon schuster viking bantam ballantine avon dutton putnam farrar straus giroux pantheon westview praeger greenwood garland scarecrow mellen rodopi lang \
     artech wspc auerbach aip aps asce asme spie igi hindawi mdpi inderscience emerald edward elgar berghahn bloomsbury t&t clark eerdmans zondervan orbis ivp \
     баудзэра тэхналогія лимариус харвест зинатне алетейя росспэн ладомир юнити-дана кнорус ленанд урсс комкнига либроком"
}

word_class! {
    /// Words of bodies that publish theses and reports.
    is_school,
    "university univ dept department departamento faculty faculdade facultad faculté school college institute instituto institut laboratory lab laboratories academy center centre \
     universidade universidad université universität université escola école escuela ун-т университет ин-т институт академия фак факультет fakultät uniwersytet politechnika ufrj usp unicamp ufmg unb puc universitat universite universita universität technische"
}

word_class! {
    /// Words of series.
    is_series,
    "series serie série seria schriftenreihe reihe collection coleção colección coll lncs serien ser сер серия серыя серія studies texts monographs lecture notes"
}

word_class! {
    /// States, provinces and countries that follow a city, in short or in full; single words.
    is_region,
    "ma mass ny nj ca calif cal pa il ill in ind mi mich mn minn oh wa wash wi wis tx tex tenn tn va vt md me mo nc n.c sc ga fl fla al az ariz co colo ct conn dc d.c de hi ia id ks ky la ms mt nd ne nh nm nv ny ok \
     or ore ri sd ut wv wy qc on bc b.c ab nsw act vic qld uk u.k usa u.s.a u.s us england scotland wales ireland france germany deutschland italy italia spain españa portugal netherlands holland belgium \
     belgique switzerland suisse austria österreich denmark sweden norway finland poland polska russia belarus ukraine czechoslovakia hungary greece turkey israel egypt india china japan korea taiwan singapore australia canada mexico \
     méxico brazil brasil argentina chile colombia peru perú venezuela cuba california massachusetts pennsylvania illinois michigan minnesota virginia texas ohio oregon washington maryland florida georgia \
     connecticut colorado hampshire jersey york kentucky tennessee iowa indiana wisconsin vermont maine arizona utah nevada hawaii ontario quebec québec alberta kansas oklahoma louisiana alabama arkansas \
     missouri nebraska carolina delaware yugoslavia czech romania bulgaria estonia latvia lithuania iceland беларусь россия украина польша sp rj rs mg pr sc ba pe ce df go rn pb es mt ms am se ti to al ro"
}

word_class! {
    /// Words of newspapers and news agencies.
    is_newspaper,
    "times post tribune guardian herald newspaper chronicle reuters cnn cnbc bbc daily gazette telegraph independent globe mail sun zeitung monde figaro libération país folha estado diário jornal \
     газета газ известия правда коммерсант звязда советская ведомости новости tass bloomberg"
}

word_class! {
    /// Journals of one word.
    is_journal_name,
    "science nature cell lancet jama bmj plos neuron brain cognition psychometrika econometrica physica apj aj a&a mnras pasj speculum mind poetry daedalus economist newsweek cacm toplas jacm tods tocs mrs nano computer biometrika technometrics diabetes circulation blood gut thorax radiology ethics synthese dialogue \
     hypatia phronesis erkenntnis topoi analysis language lingua glossa man isis osiris minerva telos october signs callaloo representations criticism"
}
