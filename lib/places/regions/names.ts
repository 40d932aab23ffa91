/**
 * What people call the regions of a country: in its own languages, in English, and in those of its neighbours. By country,
 * `CODE=Name=Other name`, the code as in ISO 3166-2. Names of ISO 3166-2 itself and of the CLDR's territories. A name that
 * two regions share is in neither.
 */
export const REGION_NAMES: Readonly<Record<string, string>> = {
  DE: `BW=Baden-Württemberg=Bade-Wurtemberg=Baden-Wurtemberg|BY=Bayern=Bavaria=Baviera=Bavière=Freistaat Bayern=Beieren
    |BE=Berlin=Berlín=Berlino|BB=Brandenburg=Brandebourg=Brandeburgo|HB=Bremen=Brême=Freie Hansestadt Bremen
    |HH=Hamburg=Hambourg=Hamburgo=Amburgo|HE=Hessen=Hesse=Assia|MV=Mecklenburg-Vorpommern=Mecklenburg-Western Pomerania
    =Mecklembourg-Poméranie-Occidentale=Mecklemburgo-Pomerania Occidental=Meclemburgo-Pomerania Anteriore
    |NI=Niedersachsen=Lower Saxony=Basse-Saxe=Baja Sajonia=Bassa Sassonia|NW=Nordrhein-Westfalen=North Rhine-Westphalia
    =Rhénanie-du-Nord-Westphalie=Renania del Norte-Westfalia=Renania Settentrionale-Vestfalia=NRW
    |RP=Rheinland-Pfalz=Rhineland-Palatinate=Rhénanie-Palatinat=Renania-Palatinado=Renania-Palatinato
    |SL=Saarland=Sarre=Saarland=Sarre|SN=Sachsen=Saxony=Saxe=Sajonia=Sassonia=Freistaat Sachsen
    |ST=Sachsen-Anhalt=Saxony-Anhalt=Saxe-Anhalt=Sajonia-Anhalt=Sassonia-Anhalt
    |SH=Schleswig-Holstein=Schleswig-Holstein|TH=Thüringen=Thuringia=Thuringe=Turingia=Freistaat Thüringen`,
  AT: `1=Burgenland|2=Kärnten=Carinthia=Carinthie=Carinzia=Carintia
    |3=Niederösterreich=Lower Austria=Basse-Autriche=Bassa Austria
    =Baja Austria|4=Oberösterreich=Upper Austria=Haute-Autriche=Alta Austria|5=Salzburg=Salzbourg=Salisburgo=Salzburgo
    =Salzburger Land|6=Steiermark=Styria=Styrie=Stiria=Estiria|7=Tirol=Tyrol=Tirolo|8=Vorarlberg|9=Wien=Vienna=Vienne=Viena`,
  CH: `AG=Aargau=Argovie=Argovia|AI=Appenzell Innerrhoden=Appenzell Rhodes-Intérieures=Appenzello Interno
    |AR=Appenzell Ausserrhoden=Appenzell Rhodes-Extérieures=Appenzello Esterno|BE=Bern=Berne=Berna
    |BL=Basel-Landschaft=Basel-Land=Bâle-Campagne=Basilea Campagna=Baselland=Basilea-Campiña
    |BS=Basel-Stadt=Bâle-Ville=Basilea Città=Basilea-Ciudad |FR=Freiburg=Fribourg=Friburgo
    |GE=Genève=Genf=Geneva=Ginevra=Ginebra|GL=Glarus=Glaris=Glarona
    |GR=Graubünden=Grisons=Grigioni=Grischun=Grisones|JU=Jura=Giura|LU=Luzern=Lucerne=Lucerna|NE=Neuchâtel=Neuenburg
    |NW=Nidwalden=Nidwald=Nidvaldo|OW=Obwalden=Obwald=Obvaldo|SG=St. Gallen=Sankt Gallen=Saint-Gall=San Gallo=San Galo 
    |SH=Schaffhausen=Schaffhouse=Sciaffusa|SO=Solothurn=Soleure=Soletta|SZ=Schwyz=Schwytz=Svitto|TG=Thurgau=Thurgovie
    =Turgovia|TI=Ticino=Tessin=Tesino|UR=Uri|VD=Vaud=Waadt|VS=Valais=Wallis=Vallese=Valés|ZG=Zug=Zoug=Zugo
    |ZH=Zürich=Zurich=Zurigo`,
  IT: `21=Piemonte=Piedmont=Piémont=Piemont=Piamonte|23=Valle d’Aosta=Vallée d’Aoste=Aosta Valley=Aostatal=Valle de Aosta 
    |25=Lombardia=Lombardy=Lombardie=Lombardei|BZ=Alto Adige=Südtirol=South Tyrol=Bolzano=Bozen=Provincia autonoma di Bolzano
    |TN=Trentino=Provincia autonoma di Trento|34=Veneto=Vénétie=Venetien|36=Friuli-Venezia Giulia=Frioul-Vénétie julienne
    =Friaul-Julisch Venetien|42=Liguria=Ligurie=Ligurien|45=Emilia-Romagna=Émilie-Romagne=Emilia-Romaña
    |52=Toscana=Tuscany=Toscane=Toskana
    |55=Umbria=Ombrie=Umbrien|57=Marche=Marches=Marken|62=Lazio=Latium=Latium=Lacio
    |65=Abruzzo=Abruzzi=Abruzzes=Abruzzen=Abruzos |67=Molise|72=Campania=Campanie=Kampanien|75=Puglia=Apulia=Pouilles=Apulien
    |77=Basilicata=Basilicate
    |78=Calabria=Calabre=Kalabrien|82=Sicilia=Sicily=Sicile=Sizilien|88=Sardegna=Sardinia=Sardaigne=Sardinien=Cerdeña`,
  // The three departments with two feasts more; postcodes tell all others.
  FR: '57=Moselle=Mosel=Mosella=Mosela|67=Bas-Rhin=Niederrhein|68=Haut-Rhin=Oberrhein|6AE=Alsace=Elsass=Alsazia=Alsacia',
  PT: `20=Açores=Azores=Azoren=Região Autónoma dos Açores=Azzorre|30=Madeira=Região Autónoma da Madeira=Madère=Madera
    |01=Aveiro|02=Beja|03=Braga|04=Bragança|05=Castelo Branco|06=Coimbra|07=Évora|08=Faro=Algarve|09=Guarda|10=Leiria
    |11=Lisboa=Lisbon=Lisbonne=Lissabon|12=Portalegre|13=Porto=Oporto|14=Santarém|15=Setúbal|16=Viana do Castelo|17=Vila Real
    |18=Viseu`,
  ES: `AN=Andalucía=Andalusia=Andalousie=Andalusien|AR=Aragón=Aragon=Aragonien
    |AS=Asturias=Principado de Asturias=Asturies=Asturien
    |CB=Cantabria=Cantabrie=Kantabrien|CE=Ceuta=Ciudad de Ceuta|CL=Castilla y León=Castile and León=Castille-et-León
    =Kastilien-León=Kastilien und León|CM=Castilla-La Mancha=Castile-La Mancha=Castille-La Manche=Kastilien-La Mancha
    |CN=Canarias=Canary Islands=Islas Canarias=Îles Canaries=Kanarische Inseln=Kanaren|CT=Cataluña=Catalunya=Catalonia
    =Catalogne=Katalonien=Catalogna|EX=Extremadura=Estrémadure|GA=Galicia=Galiza=Galice=Galicien
    |IB=Illes Balears=Islas Baleares=Baleares=Balearic Islands=Îles Baléares=Balearen=Balearische Inseln
    |MC=Murcia=Región de Murcia=Murcie|MD=Madrid=Comunidad de Madrid=Community of Madrid=Communauté de Madrid
    |ML=Melilla=Ciudad de Melilla|NC=Navarra=Navarre=Comunidad Foral de Navarra=Nafarroa=Navarra
    |PV=País Vasco=Euskadi=Basque Country=Pays basque=Baskenland|RI=La Rioja|VC=Comunitat Valenciana=Comunidad Valenciana
    =Valencian Community=Communauté valencienne=Valencianische Gemeinschaft`,
  GB: `ENG=England=Angleterre=Inglaterra=Inghilterra|SCT=Scotland=Écosse=Escocia=Schottland=Scozia=Alba
    |WLS=Wales=Cymru=Pays de Galles=Gales=Galles|NIR=Northern Ireland=Irlande du Nord=Irlanda del Norte=Nordirland`,
  BE: `BRU=Bruxelles-Capitale=Brussels=Bruxelles=Brussel=Brüssel=Brussels Hoofdstedelijk Gewest=Région de Bruxelles-Capitale
    |VLG=Vlaanderen=Flanders=Flandre=Flandern=Vlaams Gewest=Région flamande=Antwerpen=Oost-Vlaanderen=West-Vlaanderen
    =Vlaams-Brabant|WAL=Wallonie=Wallonia=Wallonië=Wallonien=Région wallonne=Hainaut=Liège=Namur=Brabant wallon`,
  US: `AL=Alabama|AK=Alaska|AZ=Arizona|AR=Arkansas|CA=California=Californie=Kalifornien|CO=Colorado|CT=Connecticut|DE=Delaware
    |DC=District of Columbia=Washington DC=Washington, D.C.|FL=Florida=Floride|GA=Georgia=Géorgie
    |HI=Hawaii=Hawaiʻi=Hawaï=Hawái|ID=Idaho
    |IL=Illinois|IN=Indiana|IA=Iowa|KS=Kansas|KY=Kentucky|LA=Louisiana=Louisiane=Luisiana|ME=Maine|MD=Maryland|MA=Massachusetts
    |MI=Michigan|MN=Minnesota|MS=Mississippi=Misisipi|MO=Missouri=Misuri|MT=Montana|NE=Nebraska|NV=Nevada
    |NH=New Hampshire=Nueva Hampshire|NJ=New Jersey=Nueva Jersey |NM=New Mexico=Nuevo México=Nouveau-Mexique
    |NY=New York=New York State=Nueva York|NC=North Carolina=Caroline du Nord=Carolina del Norte=Nordkarolina
    |ND=North Dakota=Dakota du Nord=Dakota del Norte|OH=Ohio|OK=Oklahoma|OR=Oregon
    |PA=Pennsylvania=Pennsylvanie=Pensilvania=Pennsylvanien|RI=Rhode Island
    |SC=South Carolina=Caroline du Sud=Carolina del Sur|SD=South Dakota=Dakota du Sud=Dakota del Sur|TN=Tennessee
    |TX=Texas=Tejas|UT=Utah|VT=Vermont|VA=Virginia=Virginie |WA=Washington=Washington State
    |WV=West Virginia=Virginie-Occidentale=Virginia Occidental|WI=Wisconsin|WY=Wyoming`,
  CA: `AB=Alberta|BC=British Columbia=Colombie-Britannique=Columbia Británica=Britisch-Kolumbien|MB=Manitoba
    |NB=New Brunswick=Nouveau-Brunswick=Nuevo Brunswick=Neubraunschweig 
    |NL=Newfoundland and Labrador=Newfoundland=Terre-Neuve-et-Labrador=Terranova y Labrador=Neufundland und Labrador
    |NS=Nova Scotia=Nouvelle-Écosse=Nueva Escocia=Neuschottland |NT=Northwest Territories=Territoires du Nord-Ouest
    |NU=Nunavut|ON=Ontario|PE=Prince Edward Island=Île-du-Prince-Édouard=PEI=Isla del Príncipe Eduardo |QC=Quebec=Québec
    |SK=Saskatchewan|YT=Yukon`,
  AU: `ACT=Australian Capital Territory=Territoire de la capitale australienne
    |NSW=New South Wales=Nouvelle-Galles du Sud=Nueva Gales del Sur=Neusüdwales
    |NT=Northern Territory=Territoire du Nord=Territorio del Norte|QLD=Queensland
    |SA=South Australia=Australie-Méridionale=Australia Meridional=Südaustralien |TAS=Tasmania=Tasmanie=Tasmanien
    |VIC=Victoria|WA=Western Australia=Australie-Occidentale=Australia Occidental=Westaustralien`,
  NZ: `AUK=Auckland=Tāmaki-makau-rau|BOP=Bay of Plenty|CAN=Canterbury=Waitaha|CIT=Chatham Islands=Wharekauri|GIS=Gisborne
    |HKB=Hawke’s Bay=Hawkes Bay|MBH=Marlborough|MWT=Manawatu-Wanganui=Manawatū-Whanganui=Manawatu|NSN=Nelson=Whakatū
    |NTL=Northland=Te Tai Tokerau|OTA=Otago=Ōtākou|STL=Southland=Murihiku|TAS=Tasman|TKI=Taranaki|WKO=Waikato
    |WGN=Wellington|WTC=West Coast=Te Tai o Poutini`,
  BR: `AC=Acre|AL=Alagoas|AM=Amazonas|AP=Amapá|BA=Bahia|CE=Ceará|DF=Distrito Federal=Federal District|ES=Espírito Santo
    |GO=Goiás|MA=Maranhão|MG=Minas Gerais|MS=Mato Grosso do Sul|MT=Mato Grosso|PA=Pará|PB=Paraíba|PE=Pernambuco|PI=Piauí
    |PR=Paraná|RJ=Rio de Janeiro=Estado do Rio de Janeiro|RN=Rio Grande do Norte|RO=Rondônia|RR=Roraima|RS=Rio Grande do Sul
    |SC=Santa Catarina|SE=Sergipe|SP=São Paulo=Estado de São Paulo|TO=Tocantins`,
  MX: `AGU=Aguascalientes|BCN=Baja California|BCS=Baja California Sur|CAM=Campeche|CHH=Chihuahua|CHP=Chiapas
    |CMX=Ciudad de México=CDMX=Mexico City=Distrito Federal|COA=Coahuila=Coahuila de Zaragoza|COL=Colima|DUR=Durango
    |GRO=Guerrero|GUA=Guanajuato|HID=Hidalgo|JAL=Jalisco|MEX=Estado de México=México=State of Mexico
    |MIC=Michoacán=Michoacán de Ocampo
    |MOR=Morelos|NAY=Nayarit|NLE=Nuevo León|OAX=Oaxaca|PUE=Puebla|QUE=Querétaro|ROO=Quintana Roo|SIN=Sinaloa
    |SLP=San Luis Potosí|SON=Sonora|TAB=Tabasco|TAM=Tamaulipas|TLA=Tlaxcala|VER=Veracruz=Veracruz de Ignacio de la Llave
    |YUC=Yucatán|ZAC=Zacatecas`,
  IN: `AN=Andaman and Nicobar Islands|AP=Andhra Pradesh|AR=Arunachal Pradesh|AS=Assam|BR=Bihar|CH=Chandigarh|CT=Chhattisgarh
    |DH=Dadra and Nagar Haveli and Daman and Diu=Daman and Diu|DL=Delhi=New Delhi=NCT of Delhi|GA=Goa|GJ=Gujarat
    |HP=Himachal Pradesh|HR=Haryana|JH=Jharkhand|JK=Jammu and Kashmir|KA=Karnataka|KL=Kerala|LA=Ladakh|LD=Lakshadweep
    |MH=Maharashtra|ML=Meghalaya|MN=Manipur|MP=Madhya Pradesh|MZ=Mizoram|NL=Nagaland|OR=Odisha=Orissa|PB=Punjab
    |PY=Puducherry=Pondicherry=Pondichéry|RJ=Rajasthan|SK=Sikkim|TG=Telangana|TN=Tamil Nadu|TR=Tripura|UP=Uttar Pradesh
    |UT=Uttarakhand=Uttaranchal|WB=West Bengal`,
  MY: `01=Johor=Johore|02=Kedah|03=Kelantan|04=Melaka=Malacca|05=Negeri Sembilan|06=Pahang|07=Pulau Pinang=Penang|08=Perak
    |09=Perlis
    |10=Selangor|11=Terengganu|12=Sabah|13=Sarawak
    |14=Kuala Lumpur=Wilayah Persekutuan Kuala Lumpur=W.P. Kuala Lumpur=WP Kuala Lumpur|15=Labuan
    =Wilayah Persekutuan Labuan=W.P. Labuan|16=Putrajaya=Wilayah Persekutuan Putrajaya=W.P. Putrajaya`,
  BA: `BIH=Federacija Bosne i Hercegovine=Federation of Bosnia and Herzegovina=FBiH|BRC=Brčko=Brčko distrikt=Brčko District
    |SRP=Republika Srpska=Република Српска`,
  FI: `01=Åland=Ahvenanmaa=Åland Islands=Landskapet Åland`,
  AR: `A=Salta|B=Buenos Aires=Provincia de Buenos Aires|C=Ciudad Autónoma de Buenos Aires=CABA=Capital Federal|D=San Luis
    |E=Entre Ríos|F=La Rioja|G=Santiago del Estero|H=Chaco|J=San Juan|K=Catamarca|L=La Pampa|M=Mendoza|N=Misiones|P=Formosa
    |Q=Neuquén|R=Río Negro|S=Santa Fe|T=Tucumán|U=Chubut|V=Tierra del Fuego|W=Corrientes|X=Córdoba|Y=Jujuy|Z=Santa Cruz`,
  CL: `AI=Aysén|AN=Antofagasta|AP=Arica y Parinacota|AR=Araucanía=La Araucanía|AT=Atacama|BI=Biobío=Bío-Bío|CO=Coquimbo
    |LI=O’Higgins=Libertador General Bernardo O’Higgins|LL=Los Lagos|LR=Los Ríos|MA=Magallanes|ML=Maule|NB=Ñuble
    |RM=Región Metropolitana=Región Metropolitana de Santiago=Santiago|TA=Tarapacá|VS=Valparaíso`,
};

/**
 * Cities that lie in one region only and have no namesake of any size in their country, for businesses without a postcode
 * that tells: the capitals of regions, and what is as well known.
 */
export const CITY_NAMES: Readonly<Record<string, string>> = {
  DE: `BW=Stuttgart=Karlsruhe=Mannheim=Heidelberg|BY=München=Munich=Monaco di Baviera=Nürnberg=Nuremberg=Augsburg=Regensburg
    |BE=Berlin|BB=Potsdam=Cottbus|HB=Bremen=Bremerhaven|HH=Hamburg|HE=Wiesbaden=Kassel=Darmstadt=Frankfurt am Main
    |MV=Schwerin=Rostock|NI=Hannover=Hanover=Braunschweig=Osnabrück|NW=Köln=Cologne=Düsseldorf=Dortmund=Essen=Bonn=Bochum
    |RP=Mainz=Koblenz=Trier|SL=Saarbrücken|SN=Dresden=Leipzig=Chemnitz|ST=Magdeburg|SH=Kiel=Lübeck|TH=Erfurt=Jena=Weimar`,
  AT: `1=Eisenstadt|2=Klagenfurt=Klagenfurt am Wörthersee=Villach|3=St. Pölten=Sankt Pölten|4=Linz=Wels|5=Salzburg|6=Graz
    |7=Innsbruck|8=Bregenz=Dornbirn|9=Wien=Vienna`,
  CH: `AG=Aarau|BE=Bern=Berne=Thun|BS=Basel=Bâle|BL=Liestal|FR=Fribourg|GE=Genève=Geneva=Genf|GR=Chur=Davos|JU=Delémont
    |LU=Luzern
    =Lucerne|NE=Neuchâtel=La Chaux-de-Fonds|SG=St. Gallen=Sankt Gallen|SH=Schaffhausen|SO=Solothurn|TG=Frauenfeld|TI=Lugano
    =Bellinzona=Locarno|UR=Altdorf|VD=Lausanne=Montreux|VS=Sion=Sitten|ZG=Zug|ZH=Zürich=Zurich=Winterthur`,
  IT: `25=Milano=Milan|62=Roma=Rome|21=Torino=Turin|72=Napoli=Naples|52=Firenze=Florence|34=Venezia=Verona|45=Bologna|42=Genova
    |82=Palermo=Catania|75=Bari|88=Cagliari|BZ=Bolzano=Bozen=Merano|TN=Trento`,
  FR: '57=Metz=Thionville|67=Strasbourg=Straßburg=Strasburgo=Estrasburgo|68=Mulhouse=Mülhausen=Colmar=Kolmar',
  PT: '20=Ponta Delgada=Angra do Heroísmo|30=Funchal|11=Lisboa|13=Porto',
  ES: `MD=Madrid|CT=Barcelona|VC=Valencia=València=Alicante|AN=Sevilla=Málaga=Granada|AR=Zaragoza|PV=Bilbao=Vitoria-Gasteiz
    |IB=Palma=Palma de Mallorca|CN=Las Palmas de Gran Canaria=Santa Cruz de Tenerife|GA=A Coruña=Vigo|NC=Pamplona|AS=Oviedo
    =Gijón|CB=Santander|RI=Logroño|CL=Valladolid|CM=Toledo|CE=Ceuta|ML=Melilla`,
  GB: `ENG=London=Manchester=Birmingham=Liverpool=Leeds=Sheffield=Bristol|SCT=Edinburgh=Glasgow=Aberdeen=Dundee=Inverness
    |WLS=Cardiff=Swansea|NIR=Belfast=Derry=Londonderry`,
  US: `NY=New York=New York City=Brooklyn=Manhattan|CA=Los Angeles=San Francisco=San Diego|IL=Chicago
    |TX=Houston=Dallas=San Antonio
    |FL=Miami=Orlando=Tampa|WA=Seattle|MA=Boston|NV=Las Vegas|GA=Atlanta|CO=Denver|AZ=Phoenix|MI=Detroit|LA=New Orleans
    |PA=Philadelphia=Pittsburgh|HI=Honolulu|MN=Minneapolis`,
  CA: `ON=Toronto=Ottawa=Mississauga|QC=Montréal=Montreal=Québec=Quebec City=Laval|BC=Vancouver|AB=Calgary=Edmonton
    |MB=Winnipeg|NS=Halifax|SK=Saskatoon=Regina|NB=Moncton=Fredericton|PE=Charlottetown|NL=St. John’s|YT=Whitehorse
    |NT=Yellowknife|NU=Iqaluit`,
  AU: `NSW=Sydney|VIC=Melbourne|QLD=Brisbane=Gold Coast=Cairns|SA=Adelaide|WA=Perth|TAS=Hobart|NT=Darwin=Alice Springs
    |ACT=Canberra`,
  NZ: 'AUK=Auckland|WGN=Wellington|CAN=Christchurch|OTA=Dunedin=Queenstown|WKO=Hamilton|BOP=Tauranga=Rotorua|STL=Invercargill',
  BR: `SP=São Paulo=Campinas|RJ=Rio de Janeiro=Niterói|MG=Belo Horizonte|BA=Salvador|DF=Brasília|CE=Fortaleza|PE=Recife
    |PR=Curitiba|RS=Porto Alegre|AM=Manaus|GO=Goiânia|SC=Florianópolis`,
  MX: `CMX=Ciudad de México=Mexico City|JAL=Guadalajara|NLE=Monterrey|ROO=Cancún|PUE=Puebla|BCN=Tijuana|YUC=Mérida`,
  IN: `MH=Mumbai=Pune|DL=Delhi=New Delhi|KA=Bengaluru=Bangalore|TN=Chennai|WB=Kolkata|TG=Hyderabad|GJ=Ahmedabad|RJ=Jaipur`,
  MY: '14=Kuala Lumpur|01=Johor Bahru|07=George Town|12=Kota Kinabalu|13=Kuching|08=Ipoh',
  BA: 'BIH=Sarajevo=Mostar=Tuzla=Zenica|SRP=Banja Luka|BRC=Brčko',
  BE: 'BRU=Bruxelles=Brussel=Brussels|VLG=Antwerpen=Gent=Brugge=Leuven|WAL=Liège=Namur=Charleroi=Mons',
};
